import { oncePerFrame, store } from './state.js';
import { GOVERNANCE_CHANGED, sharedStream } from './stream.js';
import { followShownRun, loadAgentControlSurfaces, loadOneLinerMessages, loadProject, refreshGovernance, refreshRun, refreshRuns, refreshSessions, takeEvents } from './surfaces.js';

const POLL_MILLIS = 5_000;
const HIDDEN_POLL_MILLIS = 30_000;
/** So many runs are asked for one by one. */
const FEW = 3;
const MANY_PAUSE_MILLIS = 250;

/** @type {ReturnType<typeof sharedStream> | null} */
let stream = null;
let streamOf = '';
/** @type {any} */
let poll = 0;
/** @type {import('../types.js').RunEvent[]} Events that came since the last frame. */
let arrived = [];
/** Runs that changed since the server was asked, each with whether it may have said something. @type {Map<string, boolean>} */
const changed = new Map();
let asking = false;
/** Whether the stream broke, so that anything may have changed since. */
let lost = false;

const takeArrived = oncePerFrame(() => {
  const { projectId } = store.get();
  const events = arrived.filter((event) => (event.project_id ?? projectId) === projectId);
  arrived = [];
  if (events.length === 0) return;
  takeEvents(events);
  leaveTakenBack(events);
  for (const { run_id: id, event_type: type } of events) changed.set(id, changed.get(id) || !type.startsWith('run.step_'));
  void askForChanged();
  // A run that ended may have changed what the project holds.
  if (events.some((event) => event.event_type === 'run.done')) loadProject(projectId).catch(() => {});
});

/** A run that somebody takes back leaves the card, also when it was put there. @param {readonly any[]} events */
function leaveTakenBack(events) {
  const { selectedOnelinerRunId } = store.get();
  const gone = events.some(({ run_id: id, event_type: type }) => id === selectedOnelinerRunId && (type === 'run.cancelled' || type === 'run.expired'));
  if (gone) store.set({ selectedOnelinerRunId: '', askingCancel: '' });
}

/**
 * Asks for what changed: a few runs one by one, many by their list. What changes while the server is asked, and for a
 * moment after, is asked for together, so that a burst of events costs a few requests a second.
 */
async function askForChanged() {
  if (asking) return;
  asking = true;
  try {
    while (changed.size > 0) await askOnce();
  } finally {
    asking = false;
  }
}

async function askOnce() {
  const runs = new Map(changed);
  changed.clear();
  const many = runs.size > FEW;
  // The stream or the poll names a run again that could not be fetched; what is shown stays.
  await Promise.allSettled(many ? [refreshRuns()] : [...runs.keys()].map(refreshRun));
  await followTalk([...runs].filter(([, talks]) => talks).map(([id]) => id));
  await followShownRun();
  if (many) await new Promise((resolve) => setTimeout(resolve, MANY_PAUSE_MILLIS));
}

/** What runs have to say in their sessions comes with their changes of state. @param {readonly string[]} runIds */
async function followTalk(runIds) {
  const { sessionId, sessions, onelinerRunDetails, onelinerRuns } = store.get();
  const told = runIds.map((id) => onelinerRunDetails[id]?.session_id ?? onelinerRuns.find((run) => run.id === id)?.session_id ?? '');
  if (told.some((own) => own && !sessions.some((session) => session.id === own))) await refreshSessions().catch(() => {});
  else if (sessionId && told.includes(sessionId)) await loadOneLinerMessages(sessionId);
}

/** Follows all runs of the person who is signed in; the stream is the same for every project. */
export function startLive() {
  const name = `sf.live.${store.get().me?.id ?? ''}`;
  if (stream && streamOf === name) return;
  stopLive();
  streamOf = name;
  stream = sharedStream({
    name,
    url: (after) => `/v2/oneliner/events?after=${encodeURIComponent(after)}`,
    onEvent(event) {
      if (event.event_type === GOVERNANCE_CHANGED) refreshGovernance().catch(() => {});
      if (!event.run_id) return;
      arrived.push(event);
      takeArrived();
    },
    onWait: () => store.get().connection === 'live' && store.set({ connection: 'connecting' }),
    onLive() {
      endPoll();
      store.set({ connection: 'live', retryAt: 0 });
      // What happened before the stream stood is not in it.
      void (lost ? loadAgentControlSurfaces(store.get().projectId) : refreshRuns());
      lost = false;
    },
    onLost(retryAt) {
      lost = true;
      // A failed attempt says nothing new to a page that is kept up to date by asking.
      store.set({ connection: store.get().connection === 'polling' ? 'polling' : 'off', retryAt });
      schedulePoll();
    },
  });
  stream.start();
}

/** Closes the stream and stops asking. */
export function stopLive() {
  stream?.stop();
  stream = null;
  streamOf = '';
  changed.clear();
  lost = false;
  endPoll();
  store.set({ connection: 'connecting', retryAt: 0 });
}

/** Tries to open the stream at once. */
export function reconnectNow() {
  stream?.retryNow();
  void refreshRuns();
}

function endPoll() {
  clearTimeout(poll);
  poll = 0;
}

const isLost = () => ['off', 'polling'].includes(store.get().connection);

function schedulePoll() {
  // Each failed attempt to reconnect calls again; a poll that is due must not be put off by it.
  if (poll) return;
  const wait = globalThis.document?.hidden ? HIDDEN_POLL_MILLIS : POLL_MILLIS;
  poll = setTimeout(async () => {
    poll = 0;
    if (!isLost() || store.get().phase !== 'ready') return;
    await refreshRuns();
    if (!isLost()) return;
    store.set({ connection: store.get().runsPhase === 'ready' ? 'polling' : 'off' });
    schedulePoll();
  }, wait);
}
