import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasStarted, lastEvents, otherRuns, pickPrimaryRun, primaryRunAt, progress, shownRun, waitingCount, withRuns } from '../../src/main/web/js/core/runs.js';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
let counter = 0;

function run(status, createdAt = '2026-11-23T09:00:00.000Z', more = {}) {
  counter += 1;
  return { id: `r${counter}`, run_status: status, created_at: createdAt, updated_at: createdAt, finished_at: '', ...more };
}

test('the primary run follows the order of the plan document with queued and failed after running', () => {
  const order = ['needs_confirmation', 'blocked', 'running', 'queued', 'failed', 'done'];
  let runs = order.toReversed().map((status) => run(status));
  for (const status of order) {
    assert.equal(primaryRunAt(runs, NOW).run_status, status);
    runs = runs.filter((candidate) => candidate.run_status !== status);
  }
  assert.equal(primaryRunAt(runs, NOW), null);
});

test('of runs that wait for the person the oldest comes first, of the others the newest', () => {
  const old = '2026-11-23T08:00:00.000Z';
  const young = '2026-11-23T10:00:00.000Z';
  for (const status of ['needs_confirmation', 'blocked']) {
    assert.equal(primaryRunAt([run(status, young), run(status, old)], NOW).created_at, old);
  }
  for (const status of ['running', 'queued', 'failed', 'done']) {
    assert.equal(primaryRunAt([run(status, old), run(status, young)], NOW).created_at, young);
  }
});

test('a failed run gives way to a done one after a day', () => {
  const failed = run('failed', '2026-11-22T08:00:00.000Z', { finished_at: '2026-11-22T11:59:00.000Z' });
  const done = run('done', '2026-11-20T08:00:00.000Z');
  assert.equal(primaryRunAt([failed, done], NOW), done);
  assert.equal(primaryRunAt([{ ...failed, finished_at: '2026-11-22T12:01:00.000Z' }, done], NOW).run_status, 'failed');
});

test('a run that is being cancelled counts as running', () => {
  const cancelling = run('cancelling');
  assert.equal(primaryRunAt([run('queued'), cancelling], NOW), cancelling);
});

test('cancelled and expired runs are never primary', () => {
  assert.equal(primaryRunAt([run('cancelled'), run('expired')], NOW), null);
});

test('picking without a time means now, and does not change the list', () => {
  const runs = Object.freeze([run('done'), run('needs_confirmation')]);
  assert.equal(pickPrimaryRun(runs), runs[1]);
});

test('a selected run is shown while the list has it', () => {
  const waiting = run('needs_confirmation');
  const done = run('done');
  assert.equal(shownRun([waiting, done], done.id), done);
  assert.equal(shownRun([waiting, done], 'gone'), waiting);
});

test('other runs leave out the shown one and name open ones first', () => {
  const waiting = run('needs_confirmation');
  const done = run('done', '2026-11-23T11:00:00.000Z');
  const queued = run('queued', '2026-11-23T07:00:00.000Z');
  assert.deepEqual(otherRuns([done, waiting, queued], waiting), [queued, done]);
});

test('confirmations and questions are what waits for the person', () => {
  assert.equal(waitingCount([run('needs_confirmation'), run('blocked'), run('running'), run('done')]), 2);
});

test('work that has begun is asked about before it is cancelled', () => {
  assert.equal(hasStarted(run('running')), true);
  assert.equal(hasStarted(run('blocked')), true);
  assert.equal(hasStarted(run('queued')), false);
  assert.equal(hasStarted(run('needs_confirmation')), false);
});

test('a late answer with an older state does not replace a newer one', () => {
  const newer = { ...run('running'), id: 'x', updated_at: '2026-11-23T10:00:00.000Z' };
  const older = { ...newer, run_status: 'queued', updated_at: '2026-11-23T09:59:59.000Z' };
  assert.equal(withRuns([newer], [older])[0].run_status, 'running');
  assert.equal(withRuns([older], [newer])[0].run_status, 'running');
  assert.equal(withRuns([older], [newer]).length, 1);
});

test('a new run comes first in the list', () => {
  const first = run('done', '2026-11-23T08:00:00.000Z');
  const second = run('needs_confirmation', '2026-11-23T09:00:00.000Z');
  assert.deepEqual(withRuns([first], [second]), [second, first]);
});

test('progress counts finished steps and names the current one', () => {
  const steps = ['done', 'running', 'pending'].map((status) => ({ status }));
  assert.deepEqual(progress(steps), { current: 2, total: 3, done: 1 });
  assert.deepEqual(progress(steps.map(() => ({ status: 'done' }))), { current: 3, total: 3, done: 3 });
  assert.deepEqual(progress([]), { current: 0, total: 0, done: 0 });
});

test('the chips show the last three events without those of steps', () => {
  const types = ['run.created', 'run.confirmed', 'run.queued', 'run.started', 'run.step_started', 'run.done'];
  const events = types.map((type, index) => ({ seq: index + 1, event_type: type })).toReversed();
  const { shown, before } = lastEvents(events);
  assert.deepEqual(shown.map((event) => event.event_type), ['run.queued', 'run.started', 'run.done']);
  assert.equal(before, 3);
});
