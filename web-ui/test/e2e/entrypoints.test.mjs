// The ways into a hand-off that are there on the first day, on the page and from the keyboard, and what a refusal says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { useSite } from './site.mjs';
import { api, signIn } from './window.mjs';

const RULES = ['denied_intents', 'max_queued', 'max_steps'];

let server;
let page;
let complaints;

useSite((site) => ({ server, page, complaints } = site));

test('the ways into a hand-off', { timeout: 120_000 }, async (t) => {
  await signIn(page, server);
  await page.locator('.hero').waitFor();
  const project = (await api(page, 'GET', '/v2/projects')).items[0].id;
  const govern = (policy) => api(page, 'PUT', `/v2/governance/layers/project/${project}`, { policy });
  const waits = (title) => page.locator('.oneliner-run-card[data-status="needs_confirmation"]', { hasText: title }).waitFor();

  await t.test('a new installation has rules, and each is handed over from the governance page', async () => {
    await page.locator('.nav a[href="/governance"]').click();
    await page.locator('tr[data-rule]').first().waitFor();
    assert.deepEqual(await page.locator('tr[data-rule]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-rule')).sort()), RULES);
    await page.locator('tr[data-rule="max_steps"]').getByRole('button', { name: /交给 OneLiner 处理/ }).click();
    await waits('max_steps');
  });

  await t.test('the log of changes says that the runtime put them in', async () => {
    await page.goto(`${server.base}/admin/policies`);
    const entry = page.locator('[data-change-action="layer.put"]');
    await entry.getByText('示例项目自带的规则').waitFor();
    assert.equal(await entry.locator('.who').innerText(), '运行时');
  });

  await t.test('a tag of the home page hands its rule over', async () => {
    await page.goto(server.base);
    const card = page.locator('[data-action-card="review-tag"]');
    await card.getByRole('heading', { name: '3 条规则正在生效' }).waitFor();
    await card.getByRole('button', { name: /denied_intents/ }).click();
    await waits('denied_intents');
  });

  await t.test('more rules than are shown are counted, all of them', async () => {
    await govern(Object.fromEntries(Array.from({ length: 8 }, (_, rule) => [`rule_${rule}`, rule])));
    const card = page.locator('[data-action-card="review-tag"]');
    await card.getByRole('heading', { name: '8 条规则正在生效' }).waitFor();
    assert.equal(await card.locator('.tagbtn').count(), 3);
    await card.getByText('另有 5 条').waitFor();
    await accessible(page);
  });

  await t.test('what the keyboard finds is handed over', async () => {
    await page.keyboard.press('Control+k');
    await page.locator('dialog.jump input').fill('跟进重点账号');
    await page.keyboard.press('Enter');
    await waits('跟进重点账号');
    assert.equal(await page.locator('dialog.jump[open]').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.closest('[data-role="oneliner-runs"]') !== null), true);
  });

  await t.test('a refusal there is told there, and another try is possible', async () => {
    await govern({ max_steps: 1 });
    await page.keyboard.press('Control+k');
    const dialog = page.locator('dialog.jump');
    await dialog.locator('input').fill('跟进重点账号');
    await page.keyboard.press('Enter');
    await dialog.locator('[role="alert"]').getByText('当前策略不允许这样做').waitFor();
    await accessible(page, 'dialog.jump');
    await govern({});
    await dialog.getByRole('button', { name: /跟进重点账号/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await waits('跟进重点账号');
  });

  await t.test('nothing else was refused', () => assert.deepEqual(complaints.filter((one) => !/status of 403/.test(one)), []));
});
