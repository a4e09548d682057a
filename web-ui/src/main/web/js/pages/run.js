import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { clock } from '../core/format.js';
import { currentLocale, nameOf, t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { problemNote, skeleton, statusPill } from '../ui/components.js';
import { runResult } from '../ui/run-result.js';
import { stepList } from '../ui/run-steps.js';

/** One run: its plan and result, and everything that happened to it. @param {string} runId */
export function page(runId) {
  const { onelinerRunDetails, onelinerRunEvents, problems } = store.get();
  const run = onelinerRunDetails[runId];
  if (!run) return problems.page ? problemNote(problems.page) : skeleton();
  const events = onelinerRunEvents.filter((event) => event.run_id === runId);
  return html`<section class="card run-page"><header><h2>${run.title} <span class="muted">#${run.number}</span></h2>${statusPill(run.run_status)}</header>
      <p class="lead">${run.summary}</p>${run.run_status === 'done' ? runResult(run.result) : nothing}
      <h3>${t('plan.title')}</h3>${stepList(run.plan?.steps ?? [], run.run_status)}</section>
    <section class="card run-page"><h3>${t('events.title')}</h3><ol class="timeline">${events.map(eventRow)}</ol></section>`;
}

const eventRow = (event) => html`<li><time datetime=${event.created_at}>${clock(event.created_at, currentLocale(), store.get().now)}</time>
  <strong>${nameOf('event', event.event_type)}</strong><span>${event.summary || event.details?.title || nothing}</span></li>`;
