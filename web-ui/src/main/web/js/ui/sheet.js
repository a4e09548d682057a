import { html } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { store } from '../core/state.js';

/** The window on a narrow page: a dialog over it, which keeps what is behind out of reach. @param {unknown} content */
export function sheet(content) {
  return html`<dialog class="ol sheet" aria-label=${t('window.title')} @close=${closed} @cancel=${closed} @click=${closeFromOutside}>
    <div class="sr" data-live="polite" role="status" aria-live="polite"></div>
    <div class="sr" data-live="assertive" role="alert" aria-live="assertive"></div>${content}</dialog>`;
}

function closed() {
  store.set({ windowOpen: false });
  requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector('.tb-ol'))?.focus());
}

// The dialog has no padding: a click on itself is one on what is behind it.
function closeFromOutside(event) {
  if (event.target === event.currentTarget) closed();
}
