import { STATUSES } from '../core/runs.js';

/** @typedef {{status: string, screen: string}} RunFilter */

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
  return { status: status in STATUS_GROUPS || STATUSES.includes(status) ? status : '', screen: query.get('screen') ?? '' };
}

/** The address of the runs under a filter. @param {RunFilter} filter */
export function addressOf({ status, screen }) {
  const query = new URLSearchParams();
  if (status) query.set('status', status);
  if (screen) query.set('screen', screen);
  return query.size > 0 ? `/runs?${query}` : '/runs';
}

/** What the server is asked. @param {RunFilter} filter @param {string} projectId @param {string} [cursor] */
export function queryOf({ status, screen }, projectId, cursor = '') {
  const query = new URLSearchParams({ project_id: projectId, limit: '20' });
  if (status) query.set('status', statusesOf(status).join(','));
  if (screen) query.set('screen', screen);
  if (cursor) query.set('cursor', cursor);
  return query.toString();
}

const statusesOf = (status) => STATUS_GROUPS[status] ?? [status];

/** Whether a run is one of those the filter asks for. @param {RunFilter} filter @param {{run_status: string, source_screen: string}} run */
export function matches({ status, screen }, run) {
  return (!status || statusesOf(status).includes(run.run_status)) && (!screen || run.source_screen === screen);
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
 * @param {readonly any[]} rows of the list, newest first @param {readonly any[]} known @param {RunFilter} filter
 */
export function newRuns(rows, known, filter) {
  const newest = rows[0]?.created_at ?? '';
  const ids = new Set(rows.map((row) => row.id));
  return known.filter((run) => !ids.has(run.id) && run.created_at >= newest && matches(filter, run));
}
