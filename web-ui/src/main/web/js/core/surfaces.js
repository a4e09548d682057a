import { Problem, asProblem, fetchAll, storyforgeFetch } from './api.js';
import { OPEN, givesWay, isOpen, marksWith, shownRun, withRuns, withoutKey } from './runs.js';
import { store } from './state.js';

/** @typedef {import('../types.js').Run} Run */

/** So many messages come at once. */
export const MESSAGES = 50;
/** So many pages of events are read at once: most runs have a few dozen events. */
const EVENT_PAGES = 10;
/** So many of the newest runs are known, whatever became of them; older ones while they are open. */
export const NEWEST_KNOWN = 50;

/**
 * Loads what the window and the pages of a project show: runs, hand-off sources, sessions, policy, the project itself.
 * What cannot be loaded keeps its last good state.
 *
 * @param {string} projectId
 */
export async function loadAgentControlSurfaces(projectId = "") {
  const normalizedProjectId = String(projectId ?? '').trim();
  const query = `project_id=${encodeURIComponent(normalizedProjectId)}`;
  const [runs, ...others] = await Promise.allSettled([
    fetchRuns(`/v2/oneliner/runs?project_id=${encodeURIComponent(normalizedProjectId)}`),
    fetchAll('/v2/oneliner/handoff-sources'),
    fetchAll(`/v2/oneliner/sessions?${query}`),
    storyforgeFetch(governancePath(normalizedProjectId)),
    loadProject(normalizedProjectId),
  ]);
  const [sources, sessions, governance] = others;
  const failed = /** @type {PromiseRejectedResult | undefined} */ (others.find(({ status }) => status === 'rejected'));
  const state = store.get();
  // The person may have changed the project, or signed out, while this was loading.
  if (state.projectId !== normalizedProjectId || state.phase !== 'ready') return;
  takeList(runs);
  store.set({
    ...(sources.status === 'fulfilled' ? { sources: sources.value } : {}),
    ...(governance.status === 'fulfilled' ? { governance: governance.value } : {}),
    ...(sessions.status === 'fulfilled' ? sessionsPatch(sessions.value, state.sessionId) : {}),
    problems: { ...withoutKey(state.problems, 'surfaces'), ...(failed ? { surfaces: asProblem(failed.reason) } : {}) },
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
    const added = await fetchAll(`${path}?after=${encodeURIComponent(after)}&limit=${MESSAGES}`);
    if (store.get().sessionId !== sessionId) return;
    store.set((state) => ({
      messages: withMessages(state.messages, sessionId, added), messagesProblem: null,
      ...(after ? {} : { earlierMessages: added.length === MESSAGES }),
    }));
  } catch (error) {
    store.set({ messagesProblem: asProblem(error) });
  }
}

const governancePath = (projectId) => `/v2/governance/effective?project_id=${encodeURIComponent(projectId)}&platform=`;

function withMessages(messages, sessionId, added) {
  const known = messages.filter((message) => message.session_id === sessionId);
  const ids = new Set(known.map((message) => message.id));
  return [...known, ...added.filter((message) => !ids.has(message.id))];
}

/** The newest runs, and whatever is still open: an old run may be the one that waits for the person. */
async function fetchRuns(path) {
  const { items, next_cursor: more } = await storyforgeFetch(`${path}&whose=all&limit=${NEWEST_KNOWN}`);
  return more ? withRuns(items, await fetchAll(`${path}&whose=all&status=${OPEN.join(',')}&limit=100`)) : items;
}

/**
 * Takes in a list that was asked for, or why there is none. A run that was open and is not in it came to its end; it is
 * looked at by itself, as is the one that the person put on the card.
 */
function takeList(runs) {
  if (runs.status === 'rejected') {
    store.set({ runsPhase: 'error', runsProblem: asProblem(runs.reason) });
    return;
  }
  const listed = new Set(runs.value.map(({ id }) => id));
  const { onelinerRuns, selectedOnelinerRunId } = store.get();
  const left = onelinerRuns.filter((run) => !listed.has(run.id) && (isOpen(run) || run.id === selectedOnelinerRunId));
  const known = onelinerRuns.filter(({ id }) => listed.has(id));
  store.set((state) => ({ ...runsPatch(state, withRuns([...known, ...left], runs.value)), runsPhase: 'ready', runsProblem: null }));
  for (const { id } of left) refreshRun(id).catch(() => {});
}

function runsPatch({ onelinerRuns, selectedOnelinerRunId, runsPhase }, runs) {
  return { onelinerRuns: runs, ...(runsPhase !== 'loading' && givesWay(onelinerRuns, runs, selectedOnelinerRunId) ? { selectedOnelinerRunId: '' } : {}) };
}

function sessionsPatch(sessions, selectedId) {
  const selected = sessions.find((session) => session.id === selectedId) ?? sessions[0];
  return { sessions, sessionId: selected?.id ?? '' };
}

/** Asks for the list of runs again: after a break of the stream, and while there is none. */
export async function refreshRuns() {
  const { projectId, sessionId } = store.get();
  const [runs] = await Promise.allSettled([fetchRuns(`/v2/oneliner/runs?project_id=${encodeURIComponent(projectId)}`)]);
  if (store.get().projectId !== projectId || store.get().phase !== 'ready') return;
  takeList(runs);
  await followShownRun();
  if (runs.status === 'fulfilled' && sessionId) await loadOneLinerMessages(sessionId);
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

/** Asks for the policy in force, and what it does to the run on the card: both may have changed. */
export async function refreshGovernance() {
  const { projectId, onelinerRuns, selectedOnelinerRunId } = store.get();
  const run = shownRun(onelinerRuns, selectedOnelinerRunId);
  const [governance] = await Promise.all([
    storyforgeFetch(governancePath(projectId)),
    run?.run_status === 'needs_confirmation' ? refreshRun(run.id) : null,
  ]);
  if (store.get().projectId === projectId) store.set({ governance });
}

/** @type {Map<string, {again: boolean, done: Promise<void>}>} */
const fetching = new Map();

/**
 * Takes in a run as the server gave it: its row, its full form, and no problem of a state that is over. A plan that
 * changed since it was shown has its new steps marked.
 *
 * @param {Run} run
 */
export function takeRun(run) {
  store.set((state) => {
    const known = state.onelinerRunDetails[run.id];
    if (known && known.updated_at > run.updated_at) return {};
    const moved = known && known.run_status !== run.run_status;
    return {
      ...(run.project_id === state.projectId ? runsPatch(state, withRuns(state.onelinerRuns, [run])) : {}),
      onelinerRunDetails: { ...state.onelinerRunDetails, [run.id]: run },
      planChanges: marksWith(state.planChanges, known, run),
      ...(moved ? { problems: withoutRun(state.problems, run.id), ...endedQuestions(state, run) } : {}),
    };
  });
}

/** Takes the marks off a plan that the person changed here. @param {string} runId */
export function forgetPlanChange(runId) {
  store.set((state) => ({ planChanges: withoutKey(state.planChanges, runId) }));
}

/** What a person was about to do with a run, and cannot any more. */
function endedQuestions({ editing, askingCancel }, run) {
  return {
    ...(editing?.runId === run.id ? { editing: null } : {}),
    ...(askingCancel === run.id && !run.allowed_actions?.includes('cancel') ? { askingCancel: '' } : {}),
  };
}

function withoutRun(problems, runId) {
  return Object.fromEntries(Object.entries(problems).filter(([key]) => !key.endsWith(`:${runId}`)));
}

/**
 * Fetches a run; asked again meanwhile, it fetches once more afterwards, so the last answer is never the older one.
 *
 * @param {string} runId
 * @returns {Promise<void>}
 */
export async function refreshRun(runId) {
  const open = fetching.get(runId);
  if (open) {
    open.again = true;
    return open.done;
  }
  const entry = { again: false, done: Promise.resolve() };
  fetching.set(runId, entry);
  entry.done = (async () => {
    try {
      do {
        entry.again = false;
        takeRun(await storyforgeFetch(`/v2/oneliner/runs/${encodeURIComponent(runId)}`));
      } while (entry.again);
    } catch (error) {
      // A run of somebody else that waits for nobody any more.
      if (error instanceof Problem && error.status === 404) store.set(({ onelinerRuns }) => ({ onelinerRuns: onelinerRuns.filter(({ id }) => id !== runId) }));
      throw error;
    } finally {
      fetching.delete(runId);
    }
  })();
  return entry.done;
}

/** Makes sure that the run on the card has its plan and its events. */
export async function followShownRun() {
  const { onelinerRuns, selectedOnelinerRunId, onelinerRunDetails, onelinerRunEvents, connection } = store.get();
  const run = shownRun(onelinerRuns, selectedOnelinerRunId);
  if (!run) {
    store.set({ onelinerRunEvents: [] });
    return;
  }
  const own = onelinerRunEvents.filter((event) => event.run_id === run.id);
  if (own.length !== onelinerRunEvents.length) store.set({ onelinerRunEvents: own });
  const details = onelinerRunDetails[run.id];
  const work = [];
  // The stream brings the rest of a history without gaps.
  const complete = own.length > 0 && own.at(-1)?.seq === own.length;
  if (!complete || connection !== 'live') work.push(loadRunEvents(run.id));
  // A place in the queue changes without an event of the run itself.
  const moves = details?.run_status === 'queued';
  if (!details || moves || details.updated_at < run.updated_at) work.push(refreshRun(run.id));
  // A failed look-up leaves what is shown as it is; the next event or poll asks again.
  await Promise.allSettled(work);
}

/** Loads the events of a run that are not there yet, from the first gap on. */
async function loadRunEvents(runId) {
  const own = store.get().onelinerRunEvents.filter((event) => event.run_id === runId);
  const gap = own.findIndex(({ seq }, index) => seq !== index + 1);
  takeEvents((await eventsAfter(runId, gap < 0 ? own.length : gap)).items);
}

/**
 * The events of a run behind the one with this number, a thousand at most.
 *
 * @param {string} runId @param {number} after
 * @returns {Promise<{items: import('../types.js').RunEvent[], more: boolean}>} `more` when there are others behind them
 */
export async function eventsAfter(runId, after) {
  const items = [];
  for (let page = 0; page < EVENT_PAGES; page++) {
    const last = items.at(-1)?.seq ?? after;
    const answer = await storyforgeFetch(`/v2/oneliner/runs/${encodeURIComponent(runId)}/events?after=${last}&limit=100`);
    items.push(...answer.items);
    if (!answer.next_cursor) return { items, more: false };
  }
  return { items, more: true };
}

/** Adds events of the run on the card. @param {readonly import('../types.js').RunEvent[]} events */
export function takeEvents(events) {
  store.set((state) => {
    const id = shownRun(state.onelinerRuns, state.selectedOnelinerRunId)?.id;
    const known = new Set(state.onelinerRunEvents.filter((event) => event.run_id === id).map(({ seq }) => seq));
    const added = events.filter((event) => event.run_id === id && !known.has(event.seq));
    return added.length > 0
      ? { onelinerRunEvents: [...state.onelinerRunEvents, ...added].toSorted((one, other) => one.seq - other.seq) }
      : {};
  });
}

/** Puts a run on the card, be it an old one, and opens the window. @param {string} runId */
export async function selectRun(runId) {
  store.set({ selectedOnelinerRunId: runId, askingCancel: '', otherRunsShown: null, windowOpen: true });
  // What cannot be found leaves the card as it is.
  if (runId && !store.get().onelinerRuns.some(({ id }) => id === runId)) await refreshRun(runId).catch(() => {});
  await followShownRun();
}
