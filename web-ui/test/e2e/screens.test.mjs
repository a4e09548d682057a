// Screens of real plugins among each other and with the page around them: their names, what they are told, what asks before
// it leaves one, and what they hand over.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { writeJars } from './plugin-jars.mjs';
import { useSite } from './site.mjs';
import { api, signIn } from './window.mjs';

const SCREEN = (id, offers) => `
export const meta = { apiVersion: 1, id: '${id}', screens: [{ key: '${id}', titleKey: 'title', icon: 'radar' }] };
export function mount(root, host) {
  const seen = (globalThis.seen ??= {});
  const mine = (seen['${id}'] ??= { mounts: 0, updates: [], unmounts: 0, aborted: 0 });
  mine.mounts += 1;
  mine.place = [root.nodeType, root.childNodes.length, root.getRootNode().mode, root.getRootNode().host.className];
  mine.dirty = false;
  mine.host = host;
  host.css('h2 { letter-spacing: 3px; }');
  host.confirmLeave(() => mine.dirty);
  host.signal.addEventListener('abort', () => { mine.aborted += 1; });
  const draw = () => host.render(host.html\`<h2>\${host.i18n.t('title')}</h2><input aria-label="note">
    <button type="button" @click=\${async () => { mine.handed = await host.handoff('review').catch((problem) => problem); }}>hand over</button>\`, root);
  draw();
  return { ${offers} unmount() { mine.unmounts += 1; } };
}`;
const UPDATE = 'update(context) { mine.updates.push([host.i18n.locale, context.theme, context.project.name]); draw(); },';
const texts = (zh, en) => ({ 'i18n/zh-CN.json': JSON.stringify({ title: zh }), 'i18n/en.json': JSON.stringify({ title: en }) });

let server;
let page;
let complaints;
let answer = 'dismiss';
let asked = 0;

useSite((site) => ({ server, page, complaints } = site), (data) => writeJars(join(data, 'plugins'), [
  { id: 'radar-told', ui: { 'screen.js': SCREEN('radar-told', UPDATE), ...texts('会更新的雷达', 'Radar that is told') } },
  { id: 'radar-plain', ui: { 'screen.js': SCREEN('radar-plain', ''), ...texts('普通雷达', 'Plain radar') } },
  { id: 'radar-bare' },
]));

const nav = (id) => page.locator(`.nav a[href="/x/${id}/${id}"]`);
const seen = (id) => page.evaluate((name) => {
  const { host: _host, ...rest } = globalThis.seen?.[name] ?? {};
  return JSON.parse(JSON.stringify(rest));
}, id);
const setDirty = (id, dirty) => page.evaluate(([name, value]) => { globalThis.seen[name].dirty = value; }, [id, dirty]);
const heading = (name) => page.locator('.plugin-screen').getByRole('heading', { name }).waitFor();
const path = () => page.evaluate(() => location.pathname);

/** Does something that asks whether to leave, and answers it; tells how often it was asked. */
async function leaving(say, work) {
  answer = say;
  asked = 0;
  await work();
  return asked;
}

/** A question may come a moment after what led to it. */
async function questions() {
  for (let tries = 0; asked === 0 && tries < 100; tries++) await page.waitForTimeout(20);
  return asked;
}

/** What asks is asked at once or with the next frame; then it is settled where one is. */
const settled = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))));

test('screens of plugins', { timeout: 200_000 }, async (t) => {
  page.on('dialog', (dialog) => {
    asked += 1;
    return answer === 'accept' ? dialog.accept() : dialog.dismiss();
  });
  await signIn(page, server);
  await api(page, 'POST', '/v2/projects', { name: '第二个项目' });
  await page.reload();
  await page.locator('.hero').waitFor();

  await t.test('each is in the navigation under its name, before any of its code is loaded', async () => {
    assert.equal(await nav('radar-told').innerText(), '会更新的雷达');
    assert.equal(await nav('radar-bare').innerText(), 'Radar radar-bare');
    assert.equal(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/plugins/radar'))), false);
    await page.keyboard.press('Control+k');
    await page.locator('dialog.jump').getByRole('link', { name: '普通雷达' }).click();
    await heading('普通雷达');
    assert.match(await page.locator('main .page-lead').innerText(), /^普通雷达/);
  });

  await t.test('it draws into an empty element of an open shadow root, where its styles hold', async () => {
    assert.deepEqual((await seen('radar-plain')).place, [1, 0, 'open', 'plugin-screen']);
    assert.equal(await page.locator('.plugin-screen h2').evaluate((element) => getComputedStyle(element).letterSpacing), '3px');
    await accessible(page);
  });

  await t.test('one is ended before the next, and so is one whose next has no module', async () => {
    await nav('radar-told').click();
    await heading('会更新的雷达');
    assert.deepEqual(await seen('radar-plain').then(({ unmounts, aborted }) => [unmounts, aborted]), [1, 1]);
    await nav('radar-bare').click();
    await page.locator('[data-action-card="review"]').waitFor();
    await page.waitForFunction(() => globalThis.seen['radar-told'].aborted === 1);
    assert.equal((await seen('radar-told')).unmounts, 1);
    assert.equal(await page.locator('.plugin-screen').count(), 0);
    await setDirty('radar-told', true);
    assert.equal(await leaving('dismiss', () => page.locator('.nav a[href="/runs"]').click().then(settled)), 0);
    assert.equal(await path(), '/runs');
  });

  await t.test('a hand-off opens the window with its draft and tells the screen', async () => {
    await nav('radar-told').click();
    await heading('会更新的雷达');
    await page.locator('[data-action="close-window"]').click();
    await page.locator('.plugin-screen').getByRole('button', { name: 'hand over' }).click();
    const card = page.locator('.oneliner-run-card[data-status="needs_confirmation"]');
    await card.waitFor();
    assert.match(await card.locator('.oneliner-run-title').innerText(), /检查选题/);
    assert.match(await card.locator('.src').innerText(), /会更新的雷达/);
    await page.waitForFunction(() => globalThis.seen['radar-told'].handed);
    const { handed } = await seen('radar-told');
    assert.deepEqual(handed, { runId: await card.getAttribute('data-run'), status: 'needs_confirmation' });
    assert.equal(await path(), '/x/radar-told/radar-told');
  });

  await t.test('one that offers an update is told of language, theme and project, and stays', async () => {
    const before = (await seen('radar-told')).mounts;
    await page.locator('.plugin-screen input').fill('half a sentence');
    await page.locator('[data-action="switch-language"]').click();
    await heading('Radar that is told');
    assert.equal(await nav('radar-told').innerText(), 'Radar that is told');
    await page.locator('[data-action="switch-theme"]').click();
    await page.locator('select[data-change="project"]').selectOption({ label: '第二个项目' });
    await page.waitForFunction(() => globalThis.seen['radar-told'].updates.length === 3);
    const { mounts, updates } = await seen('radar-told');
    assert.deepEqual(updates, [['en', '', '示例项目·星河'], ['en', 'light', '示例项目·星河'], ['en', 'light', '第二个项目']]);
    assert.equal(mounts, before);
    assert.equal(await page.locator('.plugin-screen input').inputValue(), 'half a sentence');
    await page.locator('[data-action="switch-language"]').click();
    await heading('会更新的雷达');
  });

  await t.test('one that offers none is mounted anew, and asks before when something is not saved', async () => {
    await nav('radar-plain').click();
    await heading('普通雷达');
    const { mounts } = await seen('radar-plain');
    await setDirty('radar-plain', true);
    assert.equal(await leaving('dismiss', () => page.locator('[data-action="switch-language"]').click().then(settled)), 1);
    await heading('普通雷达');
    const project = page.locator('select[data-change="project"]');
    const chosen = await project.inputValue();
    assert.equal(await leaving('dismiss', () => project.selectOption({ label: '示例项目·星河' }).then(settled)), 1);
    assert.equal(await project.inputValue(), chosen);
    assert.equal((await seen('radar-plain')).mounts, mounts);
    assert.equal(await leaving('accept', () => project.selectOption({ label: '示例项目·星河' })), 1);
    await page.waitForFunction((count) => globalThis.seen['radar-plain'].mounts === count + 1, mounts);
    await page.locator('[data-action="switch-language"]').click();
    await heading('Plain radar');
    assert.equal((await seen('radar-plain')).mounts, mounts + 2);
    await page.locator('[data-action="switch-language"]').click();
    await heading('普通雷达');
  });

  await t.test('a link, a key, Back, the screen itself and signing out ask before they lead away', async () => {
    await page.locator('.nav a[href="/runs"]').click();
    await page.waitForURL('**/runs');
    await nav('radar-plain').click();
    await heading('普通雷达');
    await setDirty('radar-plain', true);
    const { mounts } = await seen('radar-plain');
    const ways = {
      link: () => page.locator('.nav a[href="/strategy"]').click(),
      key: async () => {
        await page.locator('main h2').first().evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
        await page.keyboard.press('g');
        await page.keyboard.press('d');
      },
      back: () => page.evaluate(() => history.back()),
      screen: () => page.evaluate(() => globalThis.seen['radar-plain'].host.navigate('/governance')),
      leave: () => page.locator('[data-action="sign-out"]').click(),
    };
    for (const [name, way] of Object.entries(ways)) {
      answer = 'dismiss';
      asked = 0;
      await way();
      await questions();
      await page.waitForFunction(() => location.pathname === '/x/radar-plain/radar-plain');
      await settled();
      assert.deepEqual([name, asked, await path()], [name, 1, '/x/radar-plain/radar-plain']);
      assert.deepEqual([name, (await seen('radar-plain')).mounts], [name, mounts]);
      await heading('普通雷达');
    }
    // What was stayed for is left where it was: Back leads to the page of before.
    await leaving('accept', () => page.evaluate(() => history.back()));
    assert.equal(await questions(), 1);
    await page.waitForFunction(() => location.pathname === '/runs');
    await page.waitForFunction((count) => globalThis.seen['radar-plain'].unmounts === count, mounts);
  });

  await t.test('its questions carry the language of the page', async () => {
    await nav('radar-told').click();
    await heading('会更新的雷达');
    const request = page.waitForRequest((one) => one.url().endsWith('/v2/me'));
    assert.equal(await page.evaluate(() => globalThis.seen['radar-told'].host.fetch('/v2/me').then(({ name }) => name)), 'kris');
    assert.equal((await request).headers()['accept-language'], 'zh-CN');
  });

  await t.test('without a connection it hands nothing over and writes nothing', async () => {
    await server.kill();
    await page.locator('[data-role="connection"][data-state="off"]').first().waitFor({ state: 'attached' });
    const refused = await page.evaluate(async () => {
      const { host } = globalThis.seen['radar-told'];
      return Promise.all([host.handoff('review').catch(({ code, message }) => [code, message]), host.fetch('/v2/projects', { method: 'POST', body: { name: 'x' } }).catch(({ code }) => code)]);
    });
    assert.deepEqual(refused, [['offline', '连接已断开，恢复之前不能提交。'], 'offline']);
    await server.restart();
    await page.locator('[data-role="connection"][data-state="live"]').first().waitFor({ state: 'attached' });
  });

  await t.test('the policy of the page holds', () => assert.deepEqual(complaints.filter((one) => !/net::ERR/.test(one)), []));
});
