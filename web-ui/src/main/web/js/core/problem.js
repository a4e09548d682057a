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
   * @param {import('./state.js').Run | null} [content.run] the run as it is now, on a conflict
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
export function problemFrom(status, body, requestId = '') {
  const content = body && typeof body === 'object' ? body : {};
  return new Problem({
    status,
    code: String(content.code || `http-${status}`),
    title: String(content.title || ''),
    detail: String(content.detail || ''),
    requestId: String(content.request_id || requestId || ''),
    errors: Array.isArray(content.errors) ? content.errors : [],
    run: content.run && typeof content.run === 'object' && content.run.id ? content.run : null,
  });
}

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
