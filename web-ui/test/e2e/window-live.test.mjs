// The window while servers die, tabs race and only a keyboard is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openPage } from './browser.mjs';
import { useSite } from './site.mjs';
import { api, cardOf, confirmByApi, inState, makeRun, showRun, signIn } from './window.mjs';

/** What a browser says by itself of an answer that is no success, or of a server that is not there. */
const EXPECTED = /Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/;
let server;
let context;
let page;
let complaints;

useSite(async (site) => {
  ({ server, context, page, complaints } = site);
  await signIn(page, server);
});

const live = (tab) => tab.locator('.ol [data-role="connection"][data-state="live"]').waitFor();

test('the main job is done with the keyboard alone', { timeout: 60_000 }, async () => {
  const focusOn = (selector) => page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
  await page.locator('.hero [data-action="handoff-to-main-agent"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.oneliner-run-card[data-state="needs_confirmation"]').waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('[data-role="oneliner-runs"]'));
  await page.keyboard.press('Control+J');
  await page.locator('.fab').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+J');
  await page.waitForFunction(() => document.activeElement?.matches('[data-role="oneliner-runs"]'));
  assert.equal(await page.locator('.oneliner-run-card').getAttribute('data-state'), 'needs_confirmation');
  await page.keyboard.press('F6');
  await focusOn('.stream');
  await page.keyboard.press('F6');
  await focusOn('.comp textarea');
  await page.keyboard.press('Control+Enter');
  assert.equal(await page.locator('.oneliner-run-card').getAttribute('data-state'), 'needs_confirmation');
  await page.keyboard.press('Shift+F6');
  await focusOn('.stream');
  await page.keyboard.press('Shift+F6');
  await focusOn('.oneliner-runs');
  await page.keyboard.press('Control+Enter');
  await page.locator('.oneliner-run-card[data-state="done"]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.fab').waitFor();
  await page.keyboard.press('Control+J');
  await page.locator('.ol').waitFor();
});

test('a plan is changed, a question answered and a run cancelled with the keyboard alone', { timeout: 60_000 }, async () => {
  const run = await makeRun(page, '只用键盘', ['先问一句', '再问一句']);
  await inState(page, run, 'needs_confirmation');
  // Tab goes on from the runs, as a person's does.
  const tabTo = async (selector) => {
    await page.locator(selector).first().waitFor();
    await page.locator('.oneliner-runs').focus();
    for (let n = 0; n < 30; n++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    assert.fail(`no way to ${selector}`);
  };
  await tabTo('[data-action="edit-plan"]');
  await page.keyboard.press('Enter');
  await page.locator('.ed input').first().waitFor();
  await tabTo('.ed input');
  await page.keyboard.press('End');
  await page.keyboard.type(' 改过');
  await tabTo('.ed button[type="submit"], form[data-form="plan"] button[type="submit"]');
  await page.keyboard.press('Enter');
  await cardOf(page, run).getByText('改过').first().waitFor();
  await page.locator('.oneliner-runs').focus();
  await page.keyboard.press('Control+Enter');
  await inState(page, run, 'blocked');
  await tabTo('.question input');
  await page.keyboard.type('好');
  await page.keyboard.press('Enter');
  await cardOf(page, run).getByText('第 2 步，共 2 步').first().waitFor();
  await tabTo('[data-action="ask-cancel-run"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('form[data-form="cancel-run"] input'));
  await page.keyboard.type('够了');
  await page.keyboard.press('Enter');
  await page.locator('.stream .ref', { hasText: '只用键盘' }).getByText('够了').waitFor();
});

test('single keys lead to the pages, list themselves, and can be turned off', { timeout: 60_000 }, async () => {
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.waitForURL('**/runs');
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: '快捷键' });
  await list.waitFor();
  await accessible(page, '.keys');
  await list.getByLabel('启用单键快捷键').uncheck();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  assert.match(page.url(), /\/runs$/);
  await page.locator('[data-action="show-shortcuts"]').click();
  await list.getByLabel('启用单键快捷键').check();
  await list.getByRole('button', { name: '关闭' }).click();
  await page.goto(server.base);
  await live(page);
});

test('two tabs have one stream and one card, and only one of them confirms', { timeout: 60_000 }, async () => {
  const streams = [];
  const other = await openPage(context, complaints);
  for (const tab of [page, other]) tab.on('request', (request) => request.url().includes('/v2/oneliner/events') && streams.push(request.url()));
  await other.goto(server.base);
  await live(other);
  const run = await makeRun(page, '两个标签页', ['请决定']);
  for (const tab of [page, other]) await showRun(tab, run);
  assert.deepEqual(streams, []);
  const press = (tab) => cardOf(tab, run).getByRole('button', { name: /^确认执行/ }).click();
  await Promise.allSettled([press(page), press(other)]);
  for (const tab of [page, other]) await inState(tab, run, 'blocked');
  const { items } = await api(page, 'GET', `/v2/oneliner/runs/${run.id}/events?limit=100`);
  assert.equal(items.filter(({ event_type: type }) => type === 'run.confirmed').length, 1);
  // The tab with the stream goes; the other one takes over and misses nothing.
  await page.close();
  await other.waitForFunction(() => document.querySelector('.ol [data-role="connection"]')?.getAttribute('data-state') === 'live');
  page = other;
  await page.locator('.question input').first().fill('决定了');
  await page.locator('.ol').getByRole('button', { name: '提交并继续' }).click();
  await inState(page, run, 'done');
  assert.equal(streams.length, 1);
  assert.match(streams[0], /after=\d+/);
});

test('a person who looks elsewhere is told by the browser, once it was asked for', { timeout: 60_000 }, async () => {
  const other = await openPage(context, complaints);
  await other.addInitScript(() => {
    globalThis.shown = [];
    globalThis.Notification = class {
      static permission = 'default';
      static requestPermission() {
        this.permission = 'granted';
        return Promise.resolve(this.permission);
      }
      constructor(title, options) {
        globalThis.shown.push({ title, ...options });
      }
    };
    Object.defineProperty(document, 'hidden', { get: () => globalThis.away ?? false });
  });
  await other.goto(`${server.base}/runs?status=waiting`);
  await live(other);
  const told = (run) => other.waitForFunction((id) => globalThis.shown.some(({ tag }) => tag === `sf.${id}`), run.id);
  const choice = other.getByLabel('运行等你或结束时，用浏览器通知我');
  await other.evaluate(() => { globalThis.away = true; });
  const before = await makeRun(page, '没有打开通知', ['请决定']);
  await other.locator(`.stream .ref[data-run="${before.id}"]`).waitFor();
  assert.deepEqual(await other.evaluate(() => globalThis.shown), []);
  await choice.check();
  const run = await makeRun(page, '要通知的运行', ['请决定']);
  await told(run);
  assert.deepEqual(await other.evaluate(() => globalThis.shown.map(({ title, body }) => [title, body])), [['等你确认', '要通知的运行']]);
  await choice.uncheck();
  await api(page, 'POST', `/v2/oneliner/runs/${before.id}/cancel`, { reason: '' });
  await confirmByApi(page, run);
  await other.locator(`.stream .ref[data-run="${run.id}"] .st-blocked, .stream .ref[data-run="${run.id}"] .st-queued`).waitFor();
  assert.equal(await other.evaluate(() => globalThis.shown.length), 1);
  await api(page, 'POST', `/v2/oneliner/runs/${run.id}/cancel`, { reason: '' });
  await other.close();
});

test('a killed server is told at once; nothing typed is lost, and the run goes on after it is back', { timeout: 120_000 }, async () => {
  const run = await makeRun(page, '断电也不怕', ['先问一句', '再问一句']);
  await confirmByApi(page, run);
  await showRun(page, run);
  await inState(page, run, 'blocked');
  await page.locator('.question input').first().fill('断电前写的');
  await page.locator('.comp textarea').fill('草稿');
  await server.kill();
  const strip = page.locator('.offbar');
  await strip.waitFor();
  assert.match(await strip.innerText(), /秒后重试|正在重试/);
  assert.equal(await page.locator('.ol').getByRole('button', { name: '提交并继续' }).isDisabled(), true);
  assert.equal(await page.locator('.ol').getByRole('button', { name: '取消运行' }).isDisabled(), true);
  assert.equal(await page.locator('.sendb').isDisabled(), true);
  await accessible(page);
  await server.restart();
  await page.locator('.offbar').getByRole('button', { name: '立即重试' }).click({ timeout: 2000 }).catch(() => {});
  await live(page);
  await strip.waitFor({ state: 'detached' });
  assert.equal(await page.locator('.comp textarea').inputValue(), '草稿');
  assert.equal(await page.locator('.question input').first().inputValue(), '断电前写的');
  await page.locator('.ol').getByRole('button', { name: '提交并继续' }).click();
  await cardOf(page, run).getByText('第 2 步，共 2 步').first().waitFor();
  await page.locator('.question input').first().fill('后');
  await page.locator('.ol').getByRole('button', { name: '提交并继续' }).click();
  await inState(page, run, 'done');
});

test('nothing was refused by the policy and no code failed', () => {
  assert.deepEqual(complaints.filter((line) => !EXPECTED.test(line)), []);
});
