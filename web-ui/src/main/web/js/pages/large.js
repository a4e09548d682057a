import { storyforgeFetch } from '../core/api.js';
import { dayAfter } from './figures.js';

const PAGE = 100;
const MOST_RUN_PAGES = 10;
/** So many days are asked for: the days that are shown, those before, and gaps between them. */
const DAYS = 16;
/** The rows of those days, and of some days to come. */
const ROWS = 20;

/**
 * The last days of some accounts, out of a collection that is too large to be read whole: the documents of an account lie
 * together in the order of their days. Behind the last of them begin those of the next account, which are not its own.
 *
 * @param {string} documents the path of the project's documents @param {readonly {id: string}[]} accounts @param {string} today
 */
export async function lastDays(documents, accounts, today) {
  const read = await Promise.all(accounts.map(async ({ id }) => {
    const from = encodeURIComponent(`${id}|${dayAfter(today, -DAYS)}`);
    const answer = await storyforgeFetch(`${documents}/account_metrics?limit=${ROWS}&cursor=${from}`);
    return answer.items.filter(({ content }) => String(content.account_id) === id);
  }));
  return read.flat();
}

/**
 * The person's own runs since then, and whether older ones were left out.
 *
 * @param {string} projectId @param {number} since milliseconds of the epoch
 * @returns {Promise<{runs: any[], cut: boolean}>}
 */
export async function runsSince(projectId, since) {
  const runs = [];
  let cursor = '';
  for (let count = 0; count < MOST_RUN_PAGES; count++) {
    const answer = await storyforgeFetch(`/v2/oneliner/runs?project_id=${encodeURIComponent(projectId)}&limit=${PAGE}&cursor=${encodeURIComponent(cursor)}`);
    runs.push(...answer.items);
    cursor = answer.next_cursor;
    if (!cursor || Date.parse(runs.at(-1).created_at) < since) return { runs, cut: false };
  }
  return { runs, cut: true };
}
