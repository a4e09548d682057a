import { progress, shownRun } from './runs.js';

/** What is told of runs that are not on the card. */
const TOLD = new Set(['needs_confirmation', 'blocked', 'failed']);

/** @typedef {import('../types.js').Run} Run */

const ASSERTIVE = new Set(['blocked', 'failed']);

/**
 * What a screen reader should hear of a change, most urgent first. What was there from the start is no news.
 *
 * @param {import('../types.js').State} before @param {import('../types.js').State} after
 * @returns {{topic: string, kind: 'polite' | 'assertive', key: string, values: Record<string, unknown>}[]}
 */
export function newsBetween(before, after) {
  const news = [];
  const failed = after.runsPhase === 'error' && before.runsPhase !== 'error' && after.connection !== 'off';
  if (failed) news.push({ topic: 'list', kind: 'assertive', key: 'runs.error', values: {} });
  const wentOff = after.connection === 'off' && before.connection !== 'off';
  const cameBack = after.connection === 'live' && ['off', 'polling'].includes(before.connection);
  if (wentOff || cameBack) news.push({ topic: 'connection', kind: 'polite', key: wentOff ? 'announce.off' : 'announce.live', values: {} });
  const rules = overrideOf(after);
  if (before.governance && rules && rules !== overrideOf(before)) news.push({ topic: 'override', kind: 'polite', key: 'announce.override', values: { text: rules } });
  if (before.runsPhase !== 'loading' && after.runsPhase !== 'loading') news.push(...newsOfRun(before, after), ...newsOfOthers(before, after));
  return /** @type {any} */ (news);
}

function newsOfRun(before, after) {
  const run = cardOf(after);
  const known = cardOf(before);
  if (!run) return [];
  if (known?.id !== run.id || known.run_status !== run.run_status) {
    const kind = ASSERTIVE.has(run.run_status) ? 'assertive' : 'polite';
    return [{ topic: 'run', kind, key: 'announce', values: { status: run.run_status, title: run.title } }];
  }
  const steps = run.plan?.steps ?? [];
  const { current, total } = progress(steps);
  if (run.run_status !== 'running' || current < 1 || current === progress(known.plan?.steps ?? []).current) return [];
  return [{ topic: 'step', kind: 'polite', key: 'announce.step', values: { a: current, b: total, title: steps[current - 1].title } }];
}

const overrideOf = ({ governance }) => governance?.active_admin_override_notice?.notice ?? '';

/** What was cancelled while it was on the card, and what elsewhere came to wait for somebody or failed. */
function newsOfOthers(before, after) {
  if (before.projectId !== after.projectId || before.onelinerRuns === after.onelinerRuns) return [];
  const was = new Map(before.onelinerRuns.map((run) => [run.id, run.run_status]));
  const shown = cardOf(after)?.id;
  const left = cardOf(before)?.id;
  const changed = after.onelinerRuns.filter((run) => run.id !== shown && was.get(run.id) !== run.run_status);
  const ended = changed.filter((run) => run.id === left && run.run_status === 'cancelled');
  const others = changed.filter((run) => TOLD.has(run.run_status));
  return [
    ...ended.map((run) => ({ topic: 'ended', kind: 'polite', key: 'announce', values: { status: 'cancelled', title: run.title } })),
    ...(others.length > 1
      ? [{ topic: 'others', kind: 'polite', key: 'announce.others', values: { n: others.length } }]
      : others.map((run) => ({ topic: 'others', kind: 'polite', key: 'announce', values: { status: run.run_status, title: run.title } }))),
  ];
}

/** @param {import('../types.js').State} state @returns {Run | undefined} the run on the card, in full when it is there */
function cardOf({ onelinerRuns, selectedOnelinerRunId, onelinerRunDetails }) {
  const row = shownRun(onelinerRuns, selectedOnelinerRunId);
  return row ? (onelinerRunDetails[row.id] ?? row) : undefined;
}

/**
 * Says one thing at a time: at most one in every `every` milliseconds, urgent ones first, of each topic the newest.
 *
 * @typedef {{topic: string, kind: 'polite' | 'assertive', key: string, values: Record<string, unknown>}} News
 * @param {(news: News) => void} say @param {number} [every]
 * @returns {(news: readonly News[]) => void}
 */
export function oneAtATime(say, every = 3000) {
  /** @type {Map<string, News>} */
  const waiting = new Map();
  let next = 0;
  /** @type {any} */
  let timer = 0;
  function speak() {
    timer = 0;
    const all = [...waiting.values()];
    const news = all.find(({ kind }) => kind === 'assertive') ?? all[0];
    if (!news) return;
    waiting.delete(news.topic);
    next = Date.now() + every;
    say(news);
    if (waiting.size > 0) timer = setTimeout(speak, every);
  }
  return (news) => {
    for (const one of news) {
      waiting.delete(one.topic);
      waiting.set(one.topic, one);
    }
    // A moment's wait lets what follows at once replace it.
    if (news.length > 0 && !timer) timer = setTimeout(speak, Math.max(150, next - Date.now()));
  };
}
