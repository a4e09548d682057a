// Following runs: the stream, what it brings, and what is done without one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconnectNow, startLive, stopLive } from '../../src/main/web/js/core/live.js';
import { attempt } from '../../src/main/web/js/core/main-agent.js';
import { startSession } from '../../src/main/web/js/core/session.js';
import { store } from '../../src/main/web/js/core/state.js';
import { refreshRun } from '../../src/main/web/js/core/surfaces.js';
import { settled } from './fake-server.mjs';
import { RUN, page, useWorkbench } from './open-workbench.mjs';

const site = useWorkbench();
/** Lets answers of the server arrive while the clock stands still. */
const turns = async () => {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test('the stream brings events of the open project, and the runs they are about', async () => {
  await startSession();
  globalThis.lastSource.listeners['stream.ready']({ type: 'stream.ready', lastEventId: '5', data: '{"position":5}' });
  assert.equal(store.get().connection, 'live');
  const event = (more) => ({ type: 'run.done', lastEventId: '6', data: JSON.stringify({ run_id: 'r1', seq: 2, event_type: 'run.done', project_id: 'p1', details: {}, ...more }) });
  site.server.answers['GET /v2/oneliner/runs/r1'] = { ...RUN, run_status: 'done', updated_at: '2026-03-01T00:00:00.000Z' };
  globalThis.lastSource.listeners['run.done'](event({}));
  globalThis.lastSource.listeners['run.done'](event({ run_id: 'other', project_id: 'p2' }));
  globalThis.lastSource.listeners['run.done'](event({ run_id: '' }));
  await settled();
  assert.equal(store.get().onelinerRunDetails.r1.run_status, 'done');
  assert.ok(!site.server.asked.some(({ name }) => name.includes('/runs/other')));
  const sources = globalThis.lastSource;
  startLive();
  assert.equal(globalThis.lastSource, sources);
});

test('a change of the policy is looked at without anybody coming back to the page', async () => {
  await startSession();
  site.server.answers['GET /v2/governance/effective'] = { effective_policy: { halt: true } };
  site.server.answers['GET /v2/oneliner/runs/r1'] = { ...RUN, updated_at: '2026-03-01T00:00:00.000Z', policy_drift: { reaction: 'block', changes: [{ rule: 'halt' }] } };
  globalThis.lastSource.listeners['governance.changed']({ type: 'governance.changed', lastEventId: '5', data: '{"event_type":"governance.changed"}' });
  await settled();
  assert.equal(store.get().governance.effective_policy.halt, true);
  assert.equal(store.get().onelinerRunDetails.r1.policy_drift.reaction, 'block');
});

test('a burst of events of many runs costs a few requests', async () => {
  await startSession();
  const count = () => site.server.asked.filter(({ name }) => /GET \/v2\/oneliner\/runs(?:$|\/r)/.test(name)).length;
  const before = count();
  for (let n = 0; n < 100; n++) {
    const event = { run_id: `r${n}`, project_id: 'p1', seq: 1, event_type: 'run.created', details: {} };
    globalThis.lastSource.listeners['run.created']({ type: 'run.created', data: JSON.stringify(event), lastEventId: String(n + 1) });
  }
  await settled();
  await settled();
  assert.ok(count() > before);
  assert.ok(count() - before <= 4, String(count() - before));
});

test('a lost stream is told with the time of the next attempt, and can be tried at once', async () => {
  await startSession();
  globalThis.lastSource.listeners.error();
  assert.equal(store.get().connection, 'off');
  assert.ok(store.get().retryAt > Date.now());
  const before = globalThis.lastSource;
  reconnectNow();
  assert.notEqual(globalThis.lastSource, before);
});

test('while there is no stream the list is asked for again and again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  await startSession();
  globalThis.lastSource.listeners.error();
  const asked = () => site.server.asked.filter(({ name }) => name === 'GET /v2/oneliner/runs').length;
  const before = asked();
  t.mock.timers.tick(30_000);
  assert.equal(asked(), before + 1);
  stopLive();
});

test('a page that asks again and again may be worked with, and says how it is kept up to date', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  await startSession();
  globalThis.lastSource.listeners.error();
  assert.equal(store.get().connection, 'off');
  t.mock.timers.tick(5_000);
  await turns();
  assert.equal(store.get().connection, 'polling');
  globalThis.lastSource.listeners.error();
  assert.equal(store.get().connection, 'polling');
  site.server.answers['GET /v2/oneliner/runs'] = 'offline';
  t.mock.timers.tick(5_000);
  await turns();
  assert.equal(store.get().connection, 'off');
  stopLive();
});

test('when the stream comes back everything is looked at again: rules and sources have no events of their own', async () => {
  await startSession();
  const asked = (name) => site.server.asked.filter((one) => one.name === `GET ${name}`).length;
  const ready = () => globalThis.lastSource.listeners['stream.ready']({ type: 'stream.ready', lastEventId: '5', data: '{"position":5}' });
  ready();
  await settled();
  assert.equal(asked('/v2/governance/effective'), 1);
  globalThis.lastSource.listeners.error();
  reconnectNow();
  ready();
  await settled();
  assert.deepEqual([asked('/v2/governance/effective'), asked('/v2/oneliner/handoff-sources'), store.get().connection], [2, 2, 'live']);
});

test('a run asked for twice at once is fetched once more afterwards', async () => {
  await startSession();
  const count = () => site.server.asked.filter(({ name }) => name === 'GET /v2/oneliner/runs/r1').length;
  const before = count();
  await Promise.all([refreshRun('r1'), refreshRun('r1'), refreshRun('r1')]);
  assert.equal(count(), before + 2);
});
