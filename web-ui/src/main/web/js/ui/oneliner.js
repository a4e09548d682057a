import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { waitingCount } from '../core/runs.js';
import { store } from '../core/state.js';
import { composer } from './composer.js';
import { problemOf } from './components.js';
import { connection } from './connection.js';
import { focusSoon } from './focus.js';
import { icon, mark } from './icons.js';
import { messageStream } from './messages.js';
import { runsZone } from './oneliner-runs.js';

/** Draws the OneLiner window, or its launcher while it is closed, into the page's place for it. */
export function ensureOneLinerUi() {
  const host = document.getElementById('oneliner');
  const { windowOpen, narrow, phase } = store.get();
  if (phase !== 'ready') {
    render(nothing, host);
    return;
  }
  const content = html`<header class="ol-h"><span class="ol-t">${mark()}<h2>OneLiner</h2>${connection()}</span>
      <button class="ib" type="button" data-action="close-window" aria-label=${t('window.minimise')}>${icon('minus')}</button></header>
    ${offlineStrip()}
    <div class="oneliner-runs" data-role="oneliner-runs" role="region" aria-label=${t('window.runs')} tabindex="0">${runsZone()}</div>
    ${renderOneLinerSessionTabs()}
    <div class="stream" id="ol-stream" role="tabpanel" aria-label=${t('window.messages')} tabindex="0">${messageStream()}</div>
    ${composer()}`;
  if (!windowOpen) render(narrow ? nothing : launcher(), host);
  else if (narrow) render(sheet(content), host);
  else render(html`<aside class="ol float" role="complementary" aria-label=${t('window.title')}>${content}</aside>`, host);
  // A modal dialog keeps the page behind it out of reach of keyboard and screen reader.
  const dialog = host.querySelector('dialog');
  if (dialog && !dialog.open) dialog.showModal();
}

/** The sessions of the project as tabs, and a button for a new one. */
export function renderOneLinerSessionTabs() {
  const { sessions, sessionId, busy } = store.get();
  const tabs = sessions.length > 0 ? sessions.slice(0, 8) : [{ id: '', title: t('sessions.first') }];
  return html`<div class="tabbar-s"><div class="tabs" role="tablist" aria-label=${t('sessions.title')}>${tabs.map(
      (session) => html`<button role="tab" type="button" data-action="select-session" data-session=${session.id}
        aria-selected=${session.id === sessionId ? 'true' : 'false'} tabindex=${session.id === sessionId ? 0 : -1}
        aria-controls="ol-stream">${session.title || t('sessions.untitled')}</button>`,
    )}</div>
    <button class="ib s newtab" type="button" data-action="new-session" ?disabled=${Boolean(busy.session) || store.get().connection === 'off'} aria-label=${t('sessions.new')}>${icon('plus')}</button></div>
    ${problemOf('session')}`;
}

function sheet(content) {
  return html`<dialog class="ol sheet" aria-label=${t('window.title')} @close=${closed} @cancel=${closed} @click=${closeFromOutside}>
    <div class="sr" data-live="polite" role="status" aria-live="polite"></div>
    <div class="sr" data-live="assertive" role="alert" aria-live="assertive"></div>${content}</dialog>`;
}

function closed() {
  store.set({ windowOpen: false });
  focusSoon('.tb-ol');
}

// The dialog has no padding: a click on itself is one on what is behind it.
function closeFromOutside(event) {
  if (event.target === event.currentTarget) closed();
}

function launcher() {
  const n = waitingCount(store.get().onelinerRuns);
  return html`<button class="fab" type="button" data-action="open-window" aria-label=${n > 0 ? t('window.openWaiting', { n }) : t('window.open')}>
    ${mark()}<span>OneLiner</span>${n > 0 ? html`<b aria-hidden="true">${n}</b>` : nothing}</button>`;
}

function offlineStrip() {
  const { connection: state, retryAt, now } = store.get();
  if (state !== 'off') return nothing;
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000));
  return html`<div class="offbar">${icon('wifioff')}<p><strong>${t('offline.title')}</strong> ${t('offline.text', { s: seconds })}</p>
    <button class="lnk" type="button" data-action="reconnect">${t('offline.retry')}</button></div>`;
}
