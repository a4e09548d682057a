// What a plugin's screen can count on, and what it cannot do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedPath } from '../../src/main/web/js/host.js';
import { fakeHost } from '../../testkit/fake-host.js';

const run = (id, status, updated = '1') => ({ id, run_status: status, updated_at: updated });
const screen = (mount) => ({ meta: { apiVersion: 1 }, mount });

test('the host has exactly the members of the contract and cannot be changed', () => {
  const { host } = fakeHost();
  assert.deepEqual(Object.keys(host).sort(), ['announce', 'confirmLeave', 'context', 'css', 'events', 'fetch', 'handoff', 'html', 'i18n', 'icon', 'navigate', 'render', 'signal']);
  assert.throws(() => { host.handoff = () => {}; }, TypeError);
  assert.throws(() => { host.context.user.name = 'x'; }, TypeError);
  assert.ok(Object.isFrozen(host.context.user.roles));
});

test('a hand-off makes a run that waits and tells its id', async () => {
  const { host, handoffs } = fakeHost();
  assert.deepEqual(await host.handoff('review', { topicId: 7, platform: 'douyin', more: { a: 1 } }), { runId: 'run-1', status: 'needs_confirmation' });
  assert.deepEqual(handoffs[0], {
    project_id: 'p1', source_screen: 'main', source_action_key: 'review', platform: 'douyin', session_id: '', fields: { topicId: '7', more: '{"a":1}' },
  });
});

test('a refused hand-off is rejected with code, message and request id', async () => {
  const problem = Object.assign(new Error('no'), { code: 'declined', detail: 'nothing to do', requestId: 'r1' });
  const { host } = fakeHost({ answers: { handoff: problem } });
  await assert.rejects(host.handoff('review'), { code: 'declined', message: 'nothing to do', requestId: 'r1' });
});

test('a screen reaches the API and its own part of the server, and nothing else', () => {
  assert.equal(allowedPath('radar', '/v2/me?x=1'), '/v2/me?x=1');
  assert.equal(allowedPath('radar', '/plugins/radar/api/topics', 'POST'), '/plugins/radar/api/topics');
  for (const path of ['/plugins/other/api/x', '/plugins', '/assets/x', 'https://elsewhere.example/v2/me', '//elsewhere.example/v2/me', '/v2/../plugins/other/api/x', '/v2/%2e%2e/plugins', '/plugins/radar/api/..%2fother', '']) {
    assert.throws(() => allowedPath('radar', path), { code: 'forbidden' }, path);
  }
});

test('a screen cannot decide for a person', () => {
  for (const path of ['/v2/oneliner/runs/1/confirm', '/v2/oneliner/runs/1/answer', '/v2/oneliner/runs/1/cancel', '/v2/oneliner/runs/1/retry', '/v2/oneliner/runs/1/extend', '/v2/logout', '/v2/governance/overrides']) {
    assert.throws(() => allowedPath('radar', path, 'post'), { code: 'forbidden' }, path);
  }
  assert.throws(() => allowedPath('radar', '/v2/oneliner/runs/1/plan', 'PUT'), { code: 'forbidden' });
  assert.equal(allowedPath('radar', '/v2/governance/effective'), '/v2/governance/effective');
});

test('a failed request is rejected as the contract says', async () => {
  const { host } = fakeHost({ answers: { 'GET /v2/me': Object.assign(new Error('x'), { code: 'internal', requestId: 'r2' }) } });
  await assert.rejects(host.fetch('/v2/me'), { code: 'internal', requestId: 'r2' });
});

test('events tell of runs, the project, theme, language and connection', () => {
  const kit = fakeHost({ state: { onelinerRuns: [run('a', 'running')] } });
  const heard = [];
  for (const type of ['run.created', 'run.updated', 'run.done', 'project.changed', 'theme.changed', 'locale.changed', 'connection.changed']) {
    kit.host.events.on(type, (value) => heard.push([type, value.id ?? value]));
  }
  kit.set({ onelinerRuns: [run('b', 'needs_confirmation'), run('a', 'done', '2')] });
  kit.set({ theme: 'dark', locale: 'en', connection: 'off' });
  kit.set({ projectId: 'p2', onelinerRuns: [run('z', 'done')] });
  assert.deepEqual(heard, [
    ['run.created', 'b'], ['run.updated', 'a'], ['run.done', 'a'], ['theme.changed', 'dark'], ['locale.changed', 'en'], ['connection.changed', 'off'], ['project.changed', 'p2'],
  ]);
  assert.throws(() => kit.host.events.on('no.such', () => {}), TypeError);
});

test('a listener can be taken off, and one that fails harms no other', () => {
  const kit = fakeHost();
  const heard = [];
  const off = kit.host.events.on('theme.changed', () => heard.push('first'));
  kit.host.events.on('theme.changed', () => { throw new Error('mine'); });
  kit.host.events.on('theme.changed', () => heard.push('last'));
  off();
  kit.set({ theme: 'dark' });
  assert.deepEqual(heard, ['last']);
  assert.equal(kit.errors[0].message, 'mine');
});

test('texts come from the screen, numbers and times from the language', () => {
  const kit = fakeHost({ texts: { hello: 'Hello {name}' }, state: { locale: 'en' } });
  assert.equal(kit.host.i18n.t('hello', { name: 'K' }), 'Hello K');
  assert.equal(kit.host.i18n.t('other'), 'other');
  assert.equal(kit.host.i18n.format.number(1234.5), '1,234.5');
  assert.equal(kit.host.i18n.format.relative('2026-01-01T00:00:00Z', Date.parse('2026-01-03T00:00:00Z')), '2 days ago');
  kit.set({ locale: 'zh-CN' });
  assert.equal(kit.host.i18n.locale, 'zh-CN');
});

test('questions carry the language of the page, and nothing is written without a connection', async () => {
  const kit = fakeHost({ state: { locale: 'en' } });
  await kit.host.fetch('/v2/me');
  assert.deepEqual(kit.requests[0], { path: '/v2/me', method: 'GET', body: undefined, headers: { 'Accept-Language': 'en' } });
  kit.set({ connection: 'off' });
  await assert.rejects(kit.host.handoff('review'), { code: 'offline' });
  await assert.rejects(kit.host.fetch('/v2/projects', { method: 'post' }), { code: 'offline' });
  await assert.rejects(kit.host.fetch('/plugins', { method: 'POST' }), { code: 'forbidden' });
  await kit.host.fetch('/v2/me');
  assert.deepEqual([kit.handoffs.length, kit.requests.length], [0, 2]);
});

test('a screen that offers an update is updated, and of one that does not it is known what it listens to', async () => {
  const told = fakeHost();
  const updates = [];
  const handle = await told.mount(screen(() => ({ update: (context) => updates.push(context.theme) })));
  handle.update({ theme: 'dark' });
  assert.deepEqual(updates, ['dark']);
  const plain = fakeHost();
  let off = () => {};
  const silent = await plain.mount(screen((_root, host) => { off = host.events.on('project.changed', () => {}); }));
  assert.equal(silent.update, null);
  assert.deepEqual(['project.changed', 'locale.changed'].map(plain.hosted.hears), [true, false]);
  off();
  assert.equal(plain.hosted.hears('project.changed'), false);
});

test('a screen goes only to paths of the workbench', () => {
  const { host, paths } = fakeHost();
  host.navigate('/runs');
  assert.deepEqual(paths, ['/runs']);
  for (const path of ['//elsewhere.example', 'https://elsewhere.example', 'javascript:1', '/\\elsewhere.example']) assert.throws(() => host.navigate(path), TypeError, path);
});

test('what is not saved is asked about', () => {
  const { host, hosted } = fakeHost();
  assert.equal(hosted.mayLeave(), true);
  host.confirmLeave(() => true);
  assert.equal(hosted.mayLeave(), false);
});

test('after unmounting nothing is left', async () => {
  const kit = fakeHost();
  let ended = 0;
  const handle = await kit.mount(screen((root, host) => {
    host.render(host.html`<h1>hello</h1>`, root);
    host.events.on('run.updated', () => {});
    return { unmount: () => { ended += 1; } };
  }));
  assert.equal(kit.root.children.length, 1);
  assert.equal(kit.hosted.listeners(), 1);
  handle.unmount();
  assert.deepEqual([ended, kit.root.children.length, kit.hosted.listeners(), kit.subscribers(), kit.host.signal.aborted], [1, 0, 0, 0, true]);
});

test('a screen for another version is explained, not started', async () => {
  const kit = fakeHost();
  let started = false;
  await assert.rejects(kit.mount({ meta: { apiVersion: 2 }, mount: () => { started = true; } }), { kind: 'version', message: '2' });
  assert.equal(started, false);
});

test('a screen that fails leaves an empty panel', async () => {
  const kit = fakeHost();
  await assert.rejects(kit.mount(screen((root) => {
    root.replaceChildren('half');
    throw new Error('broken');
  })), { kind: 'failed', message: 'broken' });
  assert.deepEqual([kit.root.children.length, kit.subscribers()], [0, 0]);
});

test('a screen that takes too long is given up, and ended when it comes after all', async () => {
  const kit = fakeHost();
  let ended = false;
  let finish;
  const slow = new Promise((resolve) => { finish = resolve; });
  await assert.rejects(kit.mount(screen(() => slow), 5), { kind: 'timeout' });
  finish({ unmount: () => { ended = true; } });
  await slow;
  await new Promise(setImmediate);
  assert.equal(ended, true);
});

test('the host for tests shows what is drawn: its text, its styles and its buttons', async () => {
  const kit = fakeHost();
  await kit.mount(screen((root, host) => {
    host.css('h1 { margin: 0; }');
    let pressed = 0;
    const draw = () => host.render(host.html`<h1>${'a < b'}</h1>${host.icon('radar')}<ul>${['x', 'y'].map((name) => host.html`<li><button type="button" @click=${() => { pressed += 1; draw(); }}>${name} <b>!</b></button></li>`)}</ul>
      <button ?disabled=${true}>never</button>${pressed > 0 ? host.html`<p>pressed ${pressed}</p>` : null}`, root);
    draw();
  }));
  assert.equal(kit.text(), 'a < b x ! y ! never');
  assert.equal(kit.styles(), 'h1 { margin: 0; }');
  assert.deepEqual(kit.buttons().map(({ text, disabled }) => [text, disabled]), [['x !', false], ['y !', false], ['never', true]]);
  kit.buttons()[1].click();
  assert.match(kit.text(), /pressed 1/);
});
