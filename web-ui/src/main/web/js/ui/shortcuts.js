import { html } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { preferences } from '../core/session.js';
import { store } from '../core/state.js';
import { icon } from './components.js';
import { commandKey } from './run-card.js';

/** What each key does; single keys can be turned off. */
export function shortcutList() {
  const { singleKeys } = store.get();
  const row = (keys, text) => html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${text}</dd></div>`;
  return html`<dialog class="keys" aria-labelledby="keys-title" @close=${close}>
    <header><h2 id="keys-title">${t('keys.title')}</h2><button class="ib" type="button" aria-label=${t('keys.close')} @click=${close}>${icon('x')}</button></header>
    <dl>${row([commandKey(), 'J'], t('keys.window'))}${row([commandKey(), 'Enter'], t('keys.confirm'))}${row(['Enter'], t('keys.send'))}
      ${row(['Shift', 'Enter'], t('keys.line'))}${row(['Esc'], t('keys.escape'))}${row(['F6'], t('keys.zones'))}</dl>
    <h3>${t('keys.single')}</h3>
    <dl class=${singleKeys ? '' : 'off'}>${row(['?'], t('keys.list'))}${row(['g', 'd'], t('nav.dashboard'))}${row(['g', 's'], t('nav.strategy'))}
      ${row(['g', 'g'], t('nav.governance'))}${row(['g', 'r'], t('nav.runs'))}${row(['j', 'k'], t('keys.rows'))}</dl>
    <label class="choice"><input type="checkbox" .checked=${singleKeys} @change=${switchSingleKeys}><span>${t('keys.singleOn')}</span></label></dialog>`;
}

function close() {
  store.set({ shortcutsShown: false });
}

function switchSingleKeys(event) {
  const singleKeys = event.target.checked;
  preferences.write('keys', singleKeys ? 'on' : 'off');
  store.set({ singleKeys });
}
