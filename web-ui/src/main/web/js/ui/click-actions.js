import { t, useLocale } from '../core/i18n.js';
import { attempt, cancelMainAgentRun, confirmMainAgentRun, createMainAgentRun, retryMainAgentRun } from '../core/main-agent.js';
import { reconnectNow } from '../core/live.js';
import { preferences } from '../core/preferences.js';
import { selectRun } from '../core/run-feed.js';
import { openWorkbench, signOut } from '../core/session.js';
import { buttonById } from '../core/sources.js';
import { store } from '../core/state.js';
import { loadOneLinerMessages, refreshRuns, refreshSessions } from '../core/surfaces.js';
import { storyforgeFetch } from '../core/api.js';
import { editActions } from './edit-actions.js';
import { focusRuns, focusSoon } from './focus.js';

const THEMES = ['', 'light', 'dark'];

/**
 * Hands the action of a button over: a run is made that waits for confirmation, and the window shows it.
 *
 * @param {string} buttonId
 */
export async function handOff(buttonId) {
  const state = store.get();
  const button = buttonById(state.sources, buttonId);
  if (!button) return;
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
  store.set({ windowOpen: open });
  if (!store.get().narrow) preferences.write('window', open ? 'open' : 'closed');
  if (open) focusRuns();
  else focusSoon('.fab, .tb-ol');
}

async function decided(work) {
  const done = await work;
  // The button that had the focus is gone with the old state of the card.
  if (done) focusRuns();
}

/** What a click does, by `data-action`. @type {Record<string, (button: HTMLElement) => unknown>} */
export const clickActions = {
  ...editActions,
  'confirm-run': ({ dataset: { run } }) => decided(attempt(`confirm:${run}`, () => confirmMainAgentRun(run))),
  'ask-cancel-run': ({ dataset: { run } }) => store.set({ askingCancel: run }),
  'keep-run': () => store.set({ askingCancel: '' }),
  'cancel-run': ({ dataset: { run } }) => cancelRun(run),
  'retry-run': async ({ dataset: { run } }) => {
    const again = await attempt(`retry:${run}`, () => retryMainAgentRun(run));
    if (again) await selectRun(again.id);
  },
  'select-run': ({ dataset: { run } }) => selectRun(run),
  'reload-runs': () => refreshRuns(),
  'reload-page': () => openWorkbench(),
  'sign-out': () => signOut(),
  'open-window': () => showWindow(true),
  'close-window': () => showWindow(false),
  reconnect: () => reconnectNow(),
  'new-session': () => newSession(),
  'select-session': ({ dataset: { session } }) => {
    store.set({ sessionId: session, messages: [] });
    return loadOneLinerMessages(session);
  },
  'switch-theme': () => switchTheme(),
  'switch-language': () => {
    const locale = store.get().locale === 'en' ? 'zh-CN' : 'en';
    preferences.write('locale', locale);
    return switchLanguage(locale);
  },
};

/**
 * Cancels, and lets the card fall to the next run. Somebody else having ended it first is no error.
 *
 * @param {string} runId @param {string} [reason]
 */
export async function cancelRun(runId, reason = '') {
  const run = await attempt(`cancel:${runId}`, () => cancelMainAgentRun(runId, reason), {
    quiet: (problem) => problem.status === 409,
  });
  store.set({ askingCancel: '' });
  if (run?.run_status === 'cancelled' && store.get().selectedOnelinerRunId === runId) await selectRun('');
  if (run) focusRuns();
}

async function newSession() {
  const session = await createSession(t('sessions.untitled'));
  if (session) store.set({ sessionId: session.id, messages: [] });
}

/** @param {string} title @returns {Promise<any>} the session, or null when it was not made */
export async function createSession(title) {
  const { projectId } = store.get();
  const session = await attempt('session', () =>
    storyforgeFetch('/v2/oneliner/sessions', { method: 'POST', body: { project_id: projectId, title } }),
  );
  if (session) store.set((state) => ({ sessions: [...state.sessions, session] }));
  return session;
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
  document.documentElement.lang = locale;
  store.set({ locale });
}
