import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { ago } from '../core/format.js';
import { currentLocale, nameOf, t } from '../core/i18n.js';
import { isOpen, otherRuns, shownRun, waitingCount } from '../core/runs.js';
import { store } from '../core/state.js';
import { problemNote, skeleton } from './components.js';
import { icon } from './icons.js';
import { runCard } from './run-card.js';
import { renderOneLinerRunEventChips } from './run-steps.js';

/** How many other runs are listed; the rest is on the page of runs. */
const LISTED = 10;

/** What stands above the messages: the run on the card, its last events, and the other runs. */
export function runsZone() {
  const { onelinerRuns, selectedOnelinerRunId, onelinerRunEvents, runsPhase } = store.get();
  if (runsPhase === 'loading' && onelinerRuns.length === 0) return skeleton();
  const primaryRun = shownRun(onelinerRuns, selectedOnelinerRunId);
  return html`${runsPhase === 'error' ? listError() : nothing}
    ${renderOneLinerRunSummary(primaryRun, onelinerRuns)}
    ${primaryRun ? renderOneLinerRunEventChips(onelinerRunEvents.filter((event) => event.run_id === primaryRun.id)) : nothing}
    ${others(primaryRun, onelinerRuns)}`;
}

/**
 * The card of the run on top, or how to get a first one.
 *
 * @param {import('../core/state.js').Run | null} primaryRun
 * @param {readonly import('../core/state.js').Run[]} runs
 */
export function renderOneLinerRunSummary(primaryRun, runs) {
  if (primaryRun) return runCard(primaryRun);
  if (store.get().runsPhase === 'error') return nothing;
  return html`<div class="em">${icon('handoff')}<h3>${t(runs.length > 0 ? 'runs.noneOpen' : 'runs.none')}</h3><p>${t('runs.noneText')}</p></div>`;
}

function listError() {
  return html`<div class="er">${icon('alert')}<div><h3>${t('runs.error')}</h3>${problemNote(store.get().runsProblem)}</div>
    <button class="btn" type="button" data-action="reload-runs">${icon('retry')}${t('retry')}</button></div>`;
}

function others(primaryRun, runs) {
  const rest = otherRuns(runs, primaryRun);
  if (rest.length === 0) return nothing;
  const waiting = waitingCount(rest);
  return html`<details class="more"><summary>
      <span class="stack" aria-hidden="true">${rest.slice(0, 3).map((run) => html`<i class="dot st-${run.run_status}"></i>`)}</span>
      ${t('runs.more', { n: rest.length })}${waiting > 0 ? html`<b class="count wait">${t('runs.waiting', { n: waiting })}</b>` : nothing}${icon('chev')}</summary>
    <ul>${rest.slice(0, LISTED).map(otherRun)}
      ${rest.length > LISTED ? html`<li><a class="lnk" href="/runs">${t('runs.all')}</a></li>` : nothing}</ul></details>`;
}

function otherRun(run) {
  return html`<li><button class="orun" type="button" data-action="select-run" data-run=${run.id}>
    <span class="dot st-${run.run_status}" aria-hidden="true"></span><span class="orun-t">${run.title}</span>
    <span class="muted">${nameOf('status', run.run_status)}${isOpen(run) ? nothing : html` · ${ago(run.finished_at || run.updated_at, currentLocale(), store.get().now)}`}</span></button></li>`;
}
