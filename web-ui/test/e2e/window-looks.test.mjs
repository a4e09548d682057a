// The window on a phone, in the dark, in English, without motion, enlarged, and in longer texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openOther } from './browser.mjs';
import { useSite } from './site.mjs';
import { api, inState, makeRun, showRun, signIn } from './window.mjs';

let server;
let browser;
let page;
let complaints;
let session;

useSite(async (site) => {
  ({ server, browser, page, complaints } = site);
  await signIn(page, server);
  await makeRun(page, '一个标题很长很长的运行，用来看看它在窄的屏幕上会不会把按钮挤出去', ['读取当前项目的上下文', '请你决定下一步']);
  session = await site.context.storageState();
});

/** A page with other looks, signed in as before. */
async function look(options, path = '/') {
  const { context, other } = await openOther(browser, session, complaints, options);
  await other.goto(server.base + path);
  return { context, other };
}

/** Nothing sticks out to the side. */
const fits = (tab) => tab.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('.ol *')].filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest('.scroll, .tabs, .sr'));
  return { page: document.documentElement.scrollWidth <= width, wide: wide.map((element) => element.className || element.tagName) };
});

test('on a phone the window is a sheet over the page, and no keyboard pops up', { timeout: 60_000 }, async () => {
  const { context, other } = await look({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await other.locator('.tb-ol', { hasText: '1' }).waitFor();
  await other.locator('.tb-ol').tap();
  const sheet = other.locator('dialog.sheet[open]');
  await sheet.waitFor();
  assert.equal(await other.evaluate(() => document.activeElement?.matches('textarea, input')), false);
  await sheet.locator('.oneliner-run-card').waitFor();
  await accessible(other);
  assert.deepEqual(await fits(other), { page: true, wide: [] });
  const sizes = await sheet.locator('.btn, .sendb').evaluateAll((buttons) => buttons.map((one) => one.getBoundingClientRect().height));
  assert.ok(sizes.every((height) => height >= 40), String(sizes));
  await sheet.getByRole('button', { name: '编辑计划' }).tap();
  await sheet.locator('.ed input').first().waitFor();
  assert.deepEqual(await fits(other), { page: true, wide: [] });
  await accessible(other);
  // The first Escape leaves the edit, the second one the sheet.
  await other.keyboard.press('Escape');
  await sheet.locator('.ed').waitFor({ state: 'detached' });
  assert.equal(await sheet.isVisible(), true);
  await other.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await other.waitForFunction(() => document.activeElement?.matches('.tb-ol'));
  await context.close();
});

test('it is as accessible in the dark', { timeout: 60_000 }, async () => {
  const { context, other } = await look({ colorScheme: 'dark' });
  await other.locator('.oneliner-run-card').waitFor();
  await accessible(other);
  await context.close();
});

test('every page is as accessible in English and in the dark', { timeout: 120_000 }, async () => {
  const { context, other } = await look({ locale: 'en-GB', colorScheme: 'dark' });
  for (const path of ['/', '/strategy', '/governance', '/runs?status=waiting', '/import', '/admin/plugins', '/admin/policies', '/x/dashboard/dashboard']) {
    await other.goto(server.base + path);
    await other.locator('main h2, main .page-lead, main table, main .empty').first().waitFor();
    await other.locator('main .sk').waitFor({ state: 'detached' });
    await accessible(other);
  }
  await context.close();
});

test('with more contrast and with the colours of the system nothing gets lost', { timeout: 60_000 }, async () => {
  const { context, other } = await look({ contrast: 'more' });
  await other.locator('.oneliner-run-card').waitFor();
  await accessible(other);
  await context.close();
  const forced = await look({ forcedColors: 'active' });
  await forced.other.locator('.oneliner-run-card').waitFor();
  assert.notEqual(await forced.other.locator('.btn.primary').first().evaluate((button) => getComputedStyle(button).borderStyle), 'none');
  await forced.context.close();
});

test('it speaks English', { timeout: 60_000 }, async () => {
  const { context, other } = await look({ locale: 'en-GB' });
  await other.getByRole('button', { name: /^Confirm and run/ }).waitFor();
  assert.equal(await other.evaluate(() => document.documentElement.lang), 'en');
  assert.match(await other.title(), /^\(1\) Dashboard/);
  await accessible(other);
  await context.close();
});

test('texts that are two fifths longer still fit, at the width of a phone and of a desk', { timeout: 60_000 }, async () => {
  const { context, other } = await look({}, '/?lang=pseudo');
  await other.locator('.oneliner-run-card').waitFor();
  assert.match(await other.locator('.btn.primary').first().innerText(), /~\]/);
  assert.deepEqual((await fits(other)).wide, []);
  await other.setViewportSize({ width: 320, height: 640 });
  await other.locator('.tb-ol:visible').click();
  await other.locator('dialog.sheet .oneliner-run-card').waitFor();
  assert.deepEqual((await fits(other)).wide, []);
  await context.close();
});

test('without motion nothing turns; the word says that something is under way', { timeout: 60_000 }, async () => {
  const { context, other } = await look({ reducedMotion: 'reduce' });
  await other.locator('.oneliner-run-card').waitFor();
  const longest = await other.evaluate(() => Math.max(0, ...document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().duration) || 0)));
  assert.ok(longest <= 1, String(longest));
  let release = () => {};
  await other.route('**/confirm', async (route) => {
    await new Promise((resolve) => (release = () => resolve(undefined)));
    await route.continue();
  });
  const confirm = other.getByRole('button', { name: /^确认执行/ });
  const before = await confirm.evaluate((button) => button.offsetWidth);
  await confirm.click();
  const busy = other.locator('.btn.primary[aria-busy="true"]');
  await busy.waitFor();
  assert.match(await busy.innerText(), /进行中/);
  assert.equal(await busy.evaluate((button) => button.offsetWidth), before);
  assert.equal(await other.locator('.oneliner-run-card').getAttribute('data-state'), 'needs_confirmation');
  release();
  await other.locator('.oneliner-run-card[data-state="blocked"]').waitFor();
  await context.close();
});

test('at twice its size everything can be reached', { timeout: 60_000 }, async () => {
  const { context, other } = await look({ viewport: { width: 720, height: 450 } });
  await other.locator('.tb-ol:visible').click();
  const send = other.locator('.ol .sendb');
  await send.scrollIntoViewIfNeeded();
  assert.ok(await send.isVisible());
  assert.deepEqual((await fits(other)).wide, []);
  await context.close();
});

test('one message at a time is told to screen readers, in the sheet as well', { timeout: 60_000 }, async () => {
  const run = await makeRun(page, '要播报的运行', ['请决定']);
  await showRun(page, run);
  await page.evaluate(() => {
    globalThis.told = [];
    for (const id of ['live-polite', 'live-assertive']) {
      const region = document.getElementById(id);
      new MutationObserver(() => globalThis.told.push({ at: performance.now(), id, text: region?.textContent })).observe(region ?? document, { childList: true, characterData: true, subtree: true });
    }
  });
  await page.locator('.ol').getByRole('button', { name: '取消', exact: true }).waitFor();
  const before = await api(page, 'GET', `/v2/oneliner/runs/${run.id}`);
  assert.equal(before.run_status, 'needs_confirmation');
  await page.locator('.ol').getByRole('button', { name: /^确认执行/ }).click();
  await inState(page, run, 'queued').catch(() => inState(page, run, 'blocked'));
  await page.waitForFunction(() => globalThis.told.some(({ text }) => /：要播报的运行$/.test(text)));
  const told = await page.evaluate(() => globalThis.told);
  for (let index = 1; index < told.length; index++) assert.ok(told[index].at - told[index - 1].at >= 2900, JSON.stringify(told));
});

test('nothing was refused by the policy and nothing failed', () => assert.deepEqual(complaints, []));
