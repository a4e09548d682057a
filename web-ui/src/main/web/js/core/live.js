import { refreshRun, takeEvents, followShownRun } from './run-feed.js';
import { runStream } from './sse.js';
import { store } from './state.js';
import { oncePerFrame } from './store.js';
import { loadOneLinerMessages, loadProject, refreshRuns } from './surfaces.js';

const POLL_MILLIS = 5_000;
const HIDDEN_POLL_MILLIS = 30_000;

let stream = null;
let poll = 0;
/** Events that came since the last frame. */
let arrived = [];

const takeArrived = oncePerFrame(() => {
  const events = arrived;
  arrived = [];
  takeEvents(events);
  for (const runId of new Set(events.map((event) => event.run_id))) {
    const talks = events.some((event) => event.run_id === runId && !event.event_type.startsWith('run.step_'));
    void follow(runId, talks);
  }
  // A run that ended may have changed what the project holds.
  if (events.some((event) => event.event_type === 'run.done')) loadProject(store.get().projectId).catch(() => {});
});

async function follow(runId, talks) {
  try {
    await refreshRun(runId);
  } catch {
    // The stream or the poll names the run again; what is shown stays.
    return;
  }
  const { sessionId, onelinerRunDetails } = store.get();
  // What a run has to say in its session comes with its changes of state.
  if (talks && sessionId && onelinerRunDetails[runId]?.session_id === sessionId) await loadOneLinerMessages(sessionId);
  await followShownRun();
}

/** Opens the stream of the current project, and closes the one before. */
export function startLive() {
  stopLive();
  const { projectId } = store.get();
  stream = runStream({
    url: (after) => `/v2/oneliner/events?project_id=${encodeURIComponent(projectId)}&after=${encodeURIComponent(after)}`,
    onEvent(event) {
      if (!event.run_id) return;
      arrived.push(event);
      takeArrived();
    },
    onLive() {
      endPoll();
      store.set({ connection: 'live', retryAt: 0 });
      // What happened before the stream stood is not in it.
      void refreshRuns();
    },
    onLost(retryAt) {
      store.set({ connection: 'off', retryAt });
      schedulePoll();
    },
  });
  stream.start();
}

/** Closes the stream and stops asking. */
export function stopLive() {
  stream?.stop();
  stream = null;
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

function schedulePoll() {
  // Each failed attempt to reconnect calls again; a poll that is due must not be put off by it.
  if (poll) return;
  const wait = globalThis.document?.hidden ? HIDDEN_POLL_MILLIS : POLL_MILLIS;
  poll = setTimeout(async () => {
    poll = 0;
    if (store.get().connection !== 'off' || store.get().phase !== 'ready') return;
    await refreshRuns();
    if (store.get().connection === 'off') schedulePoll();
  }, wait);
}
