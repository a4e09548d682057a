// What the workbench knows of runs, and deciding about them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerMainAgentRun, attempt, cancelMainAgentRun, changeMainAgentPlan, confirmMainAgentRun, createMainAgentRun, retryMainAgentRun,
} from '../../src/main/web/js/core/main-agent.js';
import { shownRun } from '../../src/main/web/js/core/runs.js';
import { spokenOf, startSession } from '../../src/main/web/js/core/session.js';
import { markShown, shownState, store } from '../../src/main/web/js/core/state.js';
import {
  followShownRun, forgetPlanChange, loadAgentControlSurfaces, loadOneLinerMessages, refreshRun, refreshRuns, refreshSessions, selectRun, takeEvents, takeRun,
} from '../../src/main/web/js/core/surfaces.js';
import { settled } from './fake-server.mjs';
import { RUN, page, useWorkbench } from './open-workbench.mjs';

const site = useWorkbench();

test('a list that cannot be loaded keeps what was there', async () => {
  await startSession();
  site.server.answers['GET /v2/oneliner/runs'] = { status: 503, body: { code: 'unavailable', request_id: 'q1' } };
  await refreshRuns();
  assert.deepEqual([store.get().runsPhase, store.get().runsProblem.requestId, store.get().onelinerRuns.length], ['error', 'q1', 1]);
  site.server.answers['GET /v2/oneliner/sessions/s1/messages'] = { status: 500, body: { code: 'internal' } };
  await loadOneLinerMessages('s1');
  assert.equal(store.get().messagesProblem.code, 'internal');
  assert.equal(store.get().messages.length, 1);
  await loadOneLinerMessages('');
  assert.equal(store.get().messages.length, 0);
});

/** A project with more runs than the newest ones that are asked for. */
function longList({ newest, open }) {
  site.server.answers['GET /v2/oneliner/runs'] = (query) => (query.has('status') ? page(...open) : { ...page(...newest), next_cursor: 'more' });
}

test('a run that waits is known however many came after it, and is the one on the card', async () => {
  const old = { ...RUN, id: 'old', created_at: '0' };
  site.server.answers['GET /v2/oneliner/runs/old'] = old;
  longList({ newest: [{ ...RUN, run_status: 'done' }], open: [old] });
  await startSession();
  assert.deepEqual(store.get().onelinerRuns.map(({ id }) => id), ['r1', 'old']);
  assert.equal(store.get().onelinerRunDetails.old.id, 'old');
});

test('a run that is older than all that are known comes to the card when it is asked for', async () => {
  await startSession();
  site.server.answers['GET /v2/oneliner/runs/ancient'] = { ...RUN, id: 'ancient', run_status: 'done', created_at: '0' };
  await selectRun('ancient');
  assert.equal(shownRun(store.get().onelinerRuns, store.get().selectedOnelinerRunId)?.id, 'ancient');
  await selectRun('nowhere');
  assert.equal(shownRun(store.get().onelinerRuns, store.get().selectedOnelinerRunId)?.id, 'r1');
});

test('of a short list nothing more is asked', async () => {
  await startSession();
  assert.equal(site.server.asked.filter(({ name }) => name === 'GET /v2/oneliner/runs').length, 1);
});

test('a run that is in no list any more is looked at by itself, and so is the one that was put on the card', async () => {
  const [old, chosen] = ['old', 'chosen'].map((id) => ({ ...RUN, id, created_at: '0' }));
  longList({ newest: [RUN], open: [old] });
  site.server.answers['GET /v2/oneliner/runs/old'] = old;
  await startSession();
  takeRun({ ...chosen, run_status: 'done' });
  store.set({ selectedOnelinerRunId: 'chosen' });
  site.server.answers['GET /v2/oneliner/runs/old'] = { ...old, run_status: 'done', updated_at: '2026-01-01T00:00:09.000Z' };
  site.server.answers['GET /v2/oneliner/runs/chosen'] = { ...chosen, run_status: 'done' };
  longList({ newest: [RUN], open: [] });
  await refreshRuns();
  await settled();
  const known = Object.fromEntries(store.get().onelinerRuns.map(({ id, run_status: status }) => [id, status]));
  assert.deepEqual(known, { r1: 'needs_confirmation', old: 'done', chosen: 'done' });
});

test('what the project cannot be shown without is missed in words, until it is there', async () => {
  site.server.answers['GET /v2/oneliner/handoff-sources'] = { status: 500, body: { code: 'internal', request_id: 'q7' } };
  await startSession();
  assert.equal(store.get().problems.surfaces.requestId, 'q7');
  site.server.answers['GET /v2/oneliner/handoff-sources'] = page({ plugin_id: 'x', screen: 'dashboard', actions: [] });
  await loadAgentControlSurfaces('p1');
  assert.ok(!('surfaces' in store.get().problems));
  assert.equal(store.get().sources.length, 1);
});

test('a history of more than one page is read whole, from its first gap on', async () => {
  const event = (seq) => ({ run_id: 'r1', seq, event_type: 'run.step_progress' });
  const all = Array.from({ length: 250 }, (_, index) => event(index + 1));
  site.server.answers['GET /v2/oneliner/runs/r1/events'] = (query) => {
    const rest = all.slice(Number(query.get('after')));
    return { ...page(...rest.slice(0, 100)), next_cursor: rest.length > 100 ? 'more' : '' };
  };
  await startSession();
  assert.deepEqual(store.get().onelinerRunEvents.map(({ seq }) => seq), all.map(({ seq }) => seq));
  store.set(({ onelinerRunEvents }) => ({ onelinerRunEvents: onelinerRunEvents.filter(({ seq }) => seq !== 120) }));
  await followShownRun();
  assert.equal(store.get().onelinerRunEvents.length, 250);
  assert.match(site.server.asked.at(-1).path, /after=219&/);
});

test('a run that a person looks at gives way once it is over and another begins to wait', async () => {
  const over = { ...RUN, id: 'over', run_status: 'done', created_at: '0' };
  await startSession();
  takeRun(over);
  store.set({ selectedOnelinerRunId: 'over' });
  // What waited all along is no reason.
  takeRun({ ...RUN, updated_at: '2026-01-01T00:00:02.000Z' });
  assert.equal(store.get().selectedOnelinerRunId, 'over');
  takeRun({ ...RUN, id: 'new', created_at: '2' });
  assert.equal(store.get().selectedOnelinerRunId, '');
});

test('a run that has just ended gives way to what began to wait after it, whichever of the two is heard of first', async () => {
  const mine = { ...RUN, id: 'mine', run_status: 'running' };
  const ended = { ...mine, run_status: 'done', updated_at: '2026-01-01T00:00:05.000Z' };
  for (const [asked, card] of [['2026-01-01T00:00:04.000Z', 'mine'], ['2026-01-01T00:00:05.000Z', '']]) {
    await startSession();
    takeRun(mine);
    store.set({ selectedOnelinerRunId: 'mine' });
    takeRun({ ...RUN, id: 'next', run_status: 'blocked', updated_at: asked });
    takeRun(ended);
    assert.equal(store.get().selectedOnelinerRunId, card, asked);
    store.set({ onelinerRuns: [], onelinerRunDetails: {} });
  }
});

test('a run that is under way stays on the card, whatever else begins to wait', async () => {
  await startSession();
  takeRun({ ...RUN, id: 'mine', run_status: 'running' });
  store.set({ selectedOnelinerRunId: 'mine' });
  takeRun({ ...RUN, id: 'new' });
  assert.equal(store.get().selectedOnelinerRunId, 'mine');
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
  site.server.answers['POST /v2/oneliner/runs/r1/confirm'] = { status: 409, body: { code: 'plan-changed', run: now } };
  assert.equal(await attempt('confirm:r1', () => confirmMainAgentRun('r1')), null);
  assert.deepEqual(site.server.asked.find(({ name }) => name.endsWith('/confirm')).body, { reason: '', plan_digest: 'd1', policy_digest: 'p1' });
  assert.equal(store.get().problems['confirm:r1'].code, 'plan-changed');
  assert.equal(store.get().onelinerRunDetails.r1.plan.digest, 'd3');
  forgetPlanChange('r1');
  assert.deepEqual(store.get().planChanges, {});
});

test('a run of somebody else that waits for nobody any more leaves the list', async () => {
  await startSession();
  takeRun({ ...RUN, id: 'theirs', user_id: 'u2' });
  assert.ok(store.get().onelinerRuns.some(({ id }) => id === 'theirs'));
  site.server.answers['GET /v2/oneliner/runs/theirs'] = { status: 404, body: { code: 'not-found' } };
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

test('the question whether to cancel stands as long as the run can be cancelled', async () => {
  await startSession();
  store.set({ askingCancel: 'r1' });
  takeRun({ ...RUN, id: 'other', run_status: 'done' });
  takeRun({ ...RUN, run_status: 'blocked', allowed_actions: ['answer', 'cancel'], updated_at: '2026-01-01T00:00:05.000Z' });
  assert.equal(store.get().askingCancel, 'r1');
  takeRun({ ...RUN, run_status: 'done', allowed_actions: ['retry'], updated_at: '2026-01-01T00:00:06.000Z' });
  assert.equal(store.get().askingCancel, '');
});

test('every decision goes to its own address and brings the run back', async () => {
  await startSession();
  const later = (status) => ({ ...RUN, run_status: status, updated_at: `2026-02-01T00:00:00.00${status.length}Z` });
  site.server.answers['POST /v2/oneliner/runs/r1/cancel'] = later('cancelled');
  site.server.answers['POST /v2/oneliner/runs/r1/answer'] = later('running');
  site.server.answers['POST /v2/oneliner/runs/r1/retry'] = { ...RUN, id: 'r2' };
  site.server.answers['PUT /v2/oneliner/runs/r1/plan'] = later('needs_confirmation');
  site.server.answers['POST /v2/oneliner/handoffs'] = { ...RUN, id: 'r3' };
  site.server.answers['POST /v2/oneliner/runs'] = { ...RUN, id: 'r4' };
  assert.equal((await cancelMainAgentRun('r1', 'why')).run_status, 'cancelled');
  await answerMainAgentRun('r1', { a: 1 }, '1.2');
  assert.deepEqual(site.server.asked.at(-1).body, { answer: { a: 1 }, question_id: '1.2' });
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

test('an answer to a question that is asked no more brings the one that is', async () => {
  await startSession();
  const blocked = (id, at) => ({ ...RUN, run_status: 'blocked', question: { id, prompt: id }, updated_at: `2026-02-01T00:00:00.00${at}Z` });
  takeRun(blocked('1.1', 1));
  site.server.answers['POST /v2/oneliner/runs/r1/answer'] = { status: 409, body: { code: 'question-changed', run: blocked('2.1', 2) } };
  assert.equal(await attempt('answer:r1', () => answerMainAgentRun('r1', {}, '1.1')), null);
  assert.equal(store.get().onelinerRunDetails.r1.question.id, '2.1');
  assert.equal(store.get().problems['answer:r1'].code, 'question-changed');
});

test('only events of the run on the card are kept', async () => {
  await startSession();
  takeEvents([
    { run_id: 'r9', seq: 4, event_type: 'run.cancelled', details: { by: 'u1', reason: 'wrong' } },
    { run_id: 'r1', seq: 1, event_type: 'run.created', details: {} },
    { run_id: 'r1', seq: 2, event_type: 'run.confirmed', details: {} },
  ]);
  assert.deepEqual(store.get().onelinerRunEvents.map(({ seq }) => seq), [1, 2]);
});

test('the sessions are asked for again, and a run is put on the card', async () => {
  await startSession();
  site.server.answers['GET /v2/oneliner/sessions'] = page({ id: 's1' }, { id: 's2' });
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

test('a message is about the screen that the person is on, unless they took it off there', () => {
  const about = (path, contextLeft = '') => spokenOf({ ...store.get(), path, contextLeft });
  assert.equal(about('/'), 'dashboard');
  assert.equal(about('/x/radar/main'), 'main');
  assert.equal(about('/runs'), '');
  assert.equal(about('/strategy', '/strategy'), '');
  assert.equal(about('/strategy', '/'), 'strategy');
});
