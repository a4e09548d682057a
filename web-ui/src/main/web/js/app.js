import { render } from '../vendor/lit-html/lit-html.js';
import { pickLocale, t } from './core/i18n.js';
import { shortcut, sends } from './core/keys.js';
import { preferences } from './core/preferences.js';
import { followHistory, navigate, route } from './core/router.js';
import { followShownRun, refreshRun } from './core/run-feed.js';
import { waitingCount } from './core/runs.js';
import { startSession, switchProject } from './core/session.js';
import { markShown, store } from './core/state.js';
import { oncePerFrame } from './core/store.js';
import { pageActions, pageChanges, pageForms, pageView } from './pages/pages.js';
import { announceChanges } from './ui/announcer.js';
import { clickActions, handOff, showWindow, switchLanguage } from './ui/click-actions.js';
import { keepDraft, restoreDraft } from './ui/composer.js';
import { formActions } from './ui/form-actions.js';
import { stickToEnd } from './ui/messages.js';
import { ensureOneLinerUi } from './ui/oneliner.js';
import { shell } from './ui/shell.js';

const root = document.getElementById('app');
const narrow = matchMedia('(width < 48rem)');

document.addEventListener("click", async (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = target.closest('a[href^="/"]');
  if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    await openPage(link.getAttribute('href'));
    return;
  }
  const button = /** @type {HTMLButtonElement | null} */ (target.closest('[data-action]'));
  if (!button || button.disabled) return;
  const name = button.dataset.action;
  if (name === "handoff-to-main-agent") {
    await handOff(button.dataset.button);
    return;
  }
  await (clickActions[name] ?? pageActions[name])?.(button);
});

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.dataset.form) return;
  event.preventDefault();
  await (formActions[form.dataset.form] ?? pageForms[form.dataset.form])?.(form);
});

document.addEventListener('change', (event) => {
  const select = /** @type {HTMLSelectElement} */ (event.target);
  if (select.dataset?.change === 'project') void switchProject(select.value);
  else pageChanges[select.dataset?.change]?.(select);
});

document.addEventListener('input', (event) => {
  const area = /** @type {HTMLTextAreaElement} */ (event.target);
  if (area.matches('.comp textarea')) keepDraft(area);
});

document.addEventListener('keydown', (event) => {
  const target = /** @type {HTMLTextAreaElement} */ (event.target);
  if (target.matches?.('.comp textarea') && sends(event)) {
    event.preventDefault();
    target.form.requestSubmit();
    return;
  }
  if (target.matches?.('[role="tab"]')) moveBetweenTabs(event, target);
  const focus = { inRuns: Boolean(target.closest?.('[data-role="oneliner-runs"]')), inWindow: Boolean(target.closest?.('.ol')) };
  const asked = shortcut(event, focus);
  if (!asked || store.get().phase !== 'ready') return;
  event.preventDefault();
  const { askingCancel, editing } = store.get();
  if (asked === 'close' && (askingCancel || editing)) store.set({ askingCancel: '', editing: null });
  else if (asked === 'confirm') /** @type {HTMLElement | null} */ (document.querySelector('[data-action="confirm-run"]'))?.click();
  else showWindow(asked === 'toggle-window' && !store.get().windowOpen);
});

function moveBetweenTabs(event, tab) {
  const step = { ArrowRight: 'nextElementSibling', ArrowLeft: 'previousElementSibling' }[event.key];
  tab[step]?.focus();
  tab[step]?.click();
}

async function openPage(path) {
  navigate(path);
  // The sheet would cover the page that was asked for.
  if (store.get().narrow) store.set({ windowOpen: false });
  document.getElementById('main')?.focus({ preventScroll: true });
  scrollTo(0, 0);
  await loadPage();
}

/** A run's page may show a run that is not in the list. */
async function loadPage() {
  const { page, id } = route(store.get().path);
  if (page !== 'run' || store.get().phase !== 'ready') return;
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
  const waiting = waitingCount(state.onelinerRuns);
  const pageName = state.phase === 'ready' ? t(`nav.${page}`) : t('login.title');
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${pageName} · StoryForge`;
  document.body.dataset.ol = state.phase === 'ready' && state.windowOpen && !state.narrow ? 'float' : 'closed';
  if (state.phase === 'starting') return;
  const keepEnd = stickToEnd();
  root.className = state.phase === 'ready' ? '' : 'gated';
  render(state.phase === 'ready' ? shell(pageView(page, id)) : pageView('login', state.phase), root);
  ensureOneLinerUi();
  restoreDraft();
  keepEnd();
  markShown(state);
});

/** A second hand, while something on the screen counts seconds or a minute has passed. */
function tick() {
  const { onelinerRuns, connection, now } = store.get();
  const counting = connection === 'off' || onelinerRuns.some((run) => run.run_status === 'running');
  if (counting || Date.now() - now > 20_000) store.set({ now: Date.now() });
}

async function start() {
  const theme = preferences.read('theme');
  const asked = new URLSearchParams(location.search).get('lang');
  const isNarrow = narrow.matches;
  store.set({
    theme: theme === 'light' || theme === 'dark' ? theme : '',
    path: location.pathname,
    search: location.search,
    narrow: isNarrow,
    windowOpen: !isNarrow && preferences.read('window') !== 'closed',
  });
  await switchLanguage(pickLocale(asked, preferences.read('locale'), navigator.languages ?? []));
  root.replaceChildren();
  store.subscribe(draw);
  narrow.addEventListener('change', () => store.set({ narrow: narrow.matches, windowOpen: !narrow.matches }));
  followHistory();
  announceChanges();
  setInterval(tick, 1000);
  await startSession();
  await loadPage();
}

void start();
