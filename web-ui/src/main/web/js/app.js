import { nothing, render } from '../vendor/lit-html/lit-html.js';
import { pickLocale, t } from './core/i18n.js';
import { reconnectNow } from './core/live.js';
import { shownRun, waitingCount } from './core/runs.js';
import { followHistory, navigate, preferences, route, sends, shortcut, startSession, switchProject } from './core/session.js';
import { markShown, oncePerFrame, store } from './core/state.js';
import { followShownRun, refreshRun, refreshRuns } from './core/surfaces.js';
import { knowPages, pageActions, pageChanges, pageForms, pageView } from './pages/pages.js';
import { clickActions, formActions, handOff, keepRun, showWindow, switchLanguage } from './ui/click-actions.js';
import { fetchPart, knowParts, part, shell } from './ui/components.js';
import { ensureOneLinerUi, keepDraft, restoreDraft } from './ui/oneliner.js';

// Nobody waits for the code of what is not shown. Only here it is said where it lies, so nothing imports its importer.
knowPages({
  dashboard: () => import('./pages/dashboard.js'),
  strategy: () => import('./pages/strategy.js'),
  governance: () => import('./pages/governance.js'),
  runs: () => import('./pages/runs.js'),
  run: () => import('./pages/run.js'),
  import: () => import('./pages/import.js'),
  plugins: () => import('./pages/plugins.js'),
  policies: () => import('./pages/policies.js'),
  screen: () => import('./pages/screen.js'),
  login: () => import('./pages/login.js'),
}, {
  charts: () => import('./pages/dashboard-charts.js'),
  tables: () => import('./pages/chart-tables.js'),
  first: () => import('./pages/first-steps.js'),
});
knowParts({
  edit: () => import('./ui/run-edit.js'),
  question: () => import('./ui/run-question.js'),
  markdown: () => import('./ui/markdown.js'),
  result: () => import('./ui/run-result.js'),
  shortcuts: () => import('./ui/shortcuts.js'),
  policy: () => import('./ui/run-policy.js'),
  why: () => import('./ui/run-why.js'),
  notices: () => import('./ui/notices.js'),
  announcer: () => import('./ui/announcer.js'),
  talk: () => import('./ui/talk.js'),
  others: () => import('./ui/other-runs.js'),
  sheet: () => import('./ui/sheet.js'),
});

const AWAY_MILLIS = 30_000;
const root = /** @type {HTMLElement} */ (document.getElementById('app'));
const overlay = /** @type {HTMLElement} */ (document.getElementById('overlay'));
const narrow = matchMedia('(width < 48rem)');

document.addEventListener("click", async (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = target.closest('a[href^="/"]');
  if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    openPage(link.getAttribute('href') ?? '/');
    return;
  }
  const button = /** @type {HTMLButtonElement | null} */ (target.closest('[data-action]'));
  if (!button || button.disabled) return;
  const name = button.dataset.action ?? '';
  if (name === "handoff-to-main-agent") {
    await handOff(button.dataset.button ?? '');
    return;
  }
  await (clickActions[name] ?? pageActions[name])?.(button);
});

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const name = form.dataset.form;
  if (!name) return;
  event.preventDefault();
  await (formActions[name] ?? pageForms[name])?.(form);
});

document.addEventListener('change', (event) => {
  const select = /** @type {HTMLSelectElement} */ (event.target);
  const name = select.dataset?.change ?? '';
  if (name === 'project') void switchProject(select.value);
  else pageChanges[name]?.(select);
});

document.addEventListener('input', (event) => {
  const area = /** @type {HTMLTextAreaElement} */ (event.target);
  if (area.matches('.comp textarea')) keepDraft(area);
});

document.addEventListener('keydown', (event) => {
  const target = /** @type {HTMLTextAreaElement} */ (event.target);
  if (target.matches?.('.comp textarea') && sends(event)) {
    event.preventDefault();
    target.form?.requestSubmit();
    return;
  }
  if (target.matches?.('[role="tab"]') && /^(?:Arrow(?:Left|Right)|Home|End)$/.test(event.key)) {
    event.preventDefault();
    void fetchPart('shortcuts').then(({ moveBetweenTabs }) => moveBetweenTabs(event.key, target));
    return;
  }
  const { phase, singleKeys, shortcutsShown } = store.get();
  // An open list of shortcuts is a dialog of its own: the browser closes it.
  if (phase !== 'ready' || shortcutsShown) return;
  const asked = shortcut(event, {
    inRuns: Boolean(target.closest?.('[data-role="oneliner-runs"]')),
    // A sheet is all there is while it is open, wherever the focus went.
    inWindow: Boolean(target.closest?.('.ol') ?? document.querySelector('dialog.ol[open]')),
    inField: Boolean(target.closest?.('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]')),
    singleKeys,
  });
  if (!asked) return;
  // A letter means nothing to the browser itself.
  if (asked !== 'single-key') event.preventDefault();
  if (keyActions[asked]) keyActions[asked]();
  else void fetchPart('shortcuts').then(({ press }) => press(asked, event, openPage));
});

/** What a key press does, by what {@link shortcut} says. @type {Record<string, () => void>} */
const keyActions = {
  'toggle-window': () => showWindow(!store.get().windowOpen),
  confirm: () => /** @type {HTMLElement | null} */ (document.querySelector('[data-action="confirm-run"]'))?.click(),
  close: () => closeInnermost(),
};

function closeInnermost() {
  const { askingCancel, editing, onelinerRuns, selectedOnelinerRunId } = store.get();
  if (askingCancel) keepRun();
  else if (editing && editing.runId === shownRun(onelinerRuns, selectedOnelinerRunId)?.id) void clickActions['discard-edit'](document.body);
  else showWindow(false);
}

/** @param {string} path */
function openPage(path) {
  navigate(path);
  // The sheet would cover the page that was asked for.
  if (store.get().narrow) store.set({ windowOpen: false });
  document.getElementById('main')?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Whatever way a page was opened, a run that has it to itself is on the card as well, until the page is left. */
function followPage() {
  let last = '';
  let opened = '';
  store.subscribe(({ phase, projectId, path, selectedOnelinerRunId }) => {
    const here = [phase, projectId, path].join(' ');
    if (here === last) return;
    last = here;
    const { page, id } = route(path);
    if (opened && opened === selectedOnelinerRunId && opened !== id) store.set({ selectedOnelinerRunId: '' });
    opened = page === 'run' && phase === 'ready' ? id : '';
    if (opened) void openRun(opened);
  });
}

/** A run's page may show a run that is not in the list. @param {string} id */
async function openRun(id) {
  try {
    await refreshRun(id);
    store.set({ selectedOnelinerRunId: id, askingCancel: '' });
    await followShownRun();
  } catch (problem) {
    store.set((state) => ({ problems: { ...state.problems, page: problem } }));
  }
}

const draw = oncePerFrame(() => {
  const state = store.get();
  const { page, id } = route(state.path);
  const ready = state.phase === 'ready';
  const waiting = waitingCount(state.onelinerRuns);
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${ready ? t(`nav.${page}`) : t('login.title')} · StoryForge`;
  const language = state.locale === 'zh-CN' ? state.locale : 'en';
  // With the words, not before them, and only when it is another: each time the page is styled and laid out anew.
  if (document.documentElement.lang !== language) document.documentElement.lang = language;
  document.body.dataset.ol = ready && state.windowOpen && !state.narrow ? state.windowMode : 'closed';
  if (state.phase === 'starting') return;
  root.className = ready ? '' : 'gated';
  render(ready ? shell(pageView(page, id)) : pageView('login', state.phase), root);
  ensureOneLinerUi();
  render(ready && state.shortcutsShown ? part('shortcuts')?.shortcutList() : nothing, overlay);
  const list = overlay.querySelector('dialog');
  if (list && !list.open) list.showModal();
  restoreDraft();
  markShown(state);
});

/** A second hand, while something on the screen counts seconds or a minute has passed. */
function tick() {
  const { onelinerRuns, connection, now } = store.get();
  const counting = connection === 'off' || onelinerRuns.some((run) => run.run_status === 'running');
  if (counting || Date.now() - now > 20_000) store.set({ now: Date.now() });
}

/** What there may be to tell of, in short: the stream that opens and a list that is asked for again are no news. */
const newsOf = ({ connection, runsPhase, onelinerRuns }) => JSON.stringify([
  connection === 'off', runsPhase, onelinerRuns.map((run) => [run.id, run.run_status]),
]);

/**
 * Tells screen readers what changed. Its code comes with the first news, or with the first thing the person does; so
 * does that of the other runs, which are to be seen without the server, too.
 */
function announceChanges() {
  /** @type {Promise<any> | undefined} */
  let coming;
  const announcer = () => (coming ??= fetchPart('announcer'));
  for (const type of ['pointerdown', 'keydown', 'focusin']) addEventListener(type, () => Promise.all([announcer(), fetchPart('others')]).catch(() => {}), { once: true });
  let before = store.get();
  store.subscribe((after) => {
    const was = before;
    before = after;
    if (after.phase !== 'ready' || was.phase !== 'ready' || was.runsPhase === 'loading') return;
    if (coming || newsOf(was) !== newsOf(after)) void announcer().then(({ announce }) => announce(was, after), () => (coming = undefined));
  });
}

/** Looks again when the page comes back into sight or the network comes back: a stream can die without a word. */
function refreshWhenSeen() {
  let hiddenAt = Infinity;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (store.get().phase === 'ready' && Date.now() - hiddenAt > AWAY_MILLIS) void refreshRuns();
  });
  addEventListener('online', () => store.get().phase === 'ready' && reconnectNow());
}

const opensWindow = () => !narrow.matches && preferences.read('window') !== 'closed';

async function start() {
  const theme = preferences.read('theme');
  const asked = new URLSearchParams(location.search).get('lang');
  store.set({
    theme: theme === 'light' || theme === 'dark' ? theme : '',
    path: location.pathname,
    search: location.search,
    windowMode: preferences.read('mode') === 'dock' ? 'dock' : 'float',
    singleKeys: preferences.read('keys') !== 'off',
  });
  await switchLanguage(pickLocale(asked, preferences.read('locale'), navigator.languages ?? []));
  root.replaceChildren();
  store.subscribe(draw);
  const fit = () => {
    store.set({ narrow: narrow.matches, windowOpen: opensWindow() });
    // Ready before it is opened, so that the focus finds its place in it.
    if (narrow.matches) void fetchPart('sheet').catch(() => {});
  };
  narrow.addEventListener('change', fit);
  fit();
  followHistory();
  followPage();
  announceChanges();
  refreshWhenSeen();
  setInterval(tick, 1000);
  if (preferences.read('notices') === 'on') void fetchPart('notices').then(({ follow }) => follow());
  await startSession(async (secret) => (await import('./core/sign-in.js')).signIn(secret));
}

void start();
