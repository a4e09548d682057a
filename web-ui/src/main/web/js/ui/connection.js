import { html } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { store } from '../core/state.js';

/** Whether what is on the screen follows the server. */
export function connection() {
  const { connection: state } = store.get();
  const look = state === 'live' ? 'live' : state === 'off' ? 'off' : '';
  return html`<span class="conn ${look}" data-role="connection" data-state=${state}><span class="dot" aria-hidden="true"></span>${t(`connection.${state}`)}</span>`;
}
