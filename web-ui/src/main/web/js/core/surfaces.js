import { fetchAll, storyforgeFetch } from './api.js';
import { Problem } from './problem.js';
import { followShownRun } from './run-feed.js';
import { store } from './state.js';

const asProblem = (reason) =>
  reason instanceof Problem ? reason : new Problem({ status: 0, code: 'internal', detail: String(reason) });

/**
 * Loads what the window and the pages of a project show: runs, hand-off sources, sessions, policy, the project itself.
 * What cannot be loaded keeps its last good state.
 *
 * @param {string} projectId
 */
export async function loadAgentControlSurfaces(projectId = "") {
  const normalizedProjectId = String(projectId ?? '').trim();
  const query = `project_id=${encodeURIComponent(normalizedProjectId)}`;
  const [runs, sources, sessions, governance] = await Promise.allSettled([
    storyforgeFetch(`/v2/oneliner/runs?project_id=${encodeURIComponent(normalizedProjectId)}&limit=50`),
    fetchAll('/v2/oneliner/handoff-sources'),
    fetchAll(`/v2/oneliner/sessions?${query}`),
    storyforgeFetch(`/v2/governance/effective?${query}&platform=`),
    loadProject(normalizedProjectId),
  ]);
  const state = store.get();
  // The person may have changed the project, or signed out, while this was loading.
  if (state.projectId !== normalizedProjectId || state.phase !== 'ready') return;
  store.set({
    ...runsPatch(runs),
    ...(sources.status === 'fulfilled' ? { sources: sources.value } : {}),
    ...(governance.status === 'fulfilled' ? { governance: governance.value } : {}),
    ...(sessions.status === 'fulfilled' ? sessionsPatch(sessions.value, state.sessionId) : {}),
  });
  await Promise.all([followShownRun(), loadOneLinerMessages(store.get().sessionId)]);
}

/**
 * Loads the messages of a session that are not there yet.
 *
 * @param {string} sessionId '' when there is no session yet
 */
export async function loadOneLinerMessages(sessionId) {
  if (!sessionId) {
    store.set({ messages: [], messagesProblem: null });
    return;
  }
  const known = store.get().messages.filter((message) => message.session_id === sessionId);
  const after = known.at(-1)?.id ?? '';
  try {
    const path = `/v2/oneliner/sessions/${encodeURIComponent(sessionId)}/messages`;
    const added = await fetchAll(`${path}?after=${encodeURIComponent(after)}&limit=100`);
    if (store.get().sessionId !== sessionId) return;
    store.set((state) => ({ messages: withMessages(state.messages, sessionId, added), messagesProblem: null }));
  } catch (error) {
    store.set({ messagesProblem: asProblem(error) });
  }
}

function withMessages(messages, sessionId, added) {
  const known = messages.filter((message) => message.session_id === sessionId);
  const ids = new Set(known.map((message) => message.id));
  return [...known, ...added.filter((message) => !ids.has(message.id))];
}

function runsPatch(runs) {
  if (runs.status === 'fulfilled') {
    return { onelinerRuns: runs.value?.items ?? [], runsPhase: 'ready', runsProblem: null };
  }
  return { runsPhase: 'error', runsProblem: asProblem(runs.reason) };
}

function sessionsPatch(sessions, selectedId) {
  const selected = sessions.find((session) => session.id === selectedId) ?? sessions[0];
  return { sessions, sessionId: selected?.id ?? '' };
}

/** Asks for the list of runs again: after a break of the stream, and while there is none. */
export async function refreshRuns() {
  const { projectId } = store.get();
  const [runs] = await Promise.allSettled([
    storyforgeFetch(`/v2/oneliner/runs?project_id=${encodeURIComponent(projectId)}&limit=50`),
  ]);
  if (store.get().projectId !== projectId || store.get().phase !== 'ready') return;
  store.set(runsPatch(runs));
  await followShownRun();
}

/** Asks for the sessions again, for a run that came with a new one. */
export async function refreshSessions() {
  const { projectId } = store.get();
  const sessions = await fetchAll(`/v2/oneliner/sessions?project_id=${encodeURIComponent(projectId)}`);
  if (store.get().projectId !== projectId) return;
  store.set((state) => sessionsPatch(sessions, state.sessionId));
  await loadOneLinerMessages(store.get().sessionId);
}

/**
 * Loads what the project holds: its collections and its strategies, which runs may change.
 *
 * @param {string} projectId '' when there is none
 */
export async function loadProject(projectId) {
  if (!projectId) return;
  const path = `/v2/projects/${encodeURIComponent(projectId)}`;
  const [project, strategies] = await Promise.all([storyforgeFetch(path), fetchAll(`${path}/documents/strategy`)]);
  if (store.get().projectId === projectId) store.set({ project, strategies });
}
