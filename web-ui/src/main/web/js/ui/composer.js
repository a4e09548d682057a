import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { drafts } from '../core/preferences.js';
import { store } from '../core/state.js';
import { isBusy, isOffline, problemOf } from './components.js';
import { icon } from './icons.js';

/** The line at the bottom of the window. It stays in place in every state of a run. */
export function composer() {
  const busy = isBusy('message');
  return html`<form class="comp" data-form="message">${problemOf('message')}
    <div class="row"><textarea rows="1" name="content" maxlength="8000" aria-label=${t('composer.placeholder')} placeholder=${t('composer.placeholder')} aria-describedby="comp-hint"></textarea>
      <button class="sendb" type="submit" aria-label=${t('composer.send')} ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('send')}</button></div>
    <p class="hint" id="comp-hint">${t('composer.hint')}</p></form>`;
}

/** @type {HTMLTextAreaElement | null} */
let shownDraftOf = null;

/** Puts the kept text of the session into a composer that was just drawn or changed its session. */
export function restoreDraft() {
  const area = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('.comp textarea'));
  const { sessionId } = store.get();
  if (!area || (area.dataset.session === sessionId && shownDraftOf === area)) return;
  const grownFromFirst = shownDraftOf === area && area.dataset.session === '';
  shownDraftOf = area;
  area.dataset.session = sessionId;
  // A session that was not known yet inherits what is being typed.
  if (grownFromFirst && area.value) moveDraft(sessionId, area.value);
  else area.value = drafts.read(sessionId);
}

function moveDraft(sessionId, text) {
  drafts.write('', '');
  drafts.write(sessionId, text);
}

/** @param {HTMLTextAreaElement} area */
export function keepDraft(area) {
  drafts.write(store.get().sessionId, area.value);
}
