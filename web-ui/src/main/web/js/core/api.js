import { currentLocale } from './i18n.js';

/**
 * What the server (or the way to it) answered instead of a result: RFC 9457 in one object.
 */
export class Problem extends Error {
  /**
   * @param {object} content
   * @param {number} content.status 0 when no answer came
   * @param {string} content.code
   * @param {string} [content.title]
   * @param {string} [content.detail]
   * @param {string} [content.requestId]
   * @param {{pointer: string, code: string, detail: string}[]} [content.errors]
   * @param {import('../types.js').Run | null} [content.run] the run as it is now, on a conflict
   */
  constructor({ status, code, title = '', detail = '', requestId = '', errors = [], run = null }) {
    super(`${status} ${code}: ${detail || title}`);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.requestId = requestId;
    this.errors = errors;
    this.run = run;
    /** Whether the server only repeated an earlier answer. */
    this.replayed = false;
  }

  /** Whether the write may have happened although no result came back. */
  get outcomeUnknown() {
    if (this.replayed) return false;
    return this.status === 0 || this.code.startsWith('http-5')
      || ['internal', 'unavailable', 'idempotency-in-flight'].includes(this.code);
  }
}

/**
 * @param {number} status
 * @param {any} body the parsed body, or null when it was no JSON
 * @param {string} requestId
 * @returns {Problem}
 */
function problemFrom(status, body, requestId = '') {
  const { code = `http-${status}`, title, detail, request_id: told = requestId, errors, run } = body && typeof body === 'object' ? body : {};
  return new Problem({
    status, code: String(code), title, detail, requestId: told, errors: Array.isArray(errors) ? errors : [], run: run?.id ? run : null,
  });
}

/** What went wrong, as a problem; a defect of the pages themselves is one, too. @param {unknown} reason */
export const asProblem = (reason) =>
  reason instanceof Problem ? reason : new Problem({ status: 0, code: 'internal', detail: String(reason) });

/** Codes whose detail tells more than our sentence; the other details say the same again, in the server's language. */
const DETAIL_ADDS = new Set([
  'declined', 'policy-denied', 'no-source', 'plugin-failed', 'plugin-busy', 'plugin-timeout', 'bad-request',
]);

/**
 * The problem in words: first sentence from our own texts when the code is known, then what the server added.
 *
 * @param {Problem} problem
 * @param {(key: string, values?: Record<string, unknown>) => string} t
 * @param {(key: string) => boolean} has
 * @returns {{lead: string, more: string[], requestId: string}}
 */
export function problemWords(problem, t, has) {
  const key = `problem.${problem.code}`;
  const said = problem.detail || problem.title;
  // A source that declines explains itself; a fixed sentence in front of it would only stand in the way.
  const speaksForItself = problem.code === 'declined' && said;
  const lead = !speaksForItself && has(key) ? t(key) : said || t('problem.other', { status: problem.status });
  const more = [];
  const adds = DETAIL_ADDS.has(problem.code) || !has(key);
  if (adds && problem.detail && problem.detail !== lead) more.push(problem.detail);
  for (const error of problem.errors) {
    if (error.detail && error.detail !== problem.detail) more.push(error.detail);
  }
  return { lead, more, requestId: problem.status >= 500 ? problem.requestId : '' };
}

/**
 * Keys for writes. The same write keeps its key until the server has surely answered, so that pressing again after a
 * lost answer cannot do the thing twice.
 *
 * @param {() => string} [newKey]
 * @returns {{of: (method: string, path: string, body: string) => string,
 *   settled: (method: string, path: string, body: string) => void}}
 */
export function idempotencyKeys(newKey = randomKey) {
  const open = new Map();
  const name = (method, path, body) => `${method} ${path} ${body}`;
  return {
    of(method, path, body) {
      const write = name(method, path, body);
      if (!open.has(write)) open.set(write, newKey());
      return open.get(write);
    },
    settled: (method, path, body) => void open.delete(name(method, path, body)),
  };
}

// crypto.randomUUID exists on secure origins only; the runtime is also used over plain HTTP inside a house.
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

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
 * @param {{method?: string, body?: unknown, idempotent?: boolean, text?: string, headers?: Record<string, string>}} [options]
 *   `idempotent: false` for a POST without an Idempotency-Key; `text` sends a body as it is, which `headers` may say the type of
 * @returns {Promise<any>} the body; null when there is none
 */
export async function storyforgeFetch(path, options = {}) {
  const { method = 'GET', body, idempotent = method === 'POST', text } = options;
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json', 'Accept-Language': currentLocale(), ...options.headers };
  if (method !== 'GET') headers['Content-Type'] ??= 'application/json';
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
