import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { between, clock, stopwatch } from '../core/format.js';
import { currentLocale, nameOf, t } from '../core/i18n.js';
import { lastEvents } from '../core/runs.js';
import { store } from '../core/state.js';
import { icon } from './icons.js';

const MARKS = { done: 'check', failed: 'x', skipped: 'minus' };

/**
 * The plan's steps, ticking while the run moves.
 *
 * @param {readonly import('../core/state.js').Step[]} steps @param {string} runStatus
 */
export function stepList(steps, runStatus) {
  return html`<ol class="steps">${steps.map((step, index) => stepItem(step, index, runStatus))}</ol>`;
}

function stepItem(step, index, runStatus) {
  const asking = runStatus === 'blocked' && step.status === 'running';
  const look = asking ? 'blocked' : step.status === 'pending' && runStatus !== 'needs_confirmation' ? 'wait' : step.status;
  const current = step.status === 'running';
  return html`<li class="step ${look}" data-step=${step.id} data-status=${step.status} aria-current=${current ? 'step' : nothing}>
    <span class="sn" aria-hidden="true">${stepMark(look, index)}</span>
    <span class="sx"><span>${step.title}</span>${step.detail ? html`<small>${step.detail}</small>` : nothing}</span>
    ${stepTime(step)}<span class="sr">${nameOf('step', step.status)}</span></li>`;
}

function stepMark(look, index) {
  if (look === 'running') return html`<i class="spin"></i>`;
  if (look === 'blocked') return icon('question');
  return MARKS[look] ? icon(MARKS[look]) : index + 1;
}

function stepTime(step) {
  if (!step.started_at) return nothing;
  const millis = step.finished_at
    ? between(step.started_at, step.finished_at)
    : store.get().now - Date.parse(step.started_at);
  return millis < 1000 ? nothing : html`<span class="tm">${stopwatch(millis)}</span>`;
}

/**
 * The last three events of the run on the card.
 *
 * @param {readonly import('../core/state.js').RunEvent[]} primaryRunEvents
 */
export function renderOneLinerRunEventChips(primaryRunEvents) {
  const { shown, before } = lastEvents(primaryRunEvents);
  if (shown.length === 0) return nothing;
  const runId = shown[0].run_id;
  return html`<ul class="chips" aria-label=${t('events.title')}>
    ${before > 0
      ? html`<li class="n"><a href="/runs/${runId}"><span class="sr">${t('events.all')} </span>+${before}</a></li>`
      : nothing}
    ${shown.map(
      (event, index) => html`<li class=${index === shown.length - 1 ? 'last' : ''} title=${event.summary || nothing}>
        <span>${nameOf('event', event.event_type)}</span><time datetime=${event.created_at}>${clock(event.created_at, currentLocale(), store.get().now)}</time></li>`,
    )}</ul>`;
}
