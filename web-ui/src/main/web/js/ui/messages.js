import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { clock } from '../core/format.js';
import { currentLocale, t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { problemNote, statusPill } from './components.js';
import { icon } from './icons.js';

/** The messages of the session. A run is only referred to; its buttons are on the card. */
export function messageStream() {
  const { messages, messagesProblem } = store.get();
  return html`<div role="log" aria-label=${t('window.messages')}>
    ${messages.length === 0 && !messagesProblem ? html`<p class="day">${t('messages.none')}</p>` : nothing}
    ${messages.map(message)}${messagesProblem ? problemNote(messagesProblem) : nothing}</div>`;
}

function message(content) {
  const mine = content.role === 'user';
  return html`<article class="msg ${mine ? 'u' : 'a'}"><span class="sr">${mine ? t('messages.you') : 'OneLiner'} ${clock(content.created_at, currentLocale(), store.get().now)}</span>
    <p class="text">${content.content}</p>${content.run_id ? runReference(content.run_id) : nothing}</article>`;
}

function runReference(runId) {
  const { onelinerRuns, onelinerRunDetails } = store.get();
  const run = onelinerRuns.find((row) => row.id === runId) ?? onelinerRunDetails[runId];
  return html`<button class="ref" type="button" data-action="select-run" data-run=${runId}>${icon('runs')}
    <span class="rt"><strong>${run?.title ?? t('messages.run')}</strong>${run?.number ? html`<small>${t('messages.run')} #${run.number}</small>` : nothing}</span>
    ${run ? statusPill(run.run_status) : nothing}</button>`;
}

/** Keeps the end of the stream in sight, unless the person scrolled up. */
export function stickToEnd() {
  const stream = document.getElementById('ol-stream');
  if (!stream) return () => {};
  const atEnd = stream.scrollHeight - stream.scrollTop - stream.clientHeight < 40;
  return () => {
    const now = document.getElementById('ol-stream');
    if (now && (atEnd || now !== stream)) now.scrollTop = now.scrollHeight;
  };
}
