import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { newsBetween, oneAtATime } from '../../src/main/web/js/core/news.js';
import { changedSteps, conversation } from '../../src/main/web/js/core/runs.js';

const plan = (digest, ...titles) => ({ goal: 'g', revision: 1, digest, effect: 'read_only', steps: titles.map((title) => ({ title, status: 'pending' })) });
// A run that failed is news for a day.
const NOW = new Date().toISOString();
const run = (status, more = {}) => ({ id: 'r1', title: 'T', run_status: status, created_at: NOW, updated_at: '', ...more });
const state = (more = {}) => ({
  connection: 'live', runsPhase: 'ready', onelinerRuns: [], onelinerRunDetails: {}, selectedOnelinerRunId: '', ...more,
});

test('a plan that changed names its new steps and counts those that went away', () => {
  assert.deepEqual(changedSteps(plan('a', 'Read', 'Ask', 'Write'), plan('b', 'Ask', 'Publish')), { digest: 'b', steps: [1], removed: 1 });
  assert.deepEqual(changedSteps(plan('a', 'Read'), plan('b', 'Read', 'Read')), { digest: 'b', steps: [1], removed: 0 });
  assert.deepEqual(changedSteps(plan('a', 'Read', 'Ask'), plan('b', 'Ask', 'Read')).steps, []);
});

test('a step with the same title but other arguments is a changed one', () => {
  const before = plan('a', 'Write');
  const after = { ...before, digest: 'b', steps: [{ ...before.steps[0], arguments: { all: true } }] };
  assert.deepEqual(changedSteps(before, after).steps, [0]);
});

test('the stream shows messages and runs in the order in which they came, each run once', () => {
  const message = (id, at, runId = '') => ({ id, session_id: 's', created_at: at, run_id: runId });
  const named = run('done', { session_id: 's', created_at: '1' });
  const other = run('cancelled', { id: 'r2', session_id: 's', created_at: '3' });
  const elsewhere = run('done', { id: 'r3', session_id: 'x', created_at: '2' });
  const lines = conversation([message('m1', '2', 'r1'), message('m2', '4')], [named, other, elsewhere], 's');
  assert.deepEqual(lines.map((line) => line.message?.id ?? line.run.id), ['m1', 'r2', 'm2']);
});

test('what was there when the page came is no news', () => {
  assert.deepEqual(newsBetween(state({ runsPhase: 'loading' }), state({ onelinerRuns: [run('needs_confirmation')] })), []);
});

test('a run that waits is told politely, one that is blocked or failed at once', () => {
  const told = (status) => newsBetween(state({ onelinerRuns: [run('queued')] }), state({ onelinerRuns: [run(status)] }))[0];
  assert.deepEqual(told('needs_confirmation'), { topic: 'run', kind: 'polite', key: 'announce', values: { status: 'needs_confirmation', title: 'T' } });
  assert.equal(told('blocked').kind, 'assertive');
  assert.equal(told('failed').kind, 'assertive');
});

test('the next step of a running run is told, its progress is not', () => {
  const running = (...statuses) => {
    const full = run('running', { plan: { ...plan('a', 'Read', 'Ask'), steps: statuses.map((status, index) => ({ title: `S${index}`, status })) } });
    return state({ onelinerRuns: [full], onelinerRunDetails: { r1: full } });
  };
  const [news] = newsBetween(running('running', 'pending'), running('done', 'running'));
  assert.deepEqual(news.values, { a: 2, b: 2, title: 'S1' });
  assert.deepEqual(newsBetween(running('done', 'running'), running('done', 'running')), []);
});

test('what is cancelled on the card and what waits elsewhere is told too', () => {
  const shown = run('needs_confirmation', { created_at: '1' });
  const told = (...after) => newsBetween(state({ onelinerRuns: [shown] }), state({ onelinerRuns: after })).map(({ topic, values }) => [topic, values.status ?? values.n]);
  assert.deepEqual(told(shown, run('blocked', { id: 'r2' })), [['others', 'blocked']]);
  assert.deepEqual(told(shown, run('needs_confirmation', { id: 'r2' }), run('failed', { id: 'r3' })), [['others', 2]]);
  assert.deepEqual(told(run('cancelled'), run('done', { id: 'r2' })), [['run', 'done'], ['ended', 'cancelled']]);
  assert.deepEqual(told(run('cancelled')), [['ended', 'cancelled']]);
});

test('rules that an administrator puts in force are told, those that were there are not', () => {
  const rules = (notice) => state({ governance: { active_admin_override_notice: { notice } } });
  assert.deepEqual(newsBetween(rules(''), rules('停止发布'))[0], { topic: 'override', kind: 'polite', key: 'announce.override', values: { text: '停止发布' } });
  assert.deepEqual(newsBetween(rules('停止发布'), rules('停止发布')), []);
  assert.deepEqual(newsBetween(state({ governance: null }), rules('停止发布')), []);
});

test('a lost connection, its return and a list that failed are told', () => {
  assert.equal(newsBetween(state(), state({ connection: 'off' }))[0].key, 'announce.off');
  assert.equal(newsBetween(state({ connection: 'off' }), state())[0].key, 'announce.live');
  assert.equal(newsBetween(state(), state({ runsPhase: 'error' }))[0].kind, 'assertive');
  assert.equal(newsBetween(state({ connection: 'off' }), state({ connection: 'off', runsPhase: 'error' })).length, 0);
});

test('at most one thing is said in three seconds, urgent ones first and of each topic the newest', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const said = [];
  const tell = oneAtATime(({ key }) => said.push(key));
  const news = (topic, key, kind = 'polite') => ({ topic, key, kind, values: {} });
  tell([news('run', 'first'), news('step', 'one')]);
  tell([news('step', 'two'), news('list', 'urgent', 'assertive')]);
  assert.deepEqual(said, []);
  mock.timers.tick(150);
  assert.deepEqual(said, ['urgent']);
  mock.timers.tick(2999);
  assert.deepEqual(said, ['urgent']);
  mock.timers.tick(1);
  mock.timers.tick(3000);
  assert.deepEqual(said, ['urgent', 'first', 'two']);
  tell([]);
  mock.timers.tick(60_000);
  assert.equal(said.length, 3);
  mock.timers.reset();
});
