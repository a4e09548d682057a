import { asProblem, storyforgeFetch } from './api.js';
import { said } from './i18n.js';
import { shownState, store } from './state.js';
import { withoutKey } from './runs.js';
import { followShownRun, takeRun } from './surfaces.js';

/** @typedef {import('../types.js').Run} Run */
/** @typedef {import('../types.js').HandoffButton} HandoffButton */

const runPath = (runId, rest) => `/v2/oneliner/runs/${encodeURIComponent(runId)}/${rest}`;

/**
 * Asks for a run that then waits for confirmation: from a page action when the input names one without a plan, else
 * from the plan given.
 *
 * @param {Record<string, unknown>} input the body of a hand-off, or of a new run with `title` and `plan_request`
 * @returns {Promise<Run>}
 */
export async function createMainAgentRun(input) {
  const path = input.plan_request ? '/v2/oneliner/runs' : '/v2/oneliner/handoffs';
  const run = await storyforgeFetch(path, { method: 'POST', body: input });
  takeRun(run);
  return run;
}

/**
 * Confirms the plan that is on the screen, under the policy that is; what changed meanwhile is refused by the server.
 *
 * @param {string} runId @param {string} reason
 * @returns {Promise<Run>}
 */
export async function confirmMainAgentRun(runId, reason = "") {
  const { plan, policy_digest: policy } = shownState().onelinerRunDetails[runId] ?? {};
  return decide(runPath(runId, 'confirm'), { reason, plan_digest: plan?.digest ?? '', policy_digest: policy ?? '' });
}

/**
 * Cancels a run, whether or not it has started.
 *
 * @param {string} runId @param {string} reason
 * @returns {Promise<Run>}
 */
export async function cancelMainAgentRun(runId, reason = "") {
  return decide(runPath(runId, 'cancel'), { reason });
}

/**
 * Answers the question that was on the screen; when the run asks another one by now, the server refuses.
 *
 * @param {string} runId @param {Record<string, unknown>} answer @param {string} [questionId]
 * @returns {Promise<Run>}
 */
export async function answerMainAgentRun(runId, answer, questionId) {
  return decide(runPath(runId, 'answer'), { answer, question_id: questionId });
}

/**
 * Replaces the plan of a run that waits for confirmation; it goes on waiting, with the new plan.
 *
 * @param {string} runId @param {{goal: string, steps: any[], plan_digest: string}} plan
 * @returns {Promise<Run>}
 */
export async function changeMainAgentPlan(runId, plan) {
  return decide(runPath(runId, 'plan'), plan, 'PUT');
}

/** @param {string} runId @returns {Promise<Run>} the new run */
export async function retryMainAgentRun(runId) {
  return decide(runPath(runId, 'retry'), {});
}

async function decide(path, body, method = 'POST') {
  const run = await storyforgeFetch(path, { method, body });
  takeRun(run);
  return run;
}

/**
 * Does the work behind a button: the button is busy until the server answered, and a problem is shown beside it. A
 * conflict brings the run as it is now, which replaces the one on the card.
 *
 * @template T
 * @param {string} key the button's key @param {() => Promise<T>} work
 * @param {{quiet?: (problem: import('./api.js').Problem) => boolean}} [options] problems that need no words
 * @returns {Promise<T | null>} null when it did not succeed
 */
export async function attempt(key, work, { quiet = () => false } = {}) {
  if (store.get().busy[key]) return null;
  store.set((state) => ({ busy: { ...state.busy, [key]: true }, problems: withoutKey(state.problems, key) }));
  try {
    return await work();
  } catch (error) {
    const problem = asProblem(error);
    if (problem.run) takeRun(problem.run);
    if (!quiet(problem)) store.set((state) => ({ problems: { ...state.problems, [key]: problem } }));
    return null;
  } finally {
    store.set((state) => ({ busy: withoutKey(state.busy, key) }));
    void followShownRun();
  }
}

/**
 * One button per offer of an action, or one for an action without offers, in the order the sources declare them.
 *
 * @param {readonly any[]} sources the items of handoff-sources
 * @param {(action: {slot: string, screen: string}) => boolean} wanted
 * @returns {HandoffButton[]}
 */
export function buttonsOf(sources, wanted) {
  return sources.flatMap((source) =>
    (source.actions ?? [])
      .filter((action) => wanted({ slot: action.slot ?? '', screen: source.screen }))
      .flatMap((action) => buttonsOfAction(source, action)),
  );
}

function buttonsOfAction(source, action) {
  const offers = action.offers?.length ? action.offers : [null];
  return offers.map((offer, index) => ({
    id: `${source.plugin_id}/${source.screen}/${action.key}/${index}`,
    screen: source.screen,
    actionKey: action.key,
    slot: action.slot ?? '',
    platform: offer?.fields?.platform || action.platform || '',
    effect: action.effect ?? '',
    title: said((offer ?? action).labels),
    summary: said(offer?.summaries) || said(action.summaries),
    fields: offer?.fields ?? {},
  }));
}

/**
 * The button for one row or tag of a page: a strategy's row names its platform, a governance tag sends itself.
 *
 * @param {HandoffButton} button @param {{platform?: string, tag?: string}} aim
 * @returns {HandoffButton}
 */
export function aimed(button, aim) {
  return {
    ...button,
    id: `${button.id}?${new URLSearchParams(aim)}`,
    platform: aim.platform || button.platform,
    fields: aim.tag ? { ...button.fields, tag: aim.tag } : button.fields,
  };
}

/** @param {readonly any[]} sources @param {string} id @returns {HandoffButton | undefined} */
export function buttonById(sources, id) {
  const [plain, aim] = id.split('?');
  const button = buttonsOf(sources, () => true).find((candidate) => candidate.id === plain);
  return button && aim ? aimed(button, Object.fromEntries(new URLSearchParams(aim))) : button;
}
