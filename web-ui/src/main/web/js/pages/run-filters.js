import { OPEN } from '../core/runs.js';

/** @typedef {{status: string, screen: string, action: string, platform: string, whose: string}} RunFilter */

/** What of a filter stands in an address and in a question to the server as it is. */
const WORDS = /** @type {const} */ (['screen', 'action', 'platform', 'whose']);
/** Whose runs: one's own, those that wait for one to confirm them, or (when not said) both. */
export const WHOSE = ['', 'mine', 'approvals'];

/** The statuses there are words for. */
export const STATUSES = [...OPEN, 'done', 'failed', 'cancelled', 'expired'];

/** Statuses that are looked for together. */
export const STATUS_GROUPS = {
  waiting: ['needs_confirmation', 'blocked'],
  open: ['queued', 'running', 'cancelling'],
  done: ['done'],
  failed: ['failed'],
  cancelled: ['cancelled', 'expired'],
};

/**
 * The filter in an address; what it does not know counts as not given.
 *
 * @param {string} search such as `?status=done&screen=strategy`
 * @returns {RunFilter}
 */
export function filterOf(search) {
  const query = new URLSearchParams(search);
  const status = query.get('status') ?? '';
  const word = (name) => query.get(name) ?? '';
  return {
    status: status in STATUS_GROUPS || STATUSES.includes(status) ? status : '',
    screen: word('screen'),
    action: word('action'),
    platform: word('platform'),
    whose: WHOSE.includes(word('whose')) ? word('whose') : '',
  };
}

/** The address of the runs under a filter. @param {Partial<RunFilter>} filter */
export function addressOf(filter) {
  const query = new URLSearchParams();
  if (filter.status) query.set('status', filter.status);
  for (const name of WORDS) if (filter[name]) query.set(name, filter[name]);
  return query.size > 0 ? `/runs?${query}` : '/runs';
}

/** What the server is asked. @param {Partial<RunFilter>} filter @param {string} projectId @param {string} [cursor] */
export function queryOf(filter, projectId, cursor = '') {
  const query = new URLSearchParams({ project_id: projectId, limit: '20' });
  if (filter.status) query.set('status', statusesOf(filter.status).join(','));
  for (const name of WORDS) if (filter[name]) query.set(name, filter[name]);
  if (!filter.whose) query.set('whose', 'all');
  if (cursor) query.set('cursor', cursor);
  return query.toString();
}

const statusesOf = (status) => STATUS_GROUPS[status] ?? [status];

/** Whether a run is one of those the filter asks for. @param {Partial<RunFilter>} filter @param {any} run @param {string} [me] the id of who looks */
export function matches({ status, screen, action, platform, whose }, run, me = '') {
  return (!status || statusesOf(status).includes(run.run_status)) && (!screen || run.source_screen === screen)
    && (!action || run.source_action_key === action) && (!platform || run.platform === platform)
    && (!whose || (run.user_id === me) === (whose === 'mine'));
}

/**
 * The rows of a page with what is known of them since, in the order they have: nothing moves under the pointer.
 *
 * @template {{id: string, updated_at: string}} R
 * @param {readonly R[]} rows @param {readonly R[]} known @returns {R[]}
 */
export function upToDate(rows, known) {
  const newer = new Map(known.map((run) => [run.id, run]));
  return rows.map((row) => {
    const other = newer.get(row.id);
    return other && other.updated_at > row.updated_at ? other : row;
  });
}

/**
 * The runs that were made after the list was loaded and belong in it.
 *
 * @param {readonly any[]} rows of the list, newest first @param {readonly any[]} known @param {Partial<RunFilter>} filter
 * @param {string} [me] the id of who looks
 */
export function newRuns(rows, known, filter, me = '') {
  const newest = rows[0]?.created_at ?? '';
  const ids = new Set(rows.map((row) => row.id));
  return known.filter((run) => !ids.has(run.id) && run.created_at >= newest && matches(filter, run, me));
}
