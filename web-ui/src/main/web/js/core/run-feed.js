import { storyforgeFetch } from './api.js';
import { shownRun, withRun } from './runs.js';
import { store } from './state.js';

/** @typedef {import('./state.js').Run} Run */

const fetching = new Map();

/**
 * Takes in a run as the server gave it: its row, its full form, and no problem of a state that is over.
 *
 * @param {Run} run
 */
export function takeRun(run) {
  store.set((state) => {
    const known = state.onelinerRunDetails[run.id];
    if (known && known.updated_at > run.updated_at) return {};
    const moved = known && known.run_status !== run.run_status;
    return {
      onelinerRuns: withRun(state.onelinerRuns, run),
      onelinerRunDetails: { ...state.onelinerRunDetails, [run.id]: run },
      ...(moved ? { problems: withoutRun(state.problems, run.id), askingCancel: '', ...endedEdit(state, run) } : {}),
    };
  });
}

function endedEdit({ editing }, run) {
  return editing?.runId === run.id ? { editing: null } : {};
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
  const complete = own.length > 0 && own.at(-1).seq === own.length;
  if (!complete || connection !== 'live') work.push(loadRunEvents(run.id));
  // A place in the queue changes without an event of the run itself.
  const moves = details?.run_status === 'queued';
  if (!details || moves || details.updated_at < run.updated_at) work.push(refreshRun(run.id));
  // A failed look-up leaves what is shown as it is; the next event or poll asks again.
  await Promise.allSettled(work);
}

async function loadRunEvents(runId) {
  const known = store.get().onelinerRunEvents.filter((event) => event.run_id === runId);
  const after = known.reduce((last, event) => Math.max(last, event.seq), 0);
  const path = `/v2/oneliner/runs/${encodeURIComponent(runId)}/events?after=${after}&limit=100`;
  takeEvents((await storyforgeFetch(path))?.items ?? []);
}

/**
 * Adds events of the run on the card; others are not kept.
 *
 * @param {readonly any[]} events
 */
export function takeEvents(events) {
  store.set((state) => {
    const run = shownRun(state.onelinerRuns, state.selectedOnelinerRunId);
    const known = new Set(state.onelinerRunEvents.map((event) => `${event.run_id} ${event.seq}`));
    const added = events.filter((event) => event.run_id === run?.id && !known.has(`${event.run_id} ${event.seq}`));
    if (added.length === 0) return {};
    return { onelinerRunEvents: [...state.onelinerRunEvents, ...added].toSorted((one, other) => one.seq - other.seq) };
  });
}

/** Puts a run on the card and opens the window. @param {string} runId */
export function selectRun(runId) {
  store.set({ selectedOnelinerRunId: runId, askingCancel: '', windowOpen: true });
  return followShownRun();
}
