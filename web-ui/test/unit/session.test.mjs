// Signing in and out, opening a project, and the addresses of pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  drafts, followHistory, navigate, openWorkbench, preferences, route, signOut, startSession, switchProject,
} from '../../src/main/web/js/core/session.js';
import { createProject, signIn } from '../../src/main/web/js/core/sign-in.js';
import { store } from '../../src/main/web/js/core/state.js';
import { refreshRuns } from '../../src/main/web/js/core/surfaces.js';
import { fakeBrowser } from './fake-server.mjs';
import { RUN, page, useWorkbench } from './open-workbench.mjs';

const site = useWorkbench();

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
  site.browser = fakeBrowser('/login', '#code=c1');
  await startSession(signIn);
  assert.deepEqual(site.server.asked[0], { name: 'POST /v2/login', path: '/v2/login', body: { code: 'c1' } });
  assert.equal(store.get().phase, 'ready');
  assert.equal(location.pathname + location.hash, '/');
});

test('the login page without a code waits for a token', async () => {
  site.browser = fakeBrowser('/login');
  await startSession();
  assert.equal(store.get().phase, 'login');
  await signIn({ token: 'sf_x' });
  assert.equal(store.get().phase, 'ready');
});

test('whoever is not let in, or cannot be asked about, gets no workbench', async () => {
  site.server.answers['GET /v2/me'] = { id: 'u2', status: 'pending' };
  await openWorkbench();
  assert.equal(store.get().phase, 'not-approved');
  site.server.answers['GET /v2/me'] = 'offline';
  store.set({ phase: 'starting' });
  await openWorkbench();
  assert.equal(store.get().phase, 'unreachable');
});

test('a session that ended anywhere leads to the login, and back to the page', async () => {
  await startSession();
  navigate('/runs?status=done');
  site.server.answers['GET /v2/oneliner/runs'] = { status: 401, body: { code: 'unauthenticated' } };
  await refreshRuns();
  assert.deepEqual([store.get().phase, location.pathname, store.get().returnTo], ['login', '/login', '/runs?status=done']);
  site.server.answers['GET /v2/oneliner/runs'] = page(RUN);
  await signIn({ token: 'sf_x' });
  assert.equal(location.pathname + location.search, '/runs?status=done');
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
  site.server.answers['POST /v2/projects'] = { id: 'p1', name: 'New' };
  await createProject('New');
  assert.equal(store.get().projectId, 'p1');
});

test('pages have addresses, and the browser goes back and forth between them', () => {
  assert.deepEqual(route('/'), { page: 'dashboard', id: '' });
  assert.deepEqual(route('/runs/a%20b'), { page: 'run', id: 'a b' });
  assert.deepEqual(route('/x/radar/main'), { page: 'screen', id: 'radar/main' });
  assert.equal(route('/nowhere/at/all').page, 'unknown');
  followHistory();
  location.pathname = '/strategy';
  site.browser.listeners.popstate();
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
