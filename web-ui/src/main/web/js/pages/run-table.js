import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { statusPill } from '../ui/components.js';
import { ago, between, duration } from '../core/format.js';
import { currentLocale, nameOf, t } from '../core/i18n.js';
import { store } from '../core/state.js';

/**
 * Runs as a table, newest first.
 *
 * @param {readonly import('../core/state.js').Run[]} runs
 */
export function runTable(runs) {
  return html`<table><thead><tr><th scope="col">${t('table.run')}</th><th scope="col" class="c-src">${t('table.source')}</th><th scope="col">${t('table.status')}</th>
      <th scope="col" class="num c-dur">${t('table.took')}</th><th scope="col" class="num c-when">${t('table.when')}</th></tr></thead>
    <tbody>${runs.map(row)}</tbody></table>`;
}

function row(run) {
  const { now } = store.get();
  const end = run.finished_at || (run.run_status === 'running' ? new Date(now).toISOString() : '');
  const millis = between(run.started_at, end);
  return html`<tr data-run=${run.id}><th scope="row"><a href="/runs/${run.id}" title=${run.title}>${run.title}</a></th>
    <td class="c-src">${nameOf('screen', run.source_screen)}</td><td>${statusPill(run.run_status)}</td>
    <td class="num c-dur">${millis >= 0 ? duration(millis) : html`<span aria-hidden="true">—</span>`}</td>
    <td class="num c-when"><time datetime=${run.created_at}>${ago(run.created_at, currentLocale(), now)}</time></td></tr>`;
}

/** The newest runs, on the dashboard. */
export function recentRuns() {
  const { onelinerRuns, runsPhase } = store.get();
  return html`<section class="card recent" aria-labelledby="recent-title"><header><h2 id="recent-title">${t('runs.recent')}</h2>
      ${onelinerRuns.length > 0 ? html`<a href="/runs">${t('runs.all')}</a>` : nothing}</header>
    ${onelinerRuns.length > 0 ? runTable(onelinerRuns.slice(0, 6)) : html`<p class="empty">${t(runsPhase === 'loading' ? 'loading' : 'runs.noneText')}</p>`}</section>`;
}
