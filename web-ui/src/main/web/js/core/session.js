import { fetchAll, storyforgeFetch, whenRefused } from './api.js';
import { startLive, stopLive } from './live.js';
import { attempt } from './main-agent.js';
import { preferences } from './preferences.js';
import { navigate } from './router.js';
import { forgetPerson, store } from './state.js';
import { loadAgentControlSurfaces } from './surfaces.js';

/** Starts the pages for whoever holds the browser's session; sends a one-time code from the address first. */
export async function startSession() {
  whenRefused((problem) => (problem.status === 401 ? signedOut() : notApproved()));
  if (location.pathname !== '/login') return openWorkbench();
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  // A code must not stay in the address or in the history.
  history.replaceState(null, '', '/login');
  store.set({ phase: 'login', path: '/login' });
  return code ? signIn({ code }) : undefined;
}

/** @param {{code: string} | {token: string}} secret */
export async function signIn(secret) {
  const me = await attempt('login', () =>
    storyforgeFetch('/v2/login', { method: 'POST', body: secret, idempotent: false }),
  );
  if (!me) return;
  navigate(store.get().returnTo, { replace: true });
  await openWorkbench(me);
}

/** Ends the session here and on the server. */
export async function signOut() {
  await attempt('logout', () => storyforgeFetch('/v2/logout', { method: 'POST', idempotent: false }));
  const { logout } = store.get().problems;
  // Somebody who is not let in has no session to end.
  if (logout && logout.code !== 'not-approved') return;
  signedOut();
  store.set({ returnTo: '/' });
}

function signedOut() {
  const { path, phase, problems } = store.get();
  if (phase === 'login') return;
  stopLive();
  forgetPerson();
  store.set({ returnTo: path.startsWith('/login') ? '/' : path, problems });
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

/** @param {string} name */
export async function createProject(name) {
  const project = await attempt('project', () => storyforgeFetch('/v2/projects', { method: 'POST', body: { name } }));
  if (!project) return;
  store.set((state) => ({ projects: [...state.projects, project] }));
  await switchProject(project.id);
}

/**
 * Imports a file into a collection of the project.
 *
 * @param {string} collection @param {File} file JSON array or CSV
 */
export async function importDocuments(collection, file) {
  const { projectId } = store.get();
  const csv = /\.csv$/i.test(file.name);
  const path = `/v2/projects/${encodeURIComponent(projectId)}/documents/${encodeURIComponent(collection)}`;
  const outcome = await attempt('import', async () =>
    storyforgeFetch(path, {
      method: 'POST', text: await file.text(), contentType: csv ? 'text/csv' : 'application/json',
    }),
  );
  if (outcome) await loadAgentControlSurfaces(projectId);
  return outcome;
}
