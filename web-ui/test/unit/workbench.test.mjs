// Signing in, loading a project, following its runs and deciding about them, against a server of answers.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { startLive, reconnectNow, stopLive } from '../../src/main/web/js/core/live.js';
import {
  answerMainAgentRun, attempt, cancelMainAgentRun, changeMainAgentPlan, confirmMainAgentRun, createMainAgentRun, retryMainAgentRun,
} from '../../src/main/web/js/core/main-agent.js';
import {
  drafts, followHistory, navigate, openWorkbench, preferences, route, signOut, startSession, switchProject,
} from '../../src/main/web/js/core/session.js';
import { createProject, signIn } from '../../src/main/web/js/core/sign-in.js';
import { forgetPerson, markShown, shownState, store } from '../../src/main/web/js/core/state.js';
import { forgetPlanChange, loadOneLinerMessages, refreshRun, refreshRuns, refreshSessions, selectRun, takeEvents, takeRun } from '../../src/main/web/js/core/surfaces.js';
import { fakeBrowser, fakeServer, settled } from './fake-server.mjs';

const RUN = {
  id: 'r1', project_id: 'p1', session_id: 's1', title: 'T', run_status: 'needs_confirmation', created_at: '1', updated_at: '2026-01-01T00:00:01.000Z',
  plan: { goal: 'g', revision: 1, digest: 'd1', effect: 'read_only', steps: [{ id: 's', title: 'Read', status: 'pending' }] },
};
const page = (...items) => ({ items, next_cursor: '' });
const ROUTES = {
  'GET /v2/me': { id: 'u1', name: 'kris', status: 'approved' },
  'POST /v2/login': { id: 'u1', name: 'kris', status: 'approved' },
  'POST /v2/logout': {},
  'GET /v2/projects': page({ id: 'p1', name: 'One' }, { id: 'p2', name: 'Two' }),
  'GET /v2/projects/p1': { id: 'p1', name: 'One', collections: [] },
  'GET /v2/projects/p2': { id: 'p2', name: 'Two', collections: [] },
  'GET /v2/projects/p1/documents/strategy': page(),
  'GET /v2/projects/p2/documents/strategy': page(),
  'GET /v2/oneliner/runs': page(RUN),
  'GET /v2/oneliner/runs/r1': RUN,
  'GET /v2/oneliner/runs/r1/events': page({ run_id: 'r1', seq: 1, event_type: 'run.created' }),
  'GET /v2/oneliner/handoff-sources': page({ plugin_id: 'x', screen: 'dashboard', actions: [] }),
  'GET /v2/oneliner/sessions': page({ id: 's1', title: 'S' }),
  'GET /v2/oneliner/sessions/s1/messages': page({ id: 'm1', session_id: 's1', role: 'agent', content: 'hello', run_id: '' }),
  'GET /v2/governance/effective': { effective_policy: { a: 1 } },
};

let server;
let browser;
beforeEach(() => {
  stopLive();
  forgetPerson();
  browser = fakeBrowser();
  server = fakeServer(ROUTES);
});

test('the workbench opens with the project, its runs and what was said', async () => {
  await startSession();
  const state = store.get();
  assert.equal(state.phase, 'ready');
  assert.deepEqual([state.projectId, state.sessionId, state.runsPhase], ['p1', 's1', 'ready']);
  assert.equal(state.onelinerRunDetails.r1.plan.digest, 'd1');
  assert.equal(state.onelinerRunEvents.length, 1);
  assert.equal(state.messages[0].content, 'hello');
});

test('the code of a one-time link signs in and leaves the address', async () => {
  browser = fakeBrowser('/login', '#code=c1');
  await startSession();
  assert.deepEqual(server.asked[0], { name: 'POST /v2/login', path: '/v2/login', body: { code: 'c1' } });
  assert.equal(store.get().phase, 'ready');
  assert.equal(location.pathname + location.hash, '/');
});

test('the login page without a code waits for a token', async () => {
  browser = fakeBrowser('/login');
  await startSession();
  assert.equal(store.get().phase, 'login');
  await signIn({ token: 'sf_x' });
  assert.equal(store.get().phase, 'ready');
});

test('whoever is not let in, or cannot be asked about, gets no workbench', async () => {
  server.answers['GET /v2/me'] = { id: 'u2', status: 'pending' };
  await openWorkbench();
  assert.equal(store.get().phase, 'not-approved');
  server.answers['GET /v2/me'] = 'offline';
  store.set({ phase: 'starting' });
  await openWorkbench();
  assert.equal(store.get().phase, 'unreachable');
});

test('a session that ended anywhere leads to the login, and back to the page', async () => {
  await startSession();
  navigate('/runs?status=done');
  server.answers['GET /v2/oneliner/runs'] = { status: 401, body: { code: 'unauthenticated' } };
  await refreshRuns();
  assert.deepEqual([store.get().phase, location.pathname, store.get().returnTo], ['login', '/login', '/runs']);
  server.answers['GET /v2/oneliner/runs'] = page(RUN);
  await signIn({ token: 'sf_x' });
  assert.equal(location.pathname, '/runs');
});

test('signing out forgets the person', async () => {
  await startSession();
  await signOut();
  assert.deepEqual([store.get().phase, store.get().onelinerRuns.length, store.get().me], ['login', 0, null]);
});

test('a project is switched and made', async () => {
  await startSession();
  await switchProject('p2');
  assert.equal(store.get().project.name, 'Two');
  assert.equal(preferences.read('project'), 'p2');
  server.answers['POST /v2/projects'] = { id: 'p1', name: 'New' };
  await createProject('New');
  assert.equal(store.get().projectId, 'p1');
});

test('a list that cannot be loaded keeps what was there', async () => {
  await startSession();
  server.answers['GET /v2/oneliner/runs'] = { status: 503, body: { code: 'unavailable', request_id: 'q1' } };
  await refreshRuns();
  assert.deepEqual([store.get().runsPhase, store.get().runsProblem.requestId, store.get().onelinerRuns.length], ['error', 'q1', 1]);
  server.answers['GET /v2/oneliner/sessions/s1/messages'] = { status: 500, body: { code: 'internal' } };
  await loadOneLinerMessages('s1');
  assert.equal(store.get().messagesProblem.code, 'internal');
  assert.equal(store.get().messages.length, 1);
  await loadOneLinerMessages('');
  assert.equal(store.get().messages.length, 0);
});

test('what is decided is what was on the screen, and the server has the word', async () => {
  await startSession();
  takeRun({ ...RUN, policy_digest: 'p1' });
  markShown(store.get());
  // It changes after it was drawn.
  takeRun({ ...RUN, updated_at: '2026-01-01T00:00:02.000Z', plan: { ...RUN.plan, digest: 'd2', steps: [{ id: 's', title: 'Publish', status: 'pending' }] } });
  assert.deepEqual(store.get().planChanges.r1, { digest: 'd2', steps: [0], removed: 0 });
  assert.equal(shownState().onelinerRunDetails.r1.plan.digest, 'd1');
  const now = { ...RUN, updated_at: '2026-01-01T00:00:03.000Z', plan: { ...RUN.plan, digest: 'd3' } };
  server.answers['POST /v2/oneliner/runs/r1/confirm'] = { status: 409, body: { code: 'plan-changed', run: now } };
  assert.equal(await attempt('confirm:r1', () => confirmMainAgentRun('r1')), null);
  assert.deepEqual(server.asked.find(({ name }) => name.endsWith('/confirm')).body, { reason: '', plan_digest: 'd1', policy_digest: 'p1' });
  assert.equal(store.get().problems['confirm:r1'].code, 'plan-changed');
  assert.equal(store.get().onelinerRunDetails.r1.plan.digest, 'd3');
  forgetPlanChange('r1');
  assert.deepEqual(store.get().planChanges, {});
});

test('a run of somebody else that waits for nobody any more leaves the list', async () => {
  await startSession();
  takeRun({ ...RUN, id: 'theirs', user_id: 'u2' });
  assert.ok(store.get().onelinerRuns.some(({ id }) => id === 'theirs'));
  server.answers['GET /v2/oneliner/runs/theirs'] = { status: 404, body: { code: 'not-found' } };
  await assert.rejects(refreshRun('theirs'), { status: 404 });
  assert.ok(!store.get().onelinerRuns.some(({ id }) => id === 'theirs'));
});

test('a run that moved on has no problems, questions or edits of the state before', async () => {
  await startSession();
  store.set({ problems: { 'confirm:r1': {}, other: {} }, askingCancel: 'r1', editing: { runId: 'r1' } });
  takeRun({ ...RUN, run_status: 'queued', updated_at: '2026-01-01T00:00:05.000Z' });
  const { problems, askingCancel, editing } = store.get();
  assert.deepEqual([Object.keys(problems), askingCancel, editing], [['other'], '', null]);
  takeRun({ ...RUN, run_status: 'running', updated_at: '2025-01-01T00:00:00.000Z' });
  assert.equal(store.get().onelinerRunDetails.r1.run_status, 'queued');
});

test('every decision goes to its own address and brings the run back', async () => {
  await startSession();
  const later = (status) => ({ ...RUN, run_status: status, updated_at: `2026-02-01T00:00:00.00${status.length}Z` });
  server.answers['POST /v2/oneliner/runs/r1/cancel'] = later('cancelled');
  server.answers['POST /v2/oneliner/runs/r1/answer'] = later('running');
  server.answers['POST /v2/oneliner/runs/r1/retry'] = { ...RUN, id: 'r2' };
  server.answers['PUT /v2/oneliner/runs/r1/plan'] = later('needs_confirmation');
  server.answers['POST /v2/oneliner/handoffs'] = { ...RUN, id: 'r3' };
  server.answers['POST /v2/oneliner/runs'] = { ...RUN, id: 'r4' };
  assert.equal((await cancelMainAgentRun('r1', 'why')).run_status, 'cancelled');
  await answerMainAgentRun('r1', { a: 1 });
  await changeMainAgentPlan('r1', { goal: 'g', steps: [], plan_digest: 'd1' });
  assert.equal((await retryMainAgentRun('r1')).id, 'r2');
  assert.equal((await createMainAgentRun({ source_screen: 'dashboard' })).id, 'r3');
  assert.equal((await createMainAgentRun({ plan_request: {} })).id, 'r4');
  assert.deepEqual(store.get().onelinerRuns.map(({ id }) => id).toSorted(), ['r1', 'r2', 'r3', 'r4']);
  assert.equal(await attempt('x', async () => { throw new Error('defect'); }), null);
  assert.equal(store.get().problems.x.code, 'internal');
  store.set({ busy: { x: true } });
  assert.equal(await attempt('x', async () => 1), null);
});

test('who cancelled and why is kept, also of a run that is not on the card', async () => {
  await startSession();
  takeEvents([
    { run_id: 'r9', seq: 4, event_type: 'run.cancelled', details: { by: 'u1', reason: 'wrong' } },
    { run_id: 'r1', seq: 1, event_type: 'run.created', details: {} },
    { run_id: 'r1', seq: 2, event_type: 'run.confirmed', details: {} },
  ]);
  assert.deepEqual(store.get().cancelNotes.r9, { by: 'u1', reason: 'wrong' });
  assert.deepEqual(store.get().onelinerRunEvents.map(({ seq }) => seq), [1, 2]);
});

test('the stream brings events of the open project, and the runs they are about', async () => {
  await startSession();
  globalThis.lastSource.listeners['stream.ready']({ type: 'stream.ready', lastEventId: '5', data: '{"position":5}' });
  assert.equal(store.get().connection, 'live');
  const event = (more) => ({ type: 'run.done', lastEventId: '6', data: JSON.stringify({ run_id: 'r1', seq: 2, event_type: 'run.done', project_id: 'p1', details: {}, ...more }) });
  server.answers['GET /v2/oneliner/runs/r1'] = { ...RUN, run_status: 'done', updated_at: '2026-03-01T00:00:00.000Z' };
  globalThis.lastSource.listeners['run.done'](event({}));
  globalThis.lastSource.listeners['run.done'](event({ run_id: 'other', project_id: 'p2' }));
  globalThis.lastSource.listeners['run.done'](event({ run_id: '' }));
  await settled();
  assert.equal(store.get().onelinerRunDetails.r1.run_status, 'done');
  assert.ok(!server.asked.some(({ name }) => name.includes('/runs/other')));
  const sources = globalThis.lastSource;
  startLive();
  assert.equal(globalThis.lastSource, sources);
});

test('a burst of events of many runs costs a few requests', async () => {
  await startSession();
  const count = () => server.asked.filter(({ name }) => /GET \/v2\/oneliner\/runs(?:$|\/r)/.test(name)).length;
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
  await startSession();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  globalThis.lastSource.listeners.error();
  const asked = () => server.asked.filter(({ name }) => name === 'GET /v2/oneliner/runs').length;
  const before = asked();
  t.mock.timers.tick(30_000);
  assert.equal(asked(), before + 1);
  stopLive();
});

test('a run asked for twice at once is fetched once more afterwards', async () => {
  await startSession();
  const count = () => server.asked.filter(({ name }) => name === 'GET /v2/oneliner/runs/r1').length;
  const before = count();
  await Promise.all([refreshRun('r1'), refreshRun('r1'), refreshRun('r1')]);
  assert.equal(count(), before + 2);
});

test('the sessions are asked for again, and a run is put on the card', async () => {
  await startSession();
  server.answers['GET /v2/oneliner/sessions'] = page({ id: 's1' }, { id: 's2' });
  await refreshSessions();
  assert.equal(store.get().sessions.length, 2);
  store.set({ windowOpen: false, otherRunsShown: ['r1'] });
  await selectRun('r1');
  const { windowOpen, selectedOnelinerRunId, otherRunsShown } = store.get();
  assert.deepEqual([windowOpen, selectedOnelinerRunId, otherRunsShown], [true, 'r1', null]);
  store.set({ onelinerRuns: [] });
  await selectRun('');
  assert.deepEqual(store.get().onelinerRunEvents, []);
});

test('pages have addresses, and the browser goes back and forth between them', () => {
  assert.deepEqual(route('/'), { page: 'dashboard', id: '' });
  assert.deepEqual(route('/runs/a%20b'), { page: 'run', id: 'a b' });
  assert.deepEqual(route('/x/radar/main'), { page: 'screen', id: 'radar/main' });
  assert.equal(route('/nowhere/at/all').page, 'unknown');
  followHistory();
  location.pathname = '/strategy';
  browser.listeners.popstate();
  assert.equal(store.get().path, '/strategy');
});

test('what a browser remembers may be blocked', () => {
  drafts.write('s1', 'half');
  assert.equal(drafts.read('s1'), 'half');
  drafts.write('s1', '');
  assert.equal(drafts.read('s1'), '');
  const blocked = { getItem() { throw new Error(); }, setItem() { throw new Error(); }, removeItem() { throw new Error(); } };
  Object.assign(globalThis, { localStorage: blocked, sessionStorage: blocked });
  preferences.write('a', 'b');
  drafts.write('a', 'b');
  assert.equal(preferences.read('a') + drafts.read('a'), '');
});
