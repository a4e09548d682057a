// A plugin's own screen in the workbench: mounted, hosted, ended, and kept in its panel when it fails. What the server
// will say about such a plugin is put in between; everything else is the real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { useSite } from './site.mjs';

const SCREEN = `
export const meta = { apiVersion: 1, id: 'topic-radar', screens: [{ key: 'main', titleKey: 'title', icon: 'radar' }] };
export async function mount(root, host) {
  host.css('h2 { letter-spacing: 3px; }');
  const draw = () => host.render(host.html\`<h2>\${host.i18n.t('title')}</h2><p class="who">\${host.context.user.name}</p>
    <button @click=\${() => host.handoff('homepage-primary-action', { platform: 'douyin' }).catch((problem) => { globalThis.handoffProblem = problem; })}>go</button>
    <button @click=\${async () => { globalThis.asked = await host.fetch('/v2/me').catch((problem) => problem); globalThis.refused = await host.fetch('/v2/oneliner/runs/1/confirm', { method: 'POST' }).catch((problem) => problem.code); }}>ask</button>\`, root);
  draw();
  globalThis.heard = [];
  host.events.on('run.created', (run) => globalThis.heard.push(run.id));
  host.events.on('theme.changed', draw);
  host.signal.addEventListener('abort', () => { globalThis.aborted = true; });
  return { unmount() { globalThis.unmounted = true; } };
}`;
const ACTION = { key: 'review', label: '检查选题', summary: '看看选题。', labels: { 'zh-CN': '检查选题', en: 'Check topics' }, summaries: { 'zh-CN': '看看选题。', en: 'Looks at topics.' }, slot: 'radar.row', platform: '', effect: 'read_only', offers: [] };

let server;
let page;
let complaints;
let screen = SCREEN;

useSite(async (site) => {
  ({ server, page, complaints } = site);
  const json = (route, change) => route.fetch().then(async (answer) => route.fulfill({ response: answer, json: change(await answer.json()) }));
  const plugin = { id: 'topic-radar', name: '选题雷达', version: '1.2.3', status: 'ACTIVE', screen: 'main', actions: [ACTION], ui: { module: '/plugins/topic-radar/ui/abc/screen.js' } };
  await page.route('**/plugins', (route) => json(route, (body) => ({ ...body, plugins: [...body.plugins, plugin] })));
  await page.route('**/v2/oneliner/handoff-sources*', (route) => json(route, (body) => ({ ...body, items: [...body.items, { plugin_id: plugin.id, screen: plugin.screen, actions: [ACTION] }] })));
  await page.route('**/plugins/topic-radar/ui/abc/screen.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: screen }));
  await page.route('**/plugins/topic-radar/ui/abc/i18n/*.json', (route) => route.fulfill({ json: { title: '雷达屏幕' } }));
});

test('a plugin brings its own screen', { timeout: 90_000 }, async (t) => {
  await page.goto(server.loginLink());
  await page.locator('.hero').waitFor();

  await t.test('it is in the navigation, is mounted, and its actions have their buttons', async () => {
    await page.locator('.nav a[href="/x/topic-radar/main"]').click();
    await page.getByRole('heading', { name: '雷达屏幕' }).waitFor();
    assert.equal(await page.locator('.plugin-screen .who').innerText(), 'kris');
    assert.equal(await page.locator('.plugin-screen h2').evaluate((heading) => getComputedStyle(heading).letterSpacing), '3px');
    await page.locator('[data-action-card="review"]').waitFor();
    await accessible(page);
  });

  await t.test('it asks the server, but decides nothing', async () => {
    await page.getByRole('button', { name: 'ask' }).click();
    await page.waitForFunction(() => globalThis.refused);
    assert.deepEqual(await page.evaluate(() => [globalThis.asked.name, globalThis.refused]), ['kris', 'forbidden']);
  });

  await t.test('its hand-off is refused in words or waits for the person', async () => {
    await page.getByRole('button', { name: 'go', exact: true }).click();
    await page.waitForFunction(() => globalThis.handoffProblem || document.querySelector('.oneliner-run-card[data-status="needs_confirmation"]'));
    // The server knows no source for a screen that only this test has: that is what it must say.
    assert.equal(await page.evaluate(() => globalThis.handoffProblem?.code), 'no-source');
  });

  await t.test('it is ended when the page is left', async () => {
    await page.locator('.nav a[href="/runs"]').click();
    await page.waitForFunction(() => globalThis.unmounted && globalThis.aborted);
  });

  await t.test('one that fails leaves a card that says so and can be tried again', async () => {
    screen = "export const meta = { apiVersion: 1 }; export function mount() { throw new Error('no radar'); }";
    await page.goto(`${server.base}/x/topic-radar/main`);
    const card = page.locator('main [role="alert"]', { hasText: 'no radar' });
    await card.waitFor();
    assert.match(await card.innerText(), /topic-radar[\s\S]*1\.2\.3/);
    await page.locator('[data-action-card="review"]').waitFor();
    await card.getByRole('button', { name: '重新加载' }).waitFor();
  });

  await t.test('one for another version is explained', async () => {
    screen = 'export const meta = { apiVersion: 9 }; export function mount() {}';
    await page.goto(`${server.base}/x/topic-radar/main`);
    await page.getByText('另一个版本的接口').waitFor();
  });

  await t.test('one that never gets ready is given up', async () => {
    screen = 'export const meta = { apiVersion: 1 }; export function mount() { return new Promise(() => {}); }';
    await page.goto(`${server.base}/x/topic-radar/main`);
    await page.getByText('5 秒内没有准备好').waitFor();
  });

  await t.test('the policy of the page holds', () => assert.deepEqual(complaints.filter((one) => !/status of 404/.test(one)), []));
});
