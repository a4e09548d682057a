/** @typedef {import('../types.js').Run} Run */

/** What the card shows first: what waits for the person, then what moves, then what is over. */
const ORDER = ['needs_confirmation', 'blocked', 'running', 'queued', 'failed', 'done'];
const OLDEST_FIRST = new Set(['needs_confirmation', 'blocked']);
const WAITING = new Set(['needs_confirmation', 'blocked']);
/** What is not over. */
export const OPEN = ['needs_confirmation', 'blocked', 'running', 'queued', 'cancelling'];
const STARTED = new Set(['running', 'blocked', 'cancelling']);
const FAILED_STAYS_MILLIS = 24 * 60 * 60 * 1000;

/**
 * The run the card shows when nobody selected one: needs_confirmation, blocked, running (or being cancelled), queued,
 * failed within a day, latest done. Null when there is none of these.
 *
 * @param {readonly Run[]} runs
 * @returns {Run | null}
 */
export function pickPrimaryRun(runs) {
  return primaryRunAt(runs, Date.now());
}

/** As {@link pickPrimaryRun}, at a given time. @param {readonly Run[]} runs @param {number} now */
export function primaryRunAt(runs, now) {
  for (const status of ORDER) {
    const candidates = runs.filter((run) => rank(run) === status && (status !== 'failed' || isFresh(run, now)));
    if (candidates.length === 0) continue;
    const sorted = candidates.toSorted(byCreation);
    return OLDEST_FIRST.has(status) ? sorted[0] : sorted[sorted.length - 1];
  }
  return null;
}

function rank(run) {
  return run.run_status === 'cancelling' ? 'running' : run.run_status;
}

function isFresh(run, now) {
  const over = Date.parse(run.finished_at || run.updated_at || run.created_at);
  return Number.isNaN(over) || now - over < FAILED_STAYS_MILLIS;
}

function byCreation(one, other) {
  return one.created_at.localeCompare(other.created_at) || one.id.localeCompare(other.id);
}

/**
 * The run on the card: the selected one while the list has it, else the primary one.
 *
 * @param {readonly Run[]} runs @param {string} selectedId
 * @returns {Run | null}
 */
export function shownRun(runs, selectedId) {
  return runs.find((run) => run.id === selectedId) ?? pickPrimaryRun(runs);
}

/**
 * Whether the run that a person put on the card gives way to the primary one: it is over, and another began to wait
 * since. News of two runs may come in either order.
 *
 * @param {readonly Run[]} before @param {readonly Run[]} after @param {string} selectedId
 */
export function givesWay(before, after, selectedId) {
  const selected = after.find((run) => run.id === selectedId);
  if (!selected || isOpen(selected)) return false;
  const ends = before.some((run) => run.id === selectedId && isOpen(run));
  const waited = new Set(before.filter(waits).map(({ id }) => id));
  return after.some((run) => waits(run) && (!waited.has(run.id) || (ends && run.updated_at >= selected.updated_at)));
}

/**
 * The runs folded below the card: open ones first, newest first.
 *
 * @param {readonly Run[]} runs @param {Run | null} shown
 * @returns {Run[]}
 */
export function otherRuns(runs, shown) {
  return runs
    .filter((run) => run.id !== shown?.id)
    .toSorted((one, other) => Number(isOpen(other)) - Number(isOpen(one)) || byCreation(other, one));
}

/** @param {readonly Run[]} runs @returns {number} how many wait for the person */
export function waitingCount(runs) {
  return runs.filter(waits).length;
}

const waits = (run) => WAITING.has(run.run_status);

/** @param {Run} run */
export function isOpen(run) {
  return OPEN.includes(run.run_status);
}

/** @param {Run} run @returns {boolean} whether cancelling would stop work that has begun */
export function hasStarted(run) {
  return STARTED.has(run.run_status);
}

/**
 * The list with runs put in or replaced, newest first. An older state of a run never replaces a newer one.
 *
 * @param {readonly Run[]} runs @param {readonly Run[]} added
 * @returns {Run[]}
 */
export function withRuns(runs, added) {
  const byId = new Map(runs.map((run) => [run.id, run]));
  for (const run of added) {
    const known = byId.get(run.id);
    if (!known || known.updated_at <= run.updated_at) byId.set(run.id, run);
  }
  return [...byId.values()].toSorted((one, other) => byCreation(other, one));
}

/**
 * @param {readonly import('../types.js').Step[]} steps
 * @returns {{current: number, total: number, done: number}} `current` counts from 1 and is 0 before the first step
 */
export function progress(steps) {
  const done = steps.filter((step) => step.status === 'done' || step.status === 'skipped').length;
  const index = steps.findIndex((step) => step.status === 'running');
  const current = index >= 0 ? index + 1 : Math.min(done + (done > 0 ? 1 : 0), steps.length);
  return { current, total: steps.length, done };
}

/**
 * The last events, oldest first, and how many more there are. What a step does is seen at the step.
 *
 * @param {readonly import('../types.js').RunEvent[]} events @param {number} [most]
 */
export function lastEvents(events, most = 3) {
  const shown = events
    .filter((event) => !event.event_type.startsWith('run.step_'))
    .toSorted((one, other) => one.seq - other.seq)
    .slice(-most);
  return { shown, before: events.length - shown.length };
}

/**
 * What is new in a plan: the places of steps that were not there in this form, and how many steps went away.
 *
 * @param {import('../types.js').Plan} before @param {import('../types.js').Plan} after
 * @returns {import('../types.js').PlanChange}
 */
export function changedSteps(before, after) {
  const rest = before.steps.map(content);
  /** @type {number[]} */
  const steps = [];
  after.steps.forEach((step, index) => {
    const place = rest.indexOf(content(step));
    if (place < 0) steps.push(index);
    else rest.splice(place, 1);
  });
  return { digest: after.digest, steps, removed: Math.max(0, before.steps.length - after.steps.length) };
}

const content = ({ title, tool = '', detail = '', arguments: values = {} }) => JSON.stringify([title, tool, detail, values]);

/**
 * The marks of new steps, by run, when a run came that may have another plan than the one that is known.
 *
 * @param {Record<string, import('../types.js').PlanChange>} changes @param {Run | undefined} known @param {Run} run
 */
export function marksWith(changes, known, run) {
  if (run.run_status !== 'needs_confirmation') return withoutKey(changes, run.id);
  if (!known?.plan || !run.plan || known.plan.digest === run.plan.digest) return changes;
  return { ...changes, [run.id]: changedSteps(known.plan, run.plan) };
}

/**
 * @template {Record<string, any>} T
 * @param {T} entries @param {string} key @returns {T} the same object when it has no such key
 */
export function withoutKey(entries, key) {
  if (!(key in entries)) return entries;
  const { [key]: _gone, ...rest } = entries;
  return /** @type {T} */ (rest);
}

/**
 * What stands in the stream of a session: its messages and its runs, in the order in which they came. A run that a
 * message speaks of stands under that message.
 *
 * @param {readonly import('../types.js').Message[]} messages @param {readonly Run[]} runs @param {string} sessionId
 * @returns {({kind: 'message', at: string, message: import('../types.js').Message} | {kind: 'run', at: string, run: Run})[]}
 */
export function conversation(messages, runs, sessionId) {
  const named = new Set(messages.map((message) => message.run_id));
  const own = runs.filter((run) => run.session_id === sessionId && !named.has(run.id));
  /** @type {any[]} */
  const lines = [
    ...messages.map((message) => ({ kind: 'message', at: message.created_at, message })),
    ...own.map((run) => ({ kind: 'run', at: run.created_at, run })),
  ];
  return lines.toSorted((one, other) => one.at.localeCompare(other.at));
}
