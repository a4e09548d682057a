import { useLocale } from '../core/i18n.js';
import { reconnectNow } from '../core/live.js';
import { attempt, buttonById, cancelMainAgentRun, confirmMainAgentRun, createMainAgentRun, retryMainAgentRun } from '../core/main-agent.js';
import { openWorkbench, preferences, signOut } from '../core/session.js';
import { store } from '../core/state.js';
import { loadOneLinerMessages, refreshRuns, refreshSessions, selectRun } from '../core/surfaces.js';
import { fetchPart, focusRuns, focusSoon } from './components.js';

const THEMES = ['', 'light', 'dark'];

/** @type {Element | null} Where the focus was when the window opened. */
let opener = null;

/**
 * Hands the action of a button over: a run is made that waits for confirmation, and the window shows it.
 *
 * @param {string} buttonId
 */
export async function handOff(buttonId) {
  const state = store.get();
  const button = buttonById(state.sources, buttonId);
  if (!button) return;
  opener = document.activeElement;
  const run = await attempt(`handoff:${buttonId}`, () =>
    createMainAgentRun({
      project_id: state.projectId,
      source_screen: button.screen,
      source_action_key: button.actionKey,
      platform: button.platform,
      session_id: state.sessionId,
      fields: button.fields,
    }),
  );
  if (!run) return;
  await selectRun(run.id);
  focusRuns();
  if (run.session_id && !store.get().sessions.some((session) => session.id === run.session_id)) await refreshSessions();
}

/** @param {boolean} open */
export function showWindow(open) {
  const before = document.activeElement;
  store.set({ windowOpen: open });
  if (!store.get().narrow) preferences.write('window', open ? 'open' : 'closed');
  if (open) {
    opener = before;
    focusRuns();
    return;
  }
  const back = /** @type {HTMLElement | null} */ (opener);
  opener = null;
  // Not before the next frame: what lies behind an open sheet takes no focus.
  if (back?.isConnected && back !== document.body) requestAnimationFrame(() => back.focus());
  else focusSoon('.fab, .tb-ol');
}

/** What sends messages; that it did not come is said beside the button. @param {string} key the button's */
const talk = (key) => attempt(key, () => fetchPart('talk'));

const ofPart = (name, action) => async (button) => (await fetchPart(name)).actions[action](button);

/** What a click does, by `data-action`. @type {Record<string, (button: HTMLElement) => unknown>} */
export const clickActions = {
  'edit-plan': ofPart('edit', 'edit-plan'),
  'add-step': ofPart('edit', 'add-step'),
  'move-step': ofPart('edit', 'move-step'),
  'remove-step': ofPart('edit', 'remove-step'),
  'discard-edit': ofPart('edit', 'discard-edit'),
  'extend-run': ofPart('policy', 'extend-run'),
  'confirm-run': async ({ dataset: { run } }) => {
    if (!(await attempt(`confirm:${run}`, () => confirmMainAgentRun(run ?? '')))) return;
    // Who let it go wants to see how it goes, whatever else is waiting. The button with the focus is gone.
    await selectRun(run ?? '');
    focusRuns();
  },
  'ask-cancel-run': async ({ dataset: { run } }) => {
    await fetchPart('question');
    store.set({ askingCancel: run });
    focusSoon('form[data-form="cancel-run"] input');
  },
  'keep-run': () => keepRun(),
  'cancel-run': ({ dataset: { run } }) => cancelRun(run ?? ''),
  'retry-run': async ({ dataset: { run } }) => {
    const again = await attempt(`retry:${run}`, () => retryMainAgentRun(run ?? ''));
    if (!again) return;
    await selectRun(again.id);
    focusRuns();
  },
  'select-run': async ({ dataset: { run } }) => {
    await selectRun(run ?? '');
    focusRuns();
  },
  'show-new-runs': () => {
    // The order of now is the one that is held from here on.
    store.set({ otherRunsShown: store.get().onelinerRuns.map(({ id }) => id) });
    focusSoon('.more summary');
  },
  'reload-runs': () => refreshRuns(),
  'reload-page': () => openWorkbench(),
  'sign-out': () => signOut(),
  'open-window': () => showWindow(true),
  'close-window': () => showWindow(false),
  'switch-mode': () => {
    const windowMode = store.get().windowMode === 'dock' ? 'float' : 'dock';
    preferences.write('mode', windowMode);
    store.set({ windowMode });
  },
  'show-shortcuts': () => store.set({ shortcutsShown: true }),
  reconnect: () => reconnectNow(),
  'new-session': async () => (await talk('session'))?.newSession(),
  'earlier-messages': async () => (await talk('earlier'))?.showEarlier(),
  'more-sessions': () => store.set({ sessionsShown: Infinity }),
  'select-session': ({ dataset: { session } }) => {
    store.set({ sessionId: session, messages: [] });
    return loadOneLinerMessages(session ?? '');
  },
  'leave-context': () => {
    store.set({ contextLeft: store.get().path });
    // On a touch screen that would open the keyboard.
    if (matchMedia('(pointer: fine)').matches) focusSoon('.comp textarea');
  },
  'switch-theme': () => switchTheme(),
  'switch-language': () => {
    const locale = store.get().locale === 'en' ? 'zh-CN' : 'en';
    preferences.write('locale', locale);
    return switchLanguage(locale);
  },
};

/** What sending a form does, by `data-form`. @type {Record<string, (form: HTMLFormElement) => unknown>} */
export const formActions = {
  message: async (form) => (await talk('message'))?.sendMessage(form),
  plan: async () => (await fetchPart('edit')).savePlan(),
  answer: async (form) => (await fetchPart('question')).sendAnswer(form),
  'cancel-run': (form) => cancelRun(form.dataset.run ?? '', text(form, 'reason')),
};

const text = (form, name) => String(new FormData(form).get(name) ?? '').trim();

/** Leaves the question whether to cancel as it was before. */
export function keepRun() {
  store.set({ askingCancel: '' });
  focusSoon('[data-action="ask-cancel-run"]');
}

/**
 * Cancels, and lets the card fall to the next run. Somebody else having ended it first is no error.
 *
 * @param {string} runId @param {string} [reason]
 */
async function cancelRun(runId, reason = '') {
  const run = await attempt(`cancel:${runId}`, () => cancelMainAgentRun(runId, reason), {
    quiet: (problem) => problem.status === 409,
  });
  store.set({ askingCancel: '' });
  if (run?.run_status === 'cancelled' && store.get().selectedOnelinerRunId === runId) await selectRun('');
  if (run) focusRuns();
}

function switchTheme() {
  const theme = THEMES[(THEMES.indexOf(store.get().theme) + 1) % THEMES.length];
  preferences.write('theme', theme);
  document.documentElement.dataset.theme = theme;
  store.set({ theme });
}

/** @param {string} locale */
export async function switchLanguage(locale) {
  await useLocale(locale);
  store.set({ locale });
}
