import { fetchAll, storyforgeFetch, whenRefused } from './api.js';
import { startLive, stopLive } from './live.js';
import { attempt } from './main-agent.js';
import { forgetPerson, store } from './state.js';
import { loadAgentControlSurfaces } from './surfaces.js';

/**
 * Starts the pages for whoever holds the browser's session; sends a one-time code from the address first.
 *
 * @param {(secret: {code: string}) => Promise<void>} signIn
 */
export async function startSession(signIn) {
  whenRefused((problem) => (problem.status === 401 ? signedOut() : notApproved()));
  if (location.pathname !== '/login') return openWorkbench();
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  // A code must not stay in the address or in the history.
  history.replaceState(null, '', '/login');
  store.set({ phase: 'login', path: '/login' });
  if (code) await signIn({ code });
}

/** Ends the session here and on the server. */
export async function signOut() {
  await attempt('logout', () => storyforgeFetch('/v2/logout', { method: 'POST', idempotent: false }));
  const { logout } = store.get().problems;
  // Somebody who is not let in has no session to end.
  if (logout && logout.code !== 'not-approved') return;
  drafts.forget();
  signedOut();
  store.set({ returnTo: '/' });
}

function signedOut() {
  const { path, search, phase, problems } = store.get();
  if (phase === 'login') return;
  stopLive();
  forgetPerson();
  store.set({ returnTo: path.startsWith('/login') ? '/' : path + search, problems });
  navigate('/login', { replace: true });
}

function notApproved() {
  stopLive();
  store.set({ phase: 'not-approved' });
}

/** @param {object | null} [known] the person, when the sign-in just told */
export async function openWorkbench(known = null) {
  try {
    const me = known ?? (await storyforgeFetch('/v2/me'));
    store.set({ me });
    if (me.status && me.status !== 'approved') {
      notApproved();
      return;
    }
    const projects = await fetchAll('/v2/projects');
    const remembered = preferences.read('project');
    const projectId = (projects.find((project) => project.id === remembered) ?? projects[0])?.id ?? '';
    store.set({ projects, projectId, phase: 'ready' });
    await openProject();
  } catch (problem) {
    const { phase } = store.get();
    if (phase === 'login' || phase === 'not-approved') return;
    store.set({ phase: 'unreachable', problems: { ...store.get().problems, start: problem } });
  }
}

async function openProject() {
  startLive();
  await loadAgentControlSurfaces(store.get().projectId);
}

/** @param {string} projectId */
export async function switchProject(projectId) {
  preferences.write('project', projectId);
  store.set({
    projectId, project: null, strategies: [], governance: null, sessions: [], sessionId: '', messages: [],
    onelinerRuns: [], selectedOnelinerRunId: '', onelinerRunEvents: [], onelinerRunDetails: {},
    runsPhase: 'loading', runsProblem: null, problems: {}, askingCancel: '', editing: null,
  });
  await openProject();
}

/**
 * Shows another page without loading anew.
 *
 * @param {string} address a path, with its query @param {{replace?: boolean}} [options]
 */
export function navigate(address, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', address);
  else if (address !== location.pathname + location.search + location.hash) history.pushState(null, '', address);
  store.set({ path: location.pathname, search: location.search });
}

/** Follows the browser's back and forward. */
export function followHistory() {
  addEventListener('popstate', () => store.set({ path: location.pathname, search: location.search }));
}

const PLAIN = {
  '': 'dashboard', strategy: 'strategy', governance: 'governance', runs: 'runs', import: 'import',
  'admin/plugins': 'plugins', 'admin/policies': 'policies',
};

/**
 * What a path asks for.
 *
 * @param {string} path
 * @returns {{page: string, id: string}}
 */
export function route(path) {
  const parts = path.split('/').filter(Boolean);
  const plain = PLAIN[parts.join('/')];
  if (plain) return { page: plain, id: '' };
  if (parts[0] === 'runs' && parts.length === 2) return { page: 'run', id: decodeURIComponent(parts[1]) };
  if (parts[0] === 'x' && parts.length === 3) return { page: 'screen', id: decodeURIComponent(parts.slice(1).join('/')) };
  return { page: 'unknown', id: '' };
}

/** The screens that hand work over and are pages of the workbench. */
const SCREENS = new Set(['dashboard', 'strategy', 'governance']);

/**
 * The screen that a message written now is about; empty on a page that is none, and where the person took it off.
 *
 * @param {Readonly<import('../types.js').State>} state
 */
export function spokenOf({ path, contextLeft }) {
  if (contextLeft === path) return '';
  const { page, id } = route(path);
  if (page === 'screen') return id.slice(id.indexOf('/') + 1);
  return SCREENS.has(page) ? page : '';
}

/** What a browser remembers for its person; storage that is blocked or full remembers nothing. */
export const preferences = {
  /** @param {string} name @returns {string} */
  read(name) {
    try {
      return localStorage.getItem(`sf.${name}`) ?? '';
    } catch {
      return '';
    }
  },
  /** @param {string} name @param {string} value */
  write(name, value) {
    try {
      localStorage.setItem(`sf.${name}`, value);
    } catch {
      // Not remembered; the choice still holds for this page.
    }
  },
};

/** Unsent messages, kept per session while the tab lives. */
export const drafts = {
  /** @param {string} sessionId @returns {string} */
  read(sessionId) {
    try {
      return sessionStorage.getItem(`sf.draft.${sessionId}`) ?? '';
    } catch {
      return '';
    }
  },
  /** @param {string} sessionId @param {string} text */
  write(sessionId, text) {
    try {
      if (text) sessionStorage.setItem(`sf.draft.${sessionId}`, text);
      else sessionStorage.removeItem(`sf.draft.${sessionId}`);
    } catch {
      // As above.
    }
  },
  /** Forgets them all, and kept answers with them: the next person at this browser may be another one. */
  forget() {
    try {
      sessionStorage.clear();
    } catch {
      // There was nothing to keep them.
    }
  },
};

/**
 * Whether a key press in the composer sends the message. An input method confirms its word with the same key; asking
 * the event itself leaves no flag that could stick.
 *
 * @param {{key: string, shiftKey: boolean, isComposing: boolean, keyCode: number}} event
 */
export function sends(event) {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}

/**
 * What a key press anywhere asks for; '' for nothing.
 *
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey?: boolean, shiftKey?: boolean, isComposing: boolean}} event
 * @param {{inRuns: boolean, inWindow: boolean, inField?: boolean, singleKeys?: boolean}} focus where the focus is, and
 *   whether single letters are shortcuts
 * @returns {string} toggle-window, confirm, close, next-zone, zone-before or single-key
 */
export function shortcut(event, focus) {
  const command = event.ctrlKey || event.metaKey;
  if (event.isComposing) return '';
  if (command && event.key.toLowerCase() === 'j') return 'toggle-window';
  if (command && event.key === 'Enter' && focus.inRuns) return 'confirm';
  if (event.key === 'F6' && !command) return event.shiftKey ? 'zone-before' : 'next-zone';
  if (event.key === 'Escape') return focus.inWindow ? 'close' : '';
  return command || event.altKey || focus.inField || !focus.singleKeys || event.key.length > 1 ? '' : 'single-key';
}
