import { progress, shownRun } from './runs.js';

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
  const cameBack = after.connection === 'live' && before.connection === 'off';
  if (wentOff || cameBack) news.push({ topic: 'connection', kind: 'polite', key: wentOff ? 'announce.off' : 'announce.live', values: {} });
  if (before.runsPhase !== 'loading' && after.runsPhase !== 'loading') news.push(...newsOfRun(before, after));
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
