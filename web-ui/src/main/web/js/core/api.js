import { idempotencyKeys } from './idempotency.js';
import { Problem, problemFrom } from './problem.js';

const TIME_LIMIT_MILLIS = 30_000;
const keys = idempotencyKeys();
let onRefusal = (/** @type {Problem} */ _problem) => {};

/**
 * Says who hears of 401 and of 403 not-approved, wherever they happen.
 *
 * @param {(problem: Problem) => void} listener
 */
export function whenRefused(listener) {
  onRefusal = listener;
}

/**
 * The one way to the server: JSON out, JSON in, a {@link Problem} when it is not a success.
 *
 * @param {string} path
 * @param {{method?: string, body?: unknown, idempotent?: boolean, text?: string, contentType?: string}} [options]
 *   `idempotent: false` for a POST without an Idempotency-Key; `text` sends a body as it is
 * @returns {Promise<any>} the body; null when there is none
 */
export async function storyforgeFetch(path, options = {}) {
  const { method = 'GET', body, idempotent = method === 'POST', text, contentType = 'application/json' } = options;
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['Content-Type'] = contentType;
  if (idempotent) headers['Idempotency-Key'] = keys.of(method, path, payload ?? '');
  try {
    const answer = await send(path, { method, headers, body: payload ?? (method === 'GET' ? undefined : '{}') });
    keys.settled(method, path, payload ?? '');
    return answer;
  } catch (error) {
    // The next press with the same content must be recognised as the same, unless this one was surely answered.
    if (!(error instanceof Problem) || !error.outcomeUnknown) keys.settled(method, path, payload ?? '');
    throw error;
  }
}

async function send(path, init) {
  let response;
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIME_LIMIT_MILLIS),
    });
  } catch {
    throw new Problem({ status: 0, code: 'network' });
  }
  const body = await readJson(response);
  if (response.ok) return body;
  const problem = problemFrom(response.status, body, response.headers.get('X-Request-Id') ?? '');
  problem.replayed = response.headers.get('Idempotency-Replayed') === 'true';
  if (response.status === 401 || problem.code === 'not-approved') onRefusal(problem);
  throw problem;
}

async function readJson(response) {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/**
 * All items of a list, page by page.
 *
 * @param {string} path with or without a query
 * @param {number} [pages] the most pages to read
 * @returns {Promise<any[]>}
 */
export async function fetchAll(path, pages = 10) {
  const items = [];
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    const join = path.includes('?') ? '&' : '?';
    const answer = await storyforgeFetch(cursor ? `${path}${join}cursor=${encodeURIComponent(cursor)}` : path);
    items.push(...(answer?.items ?? []));
    cursor = answer?.next_cursor ?? '';
    if (!cursor) break;
  }
  return items;
}
