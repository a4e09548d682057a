import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { preferences } from '../core/session.js';
import { singleKey } from '../core/single-keys.js';
import { store } from '../core/state.js';
import { commandKey, icon, part } from './components.js';

/** What each key does; single keys can be turned off. */
export function shortcutList() {
  const { singleKeys } = store.get();
  const row = (keys, text) => html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${text}</dd></div>`;
  return html`<dialog class="keys" aria-labelledby="keys-title" @close=${close}>
    <header><h2 id="keys-title">${t('keys.title')}</h2><button class="ib" type="button" aria-label=${t('keys.close')} @click=${close}>${icon('x')}</button></header>
    <dl>${row([commandKey(), 'J'], t('keys.window'))}${row([commandKey(), 'K'], t('keys.jump'))}${row([commandKey(), 'Enter'], t('keys.confirm'))}${row(['Enter'], t('keys.send'))}
      ${row(['Shift', 'Enter'], t('keys.line'))}${row(['Esc'], t('keys.escape'))}${row(['F6'], t('keys.zones'))}</dl>
    <h3>${t('keys.single')}</h3>
    <dl class=${singleKeys ? '' : 'off'}>${row(['?'], t('keys.list'))}${row(['g', 'd'], t('nav.dashboard'))}${row(['g', 's'], t('nav.strategy'))}
      ${row(['g', 'g'], t('nav.governance'))}${row(['g', 'r'], t('nav.runs'))}${row(['j', 'k'], t('keys.rows'))}</dl>
    <label class="choice"><input type="checkbox" .checked=${singleKeys} @change=${switchSingleKeys}><span>${t('keys.singleOn')}</span></label>${part('notices')?.noticeChoice() ?? nothing}</dialog>`;
}

function close() {
  store.set({ shortcutsShown: false });
}

function switchSingleKeys(event) {
  const singleKeys = event.target.checked;
  preferences.write('keys', singleKeys ? 'on' : 'off');
  store.set({ singleKeys });
}

/** The places that F6 goes round, each with what takes the focus in it. */
const ZONES = [
  ['.nav', '[aria-current], a'], ['.tabbar', '[aria-current], a'], ['main', ''], ['.oneliner-runs', ''], ['.stream', ''], ['.comp', 'textarea'],
];

/** @param {number} step */
function moveToZone(step) {
  const sheet = document.querySelector('dialog.ol[open]');
  const zones = ZONES.flatMap(([selector, inner]) => {
    const zone = /** @type {HTMLElement | null} */ ((sheet ?? document).querySelector(selector));
    return zone?.checkVisibility() ? [{ zone, inner }] : [];
  });
  const here = zones.findIndex(({ zone }) => zone.contains(document.activeElement));
  const next = zones[(Math.max(here, step > 0 ? -1 : 0) + step + zones.length) % zones.length];
  /** @type {HTMLElement | null} */ (next?.inner ? next.zone.querySelector(next.inner) : next?.zone)?.focus();
}

/** @param {number} step */
function moveToRow(step) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('main tbody a'));
  const here = [...rows].indexOf(/** @type {HTMLElement} */ (document.activeElement));
  rows[Math.min(rows.length - 1, Math.max(0, here + step))]?.focus();
}

/**
 * Does what a key asks for that moves the focus, or that is a single letter.
 *
 * @param {string} asked what `shortcut` says @param {KeyboardEvent} event @param {(path: string) => void} open
 */
export function press(asked, event, open) {
  const wish = asked === 'single-key' ? singleKey(event.key, event.timeStamp) : asked;
  const step = wish.startsWith('next') ? 1 : -1;
  if (wish.startsWith('/')) open(wish);
  else if (wish === 'shortcuts') store.set({ shortcutsShown: true });
  else if (wish.includes('zone')) moveToZone(step);
  else if (wish) moveToRow(step);
}

/** @param {string} key @param {HTMLElement} tab the one that has the focus */
export function moveBetweenTabs(key, tab) {
  const tabs = /** @type {HTMLElement[]} */ ([...(tab.parentElement?.children ?? [])]);
  const here = tabs.indexOf(tab);
  const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[key] ?? here;
  const other = tabs[(next + tabs.length) % tabs.length];
  other?.focus();
  other?.click();
}
