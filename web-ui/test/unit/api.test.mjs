import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { fetchAll, storyforgeFetch, whenRefused } from '../../src/main/web/js/core/api.js';
import { idempotencyKeys } from '../../src/main/web/js/core/api.js';
import { Problem, problemWords } from '../../src/main/web/js/core/api.js';
import { useLocale } from '../../src/main/web/js/core/i18n.js';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
  whenRefused(() => {});
});

/** Answers in turn, and keeps what was asked. */
function serve(...answers) {
  const asked = [];
  globalThis.fetch = async (path, init) => {
    asked.push({ path, ...init });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    const { status = 200, body = {}, headers = {} } = answer;
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
  };
  return asked;
}

test('a POST is JSON with an idempotency key, a GET has none', async () => {
  const asked = serve({ body: { id: 'r1' } }, { body: { id: 'r1' } });
  await storyforgeFetch('/v2/x', { method: 'POST', body: { a: 1 } });
  await storyforgeFetch('/v2/x');
  assert.equal(asked[0].headers['Content-Type'], 'application/json');
  assert.match(asked[0].headers['Idempotency-Key'], /^[0-9a-f]{32}$/);
  assert.equal(asked[0].body, '{"a":1}');
  assert.equal('Idempotency-Key' in asked[1].headers, false);
});

test('every request says the language of the page', async () => {
  const asked = serve({}, {}, {});
  await storyforgeFetch('/v2/x');
  await useLocale('en', async () => ({}));
  await storyforgeFetch('/v2/x', { method: 'POST' });
  await useLocale('zh-CN', async () => ({}));
  assert.deepEqual(asked.map(({ headers }) => headers['Accept-Language']), ['zh-CN', 'en']);
});

test('a write whose answer was lost keeps its key, and gets a new one once answered', async () => {
  const asked = serve(new TypeError('offline'), { body: {} }, { body: {} });
  const write = () => storyforgeFetch('/v2/y', { method: 'POST', body: {} });
  await assert.rejects(write, (problem) => problem instanceof Problem && problem.code === 'network');
  await write();
  await write();
  const [first, second, third] = asked.map(({ headers }) => headers['Idempotency-Key']);
  assert.equal(second, first);
  assert.notEqual(third, first);
});

test('a refusal is an answer, so the next attempt has a new key', async () => {
  const refusal = { status: 422, body: { code: 'declined', detail: 'nothing to do' } };
  const asked = serve(refusal, refusal);
  const write = () => storyforgeFetch('/v2/z', { method: 'POST', body: {} });
  await assert.rejects(write, { code: 'declined', detail: 'nothing to do' });
  await assert.rejects(write);
  assert.notEqual(asked[0].headers['Idempotency-Key'], asked[1].headers['Idempotency-Key']);
});

test('a failure that the server only repeats does not keep its key', async () => {
  const failed = { status: 500, body: { code: 'internal' } };
  const asked = serve(failed, { ...failed, headers: { 'Idempotency-Replayed': 'true' } }, { body: {} });
  const write = () => storyforgeFetch('/v2/w', { method: 'POST', body: {} });
  await assert.rejects(write);
  await assert.rejects(write);
  await write();
  const [first, second, third] = asked.map(({ headers }) => headers['Idempotency-Key']);
  assert.equal(second, first);
  assert.notEqual(third, second);
});

test('a problem carries the run as it is now', async () => {
  serve({ status: 409, body: { code: 'plan-changed', run: { id: 'r1', run_status: 'needs_confirmation' } } });
  await assert.rejects(storyforgeFetch('/v2/x', { method: 'POST', body: {} }), (problem) => problem.run.id === 'r1');
});

test('a person without a session, or not let in yet, is heard of wherever it happens', async () => {
  const heard = [];
  whenRefused((problem) => heard.push(problem.code));
  serve({ status: 401, body: { code: 'unauthenticated' } }, { status: 403, body: { code: 'not-approved' } }, { status: 403, body: { code: 'forbidden' } });
  for (let index = 0; index < 3; index++) await assert.rejects(storyforgeFetch('/v2/x'));
  assert.deepEqual(heard, ['unauthenticated', 'not-approved']);
});

test('an answer that is no JSON is a problem with its status', async () => {
  globalThis.fetch = async () => new Response('<html>bad gateway</html>', { status: 502 });
  await assert.rejects(storyforgeFetch('/v2/x'), { status: 502, code: 'http-502' });
});

test('all pages of a list are read', async () => {
  const asked = serve({ body: { items: [1, 2], next_cursor: 'a b' } }, { body: { items: [3], next_cursor: '' } });
  assert.deepEqual(await fetchAll('/v2/list?project_id=p'), [1, 2, 3]);
  assert.equal(asked[1].path, '/v2/list?project_id=p&cursor=a%20b');
});

test('keys belong to method, path and body', () => {
  let next = 0;
  const keys = idempotencyKeys(() => `k${(next += 1)}`);
  assert.equal(keys.of('POST', '/a', '{}'), 'k1');
  assert.equal(keys.of('POST', '/a', '{}'), 'k1');
  assert.equal(keys.of('POST', '/a', '{"x":1}'), 'k2');
  keys.settled('POST', '/a', '{}');
  assert.equal(keys.of('POST', '/a', '{}'), 'k3');
});

const words = (problem, texts) => problemWords(new Problem(problem), (key) => texts[key] ?? key, (key) => key in texts);

test('a source that declines speaks for itself', () => {
  const said = words({ status: 422, code: 'declined', detail: 'no data of yesterday' }, { 'problem.declined': 'declined' });
  assert.deepEqual(said, { lead: 'no data of yesterday', more: [], requestId: '' });
});

test('the request id is shown for failures of the server only', () => {
  const texts = { 'problem.internal': 'failed', 'problem.forbidden': 'no' };
  assert.equal(words({ status: 500, code: 'internal', requestId: 'q1' }, texts).requestId, 'q1');
  assert.equal(words({ status: 403, code: 'forbidden', requestId: 'q1' }, texts).requestId, '');
});

test('a known code is said in our words, with the detail only where it tells more', () => {
  const texts = { 'problem.wrong-state': 'moved on', 'problem.plugin-failed': 'plugin failed' };
  const detail = 'cannot confirm a running run';
  assert.deepEqual(words({ status: 409, code: 'wrong-state', detail }, texts).more, []);
  assert.deepEqual(words({ status: 502, code: 'plugin-failed', detail: 'boom' }, texts).more, ['boom']);
});

test('an unknown code is said in the words of the server, and each wrong field is named', () => {
  const errors = [{ pointer: '/a', code: 'required', detail: 'a is missing' }];
  const said = words({ status: 418, code: 'teapot', title: 'I am a teapot', errors }, {});
  assert.deepEqual(said, { lead: 'I am a teapot', more: ['a is missing'], requestId: '' });
});
