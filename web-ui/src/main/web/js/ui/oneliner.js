import { html, noChange, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { clock, currentLocale, dayOf, t } from '../core/i18n.js';
import { conversation, otherRuns, shownRun, waitingCount } from '../core/runs.js';
import { drafts, spokenOf } from '../core/session.js';
import { oncePerFrame, store } from '../core/state.js';
import { actionButton, connection, icon, isBusy, isOffline, mark, part, problemNote, problemOf, screenIcon, screenName, skeleton, statusPill } from './components.js';
import { ending, renderOneLinerRunEventChips, runCard } from './run-card.js';

/** @typedef {import('../types.js').Run} Run */

/** How many lines the stream shows at first, and how many more are asked for at a time; twice as many may stand there. */
const LINES = 30;
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
  if (narrow) render(windowOpen ? (part('sheet')?.sheet(content) ?? nothing) : nothing, host);
  else {
    render(html`${windowOpen ? nothing : launcher()}${kept
      ? html`<aside class="ol ${windowMode} ${windowOpen ? '' : 'away'}" aria-hidden=${windowOpen ? nothing : 'true'} role="complementary" aria-label=${t('window.title')}>${content}</aside>` : nothing}`, host);
  }
  if (windowOpen && stream.place?.isConnected) streamSoon();
  else if (windowOpen) drawStream();
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
  const { sessions, sessionId, sessionsShown, busy } = store.get();
  const tabs = sessions.length > 0 ? sessions.filter(({ id }, index) => index < sessionsShown || id === sessionId) : [{ id: '', title: t('sessions.first') }];
  return html`<div class="tabbar-s"><div class="tabs" role="tablist" aria-label=${t('sessions.title')}>${tabs.map(
      (session) => html`<button role="tab" type="button" data-action="select-session" data-session=${session.id}
        aria-selected=${session.id === sessionId ? 'true' : 'false'} tabindex=${session.id === sessionId ? 0 : -1}
        aria-controls="ol-stream">${session.title || t('sessions.untitled')}</button>`,
    )}</div>
    ${tabs.length < sessions.length ? html`<button class="ib s" type="button" data-action="more-sessions" aria-label=${t('sessions.more')} title=${t('sessions.more')}>${icon('dots')}</button>` : nothing}
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
  const { onelinerRuns, selectedOnelinerRunId, onelinerRunEvents, runsPhase } = store.get();
  if (runsPhase === 'loading' && onelinerRuns.length === 0) return skeleton();
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
    ${ids ? (part('others')?.othersList(rest, ids) ?? skeleton()) : nothing}</details>`;
}

/** What the stream speaks of. */
const SAID = ['messages', 'messagesProblem', 'earlierMessages', 'onelinerRuns', 'onelinerRunDetails', 'sessionId', 'locale', 'pagesLoaded', 'connection'];

/** What the stream was drawn for, the time from which on it shows lines, and whether its end is in sight. */
const stream = { place: /** @type {Element | null} */ (null), about: /** @type {unknown[]} */ ([]), sessionId: '', since: '', atEnd: true };

/** Draws the messages when something about them is new: they are the longest part of the window, and change least. */
function drawStream() {
  const place = /** @type {HTMLElement | null} */ (document.getElementById('ol-stream'));
  const state = store.get();
  const { sessionId, now, busy, problems } = state;
  const about = [...SAID.map((name) => state[name]), stream.since, busy.earlier, problems.earlier, new Date(now).toDateString()];
  if (!place || (place === stream.place && about.every((one, index) => one === stream.about[index]))) return;
  const isNew = place !== stream.place;
  if (stream.sessionId !== sessionId) Object.assign(stream, { sessionId, since: '', atEnd: true });
  Object.assign(stream, { place, about });
  render(messageStream(), place);
  if (isNew) stickToEnd(place);
}

/** In a frame of its own: in a burst the card and the messages together would take too long for one. */
const streamSoon = oncePerFrame(drawStream);

/** The messages of the session and its runs. A run is only referred to; its buttons are on the card. */
function messageStream() {
  const { messages, messagesProblem, earlierMessages, onelinerRuns, sessionId, now } = store.get();
  const all = conversation(messages, onelinerRuns, sessionId);
  // Where it begins moves in leaps, and never while somebody reads further up.
  if (stream.atEnd && all.filter(isShown).length > 2 * LINES) stream.since = all[all.length - LINES].at;
  // Runs older than messages that are not here would stand in the wrong place.
  const lines = all.filter((line) => isShown(line) && (!earlierMessages || line.at >= messages[0].created_at));
  let day = '';
  const withDay = (line) => {
    const label = dayOf(line.at, currentLocale(), now);
    const isNew = label !== day;
    day = label;
    return html`${isNew ? html`<p class="day">${label} ${clock(line.at, currentLocale(), Date.parse(line.at))}</p>` : nothing}${line.kind === 'run' ? runReference(line.run.id) : message(line.message)}`;
  };
  return html`<div role="log" aria-live="off" aria-label=${t('window.messages')}>
    ${lines.length < all.length || earlierMessages ? html`<p class="day">${actionButton({ action: 'earlier-messages', key: 'earlier', cls: 'soft', label: t('messages.earlier') })}</p>${problemOf('earlier')}` : nothing}
    ${all.length === 0 && !messagesProblem ? html`<p class="day">${t('messages.none')}</p>` : nothing}
    ${lines.map(withDay)}${messagesProblem && !isOffline() ? problemNote(messagesProblem) : nothing}</div>`;
}

const isShown = ({ at }) => at >= stream.since;

/** Shows as many lines more, above those that are there; what is in sight stays where it is. */
export function beginEarlier() {
  const place = /** @type {HTMLElement} */ (stream.place);
  const { messages, onelinerRuns, sessionId } = store.get();
  const before = conversation(messages, onelinerRuns, sessionId).filter((line) => !isShown(line));
  const below = place.scrollHeight - place.scrollTop;
  Object.assign(stream, { since: before.at(-LINES)?.at ?? '', atEnd: false });
  drawStream();
  place.scrollTop = place.scrollHeight - below;
}

function message(content) {
  const mine = content.role === 'user';
  const marked = !mine && MARKDOWN.test(content.content) ? part('markdown') : null;
  return html`<article class="msg ${mine ? 'u' : 'a'}"><span class="sr">${mine ? t('messages.you') : 'OneLiner'} ${clock(content.created_at, currentLocale(), store.get().now)}</span>
    ${content.source_screen ? html`<small class="about">${screenName(content.source_screen)}</small>` : nothing}
    ${marked ? html`<div class="md">${marked.markdown(content.id, content.content)}</div>` : html`<p class="text">${content.content}</p>`}
    ${content.run_id ? runReference(content.run_id) : nothing}</article>`;
}

function runReference(runId) {
  const { onelinerRuns, onelinerRunDetails } = store.get();
  const run = onelinerRuns.find((row) => row.id === runId) ?? onelinerRunDetails[runId];
  const note = run?.run_status === 'cancelled' && run.cancelled_by ? ending(run) : '';
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
  stream.atEnd = true;
  growth?.disconnect();
  growth = new ResizeObserver(() => {
    if (stream.atEnd) place.scrollTop = place.scrollHeight;
  });
  growth.observe(place);
  if (place.firstElementChild) growth.observe(place.firstElementChild);
  place.addEventListener('scroll', () => {
    stream.atEnd = place.scrollHeight - place.scrollTop - place.clientHeight < 40;
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
  const name = screenName(screen);
  return html`<p class="ctx"><span class="tag">${icon(screenIcon(screen))}<span class="sr">${t('composer.about')}</span>${name}<button class="ib s" type="button" data-action="leave-context" aria-label=${t('composer.leaveContext', { screen: name })} title=${t('composer.leaveContext', { screen: name })}>${icon('x')}</button></span></p>`;
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
