import { html } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { asDay, dayName } from './dashboard-charts.js';
import { number, percent } from './pages.js';

/** The engagement account by account, and day by day. @param {any} figures */
export function accountTable({ accounts, days }) {
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('dashboard.seeEvidence')}><table><caption>${t('dashboard.evidenceNote', { day: dayName(days.at(-1).day, { month: 'long', day: 'numeric' }) })}</caption>
    <thead><tr><th scope="col">${t('table.account')}</th><th scope="col" class="num">${t('table.latest')}</th><th scope="col" class="num">${t('table.meanBefore')}</th><th scope="col" class="num">${t('table.change')}</th></tr></thead>
    <tbody>${accounts.map((account) => html`<tr><th scope="row">${account.name}</th><td class="num">${percent(account.rate)}</td><td class="num">${t('table.meanOf', { n: account.meanDays, mean: percent(account.mean) })}</td>
      <td class="num ${account.change < 0 ? 'bad' : ''}">${percent(account.change, true)}</td></tr>`)}</tbody></table>
    <table><thead><tr>${days.map(({ day }) => html`<th scope="col" class="num">${dayName(day, { month: 'numeric', day: 'numeric' })}</th>`)}</tr></thead><tbody><tr>${days.map(({ rate }) => html`<td class="num">${percent(rate)}</td>`)}</tr></tbody></table></div>`;
}

/** How the runs of each day ended. @param {readonly any[]} days @param {readonly string[]} kinds */
export function dayTable(days, kinds) {
  return html`<table class="plain"><thead><tr><th scope="col">${t('week.day')}</th>${kinds.map((kind) => html`<th scope="col" class="num">${t(`week.${kind}`)}</th>`)}</tr></thead>
      <tbody>${days.map((day) => html`<tr><th scope="row">${asDay(day.date, { month: 'numeric', day: 'numeric' })}</th>${kinds.map((kind) => html`<td class="num">${number(day[kind])}</td>`)}</tr>`)}</tbody></table>`;
}
