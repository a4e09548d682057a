// Real jars in a real server: what administrators read of plugins that work and of those that do not, and what is left
// of a screen whose module is broken.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { writeJars } from './plugin-jars.mjs';
import { useSite } from './site.mjs';

const META = (id, version = 1) => `export const meta = { apiVersion: ${version}, id: '${id}', screens: [{ key: '${id}', titleKey: 'title' }] };\n`;
const SCREENS = {
  'screen-good': `${META('screen-good')}export function mount(root, host) { host.render(host.html\`<h2>雷达在转</h2>\`, root); return { unmount() {} }; }`,
  'screen-breaks': `${META('screen-breaks')}throw new Error('no radar module');`,
  'screen-throws': `${META('screen-throws')}export function mount() { throw new Error('no radar screen'); }`,
  'screen-hangs': `${META('screen-hangs')}export function mount() { return new Promise(() => {}); }`,
  'screen-waits': `${META('screen-waits')}await new Promise(() => {});\nexport function mount() {}`,
  'screen-newer': `${META('screen-newer', 9)}export function mount() {}`,
};
const BROKEN = { 'screen-breaks': 'no radar module', 'screen-throws': 'no radar screen', 'screen-hangs': '5 秒内没有准备好', 'screen-waits': '5 秒内没有准备好', 'screen-newer': '另一个版本的接口（9）' };

let server;
let page;
let complaints;

useSite((site) => ({ server, page, complaints } = site), (data) => {
  writeJars(join(data, 'plugins'), [
    { id: 'newer', api: '9.9' }, { id: 'unconnected', does: 'fail-at-start' }, { id: 'failing', does: 'fail' }, { id: 'unwanted' },
    ...Object.entries(SCREENS).map(([id, module]) => ({ id, ui: { 'screen.js': module } })),
  ]);
  writeFileSync(join(data, 'plugins/garbage.jar'), 'no jar');
  writeFileSync(join(data, 'application.yaml'), 'plugins:\n  call-limit: 20s\n  start-limit: 30s\n  unwanted:\n    enabled: false\n');
});

const press = (screen) => fetch(`${server.base}/v2/oneliner/handoffs`, {
  method: 'POST', headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ project_id: '', source_screen: screen, source_action_key: 'review', fields: {} }),
});

test('plugins that work and plugins that do not', { timeout: 240_000 }, async (t) => {
  await page.goto(server.loginLink());
  await page.locator('.hero').waitFor();

  for (const [id, words] of Object.entries(BROKEN)) {
    await t.test(`${id} leaves a card, and its action`, async () => {
      await page.goto(`${server.base}/x/${id}/${id}`);
      const card = page.locator('main [role="alert"]', { hasText: words });
      await card.waitFor();
      const text = await card.innerText();
      assert.ok(text.includes(id) && text.includes('1.2.3'), text);
      assert.match(text, /请求编号\s+\S{8,}/);
      await page.locator('[data-action-card="review"]').waitFor();
      await accessible(page);

      await card.getByRole('button', { name: '重新加载' }).click();
      await page.locator('main [role="alert"]', { hasText: words }).waitFor();
    });
  }

  await t.test('the others are unharmed', async () => {
    await page.locator('.nav a[href="/x/screen-good/screen-good"]').click();
    await page.getByRole('heading', { name: '雷达在转' }).waitFor();
    assert.equal(await page.locator('main [role="alert"]').count(), 0);
    assert.equal((await press('screen-throws')).status, 201);
  });

  await t.test('administrators read state, reason, hint, actions, calls and the last error', async () => {
    for (let i = 0; i < 5; i++) assert.equal((await press('failing')).status, 502);
    assert.equal((await press('failing')).status, 503);
    await page.goto(`${server.base}/admin/plugins`);
    const words = async (id) => (await page.locator(`[data-plugin="${id}"]`).innerText()).replace(/\s+/g, ' ');
    await page.locator('[data-plugin="garbage"]').waitFor();

    const good = await words('screen-throws');
    for (const part of ['运行中', '插件目录', 'screen-throws.jar', '1.2.3', '检查选题', '1 次', 'region', '未设置']) assert.ok(good.includes(part), `${part} in ${good}`);
    const newer = await words('newer');
    for (const part of ['被拒绝', 'API_VERSION', '9.9', '怎么办']) assert.ok(newer.includes(part), `${part} in ${newer}`);
    const failed = await words('unconnected');
    for (const part of ['失败', 'START', 'the radar is not connected', '怎么办']) assert.ok(failed.includes(part), `${part} in ${failed}`);
    const paused = await words('failing');
    for (const part of ['已隔离', 'the radar sees nothing', '再次尝试', '5 次', '失败 5', '最近一次错误', '检查选题']) assert.ok(paused.includes(part), `${part} in ${paused}`);
    const unwanted = await words('unwanted');
    for (const part of ['已停用', 'plugins.unwanted.enabled']) assert.ok(unwanted.includes(part), `${part} in ${unwanted}`);
    assert.ok((await words('garbage')).includes('BAD_JAR'));
    assert.match(await page.locator('main').innerText(), /4 个插件不能使用/);
    await accessible(page);
  });

  await t.test('in narrow windows nothing is cut off', async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.locator('[data-plugin="garbage"]').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await accessible(page);
  });

  await t.test('the policy of the page holds', () => assert.deepEqual(complaints.filter((one) => !/status of 404|no radar/.test(one)), []));
});
