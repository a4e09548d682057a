import { html, noChange, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { ago, clock, currentLocale, dayOf, nameOf, t } from '../core/i18n.js';
import { conversation, isOpen, otherRuns, shownRun, waitingCount } from '../core/runs.js';
import { drafts, spokenOf } from '../core/session.js';
import { store } from '../core/state.js';
import { connection, icon, isBusy, isOffline, mark, part, problemNote, problemOf, skeleton, statusPill } from './components.js';
import { ending, renderOneLinerRunEventChips, runCard } from './run-card.js';

/** @typedef {import('../types.js').Run} Run */

/** How many other runs and sessions are listed; the rest of the runs is on their page. */
const LISTED = 10;
/** What could be more than plain text; only then the code that reads it is fetched. */
const MARKDOWN = /[*_`#[\]|>~]|^\s*(?:[-+]|\d+[.)])\s/m;

/** Whether the page holds a window that was closed: it is opened again much faster than it is made anew. */
let kept = false;

/** Draws the OneLiner window, or its launcher while it is closed, into the page's place for it. */
export function ensureOneLinerUi() {
  const host = /** @type {HTMLElement} */ (document.getElementById('oneliner'));
  const { windowOpen, windowMode, narrow, phase } = store.get();
  kept = phase === 'ready' && !narrow && (kept || windowOpen);
  if (phase !== 'ready') {
    render(nothing, host);
    return;
  }
  const content = windowOpen ? windowContent() : noChange;
  if (narrow) render(windowOpen ? sheet(content) : nothing, host);
  else {
    render(html`${windowOpen ? nothing : launcher()}${kept
      ? html`<aside class="ol ${windowMode} ${windowOpen ? '' : 'away'}" aria-hidden=${windowOpen ? nothing : 'true'} role="complementary" aria-label=${t('window.title')}>${content}</aside>` : nothing}`, host);
  }
  if (windowOpen) drawStream();
  // A modal dialog keeps the page behind it out of reach of keyboard and screen reader.
  const dialog = host.querySelector('dialog');
  if (dialog && !dialog.open) dialog.showModal();
}

function windowContent() {
  return html`${header()}${offlineStrip()}
    <div class="oneliner-runs" data-role="oneliner-runs" role="region" aria-label=${t('window.runs')} tabindex="0">${runsZone()}</div>
    ${renderOneLinerSessionTabs()}
    <div class="stream" id="ol-stream" role="tabpanel" aria-label=${t('window.messages')} tabindex="0"></div>
    ${composer()}`;
}

/** The sessions of the project as tabs, and a button for a new one. */
export function renderOneLinerSessionTabs() {
  const { sessions, sessionId, busy } = store.get();
  const tabs = sessions.length > 0 ? sessions.slice(0, LISTED) : [{ id: '', title: t('sessions.first') }];
  return html`<div class="tabbar-s"><div class="tabs" role="tablist" aria-label=${t('sessions.title')}>${tabs.map(
      (session) => html`<button role="tab" type="button" data-action="select-session" data-session=${session.id}
        aria-selected=${session.id === sessionId ? 'true' : 'false'} tabindex=${session.id === sessionId ? 0 : -1}
        aria-controls="ol-stream">${session.title || t('sessions.untitled')}</button>`,
    )}</div>
    <button class="ib s newtab" type="button" data-action="new-session" ?disabled=${Boolean(busy.session) || isOffline()} aria-label=${t('sessions.new')} title=${t('sessions.new')}>${icon('plus')}</button></div>
    ${problemOf('session')}`;
}

function header() {
  const { narrow, windowMode } = store.get();
  const docked = windowMode === 'dock';
  return html`<header class="ol-h"><span class="ol-t">${mark()}<h2>OneLiner</h2>${connection()}</span>
    <a class="ib" href="/runs" aria-label=${t('window.history')} title=${t('window.history')}>${icon('history')}</a>
    ${narrow ? nothing : html`<button class="ib" type="button" data-action="switch-mode" aria-pressed=${docked ? 'true' : 'false'} aria-label=${t('window.dock')} title=${t(docked ? 'window.undock' : 'window.dock')}>${icon('dock')}</button>`}
    <button class="ib" type="button" data-action="close-window" aria-label=${t('window.minimise')} title=${t('window.minimise')}>${icon('minus')}</button></header>`;
}

function sheet(content) {
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

function launcher() {
  const n = waitingCount(store.get().onelinerRuns);
  return html`<button class="fab" type="button" data-action="open-window" aria-label=${n > 0 ? t('window.openWaiting', { n }) : t('window.open')}>
    ${mark()}<span>OneLiner</span>${n > 0 ? html`<b data-n=${n}></b>` : nothing}</button>`;
}

function offlineStrip() {
  const { retryAt, now } = store.get();
  if (!isOffline()) return nothing;
  const seconds = Math.ceil((retryAt - now) / 1000);
  return html`<div class="offbar">${icon('wifioff')}<p><strong>${t('offline.title')}</strong> ${t('offline.text')} <span class="num">${seconds > 0 ? t('offline.in', { s: seconds }) : t('offline.now')}</span></p>
    <button class="lnk" type="button" data-action="reconnect">${t('offline.retry')}</button></div>`;
}

/** What stands above the messages: the run on the card, its last events, and the other runs. */
function runsZone() {
  const { onelinerRuns, selectedOnelinerRunId, onelinerRunEvents, runsPhase, loadingShown } = store.get();
  if (runsPhase === 'loading' && onelinerRuns.length === 0) return loadingShown ? skeleton() : html`<div class="sk-hold"></div>`;
  const primaryRun = shownRun(onelinerRuns, selectedOnelinerRunId);
  return html`${runsPhase === 'error' && !isOffline() ? listError() : nothing}
    ${renderOneLinerRunSummary(primaryRun, onelinerRuns)}
    ${primaryRun ? renderOneLinerRunEventChips(onelinerRunEvents.filter((event) => event.run_id === primaryRun.id)) : nothing}
    ${others(primaryRun, onelinerRuns)}`;
}

/**
 * The card of the run on top, or how to get a first one.
 *
 * @param {Run | null} primaryRun @param {readonly Run[]} runs
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
  const ids = store.get().otherRunsShown;
  return html`<details class="more" ?open=${ids !== null} @toggle=${(event) => store.set({ otherRunsShown: event.target.open ? rest.map(({ id }) => id) : null })}><summary>
      <span class="stack" aria-hidden="true">${rest.slice(0, 3).map((run) => html`<i class="dot st-${run.run_status}"></i>`)}</span>
      ${t('runs.more', { n: rest.length })}${waiting > 0 ? html`<b class="count wait">${t('runs.waiting', { n: waiting })}</b>` : nothing}${icon('chev')}</summary>
    ${ids ? othersList(rest, ids) : nothing}</details>`;
}

function othersList(rest, ids) {
  const { shown, added } = heldStill(rest, ids);
  return html`${added > 0 ? html`<button class="pill accent newruns" type="button" data-action="show-new-runs">${t('runs.new', { n: added })}</button>` : nothing}
    <ul>${shown.slice(0, LISTED).map(otherRun)}
      ${rest.length > LISTED ? html`<li><a class="lnk" href="/runs">${t('runs.all')}</a></li>` : nothing}</ul>`;
}

/** The rows in the order in which they were unfolded: nothing moves under the pointer. */
function heldStill(rest, ids) {
  const shown = ids.flatMap((id) => rest.find((run) => run.id === id) ?? []);
  return { shown, added: rest.filter((run) => !ids.includes(run.id)).length };
}

function otherRun(run) {
  return html`<li><button class="orun" type="button" data-action="select-run" data-run=${run.id}>
    <span class="dot st-${run.run_status}" aria-hidden="true"></span><span class="orun-t">${run.title}</span>
    <span class="muted">${nameOf('status', run.run_status)}${isOpen(run) ? nothing : html` · ${ago(run.finished_at || run.updated_at, currentLocale(), store.get().now)}`}</span></button></li>`;
}

/** @type {{place: Element | null, about: unknown[]}} */
let stream = { place: null, about: [] };

/** Draws the messages when something about them is new: they are the longest part of the window, and change least. */
function drawStream() {
  const place = /** @type {HTMLElement | null} */ (document.getElementById('ol-stream'));
  const { messages, messagesProblem, onelinerRuns, onelinerRunDetails, cancelNotes, sessionId, locale, pagesLoaded, now } = store.get();
  const about = [messages, messagesProblem, onelinerRuns, onelinerRunDetails, cancelNotes, sessionId, locale, pagesLoaded, isOffline(), new Date(now).toDateString()];
  if (!place || (place === stream.place && about.every((one, index) => one === stream.about[index]))) return;
  const isNew = place !== stream.place;
  stream = { place, about };
  render(messageStream(), place);
  if (isNew) stickToEnd(place);
}

/** The messages of the session and its runs. A run is only referred to; its buttons are on the card. */
function messageStream() {
  const { messages, messagesProblem, onelinerRuns, sessionId, now } = store.get();
  const lines = conversation(messages, onelinerRuns, sessionId);
  let day = '';
  const withDay = (line) => {
    const label = dayOf(line.at, currentLocale(), now);
    const isNew = label !== day;
    day = label;
    return html`${isNew ? html`<p class="day">${label} ${clock(line.at, currentLocale(), Date.parse(line.at))}</p>` : nothing}${line.kind === 'run' ? runReference(line.run.id) : message(line.message)}`;
  };
  return html`<div role="log" aria-live="off" aria-label=${t('window.messages')}>
    ${lines.length === 0 && !messagesProblem ? html`<p class="day">${t('messages.none')}</p>` : nothing}
    ${lines.map(withDay)}${messagesProblem && !isOffline() ? problemNote(messagesProblem) : nothing}</div>`;
}

function message(content) {
  const mine = content.role === 'user';
  const marked = !mine && MARKDOWN.test(content.content) ? part('markdown') : null;
  return html`<article class="msg ${mine ? 'u' : 'a'}"><span class="sr">${mine ? t('messages.you') : 'OneLiner'} ${clock(content.created_at, currentLocale(), store.get().now)}</span>
    ${content.source_screen ? html`<small class="about">${nameOf('screen', content.source_screen)}</small>` : nothing}
    ${marked ? html`<div class="md">${marked.markdown(content.id, content.content)}</div>` : html`<p class="text">${content.content}</p>`}
    ${content.run_id ? runReference(content.run_id) : nothing}</article>`;
}

function runReference(runId) {
  const { onelinerRuns, onelinerRunDetails, cancelNotes } = store.get();
  const run = onelinerRuns.find((row) => row.id === runId) ?? onelinerRunDetails[runId];
  const note = run?.run_status === 'cancelled' && cancelNotes[runId] ? ending(run) : '';
  return html`<button class="ref" type="button" data-action="select-run" data-run=${runId}>${icon('runs')}
    <span class="rt"><strong>${run?.title ?? t('messages.run')}</strong>${run?.number ? html`<small>${t('messages.run')} #${run.number}${note ? html` · ${note}` : nothing}</small>` : nothing}</span>
    ${run ? statusPill(run.run_status) : nothing}</button>`;
}

/** @type {ResizeObserver | undefined} */
let growth;

/**
 * Keeps the end of the stream in sight, unless the person scrolled up. The browser tells when something grew, after it
 * has laid the page out: asking for heights while drawing would lay it out once more.
 *
 * @param {HTMLElement} place
 */
function stickToEnd(place) {
  let atEnd = true;
  growth?.disconnect();
  growth = new ResizeObserver(() => {
    if (atEnd) place.scrollTop = place.scrollHeight;
  });
  growth.observe(place);
  if (place.firstElementChild) growth.observe(place.firstElementChild);
  place.addEventListener('scroll', () => {
    atEnd = place.scrollHeight - place.scrollTop - place.clientHeight < 40;
  }, { passive: true });
}

/** The line at the bottom of the window. It stays in place in every state of a run. */
function composer() {
  const busy = isBusy('message');
  return html`<form class="comp" data-form="message">${problemOf('message')}
    ${contextChip()}<div class="row"><textarea rows="1" name="content" maxlength="8000" aria-label=${t('composer.placeholder')} placeholder=${t('composer.placeholder')} aria-describedby="comp-hint"></textarea>
      <button class="sendb" type="submit" aria-label=${t('composer.send')} ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('send')}</button></div>
    <p class="hint"><span id="comp-hint">${t('composer.hint')}</span><button class="lnk" type="button" data-action="show-shortcuts">${t('keys.title')}</button></p></form>`;
}

/** What the next message is about besides its words: the screen that the person is on, unless they took it off. */
function contextChip() {
  const screen = spokenOf(store.get());
  if (!screen) return nothing;
  const name = nameOf('screen', screen);
  return html`<p class="ctx"><span class="tag">${icon('home')}<span class="sr">${t('composer.about')}</span>${name}<button class="ib s" type="button" data-action="leave-context" aria-label=${t('composer.leaveContext', { screen: name })} title=${t('composer.leaveContext', { screen: name })}>${icon('x')}</button></span></p>`;
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
  if (grownFromFirst && area.value) {
    drafts.write('', '');
    drafts.write(sessionId, area.value);
  } else area.value = drafts.read(sessionId);
}

/** @param {HTMLTextAreaElement} area */
export function keepDraft(area) {
  drafts.write(store.get().sessionId, area.value);
}
