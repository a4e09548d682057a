// The main job, from the sign-in link to the result, in a browser against the real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useSite } from './site.mjs';

let server;
let page;
let complaints;

useSite((site) => ({ server, page, complaints } = site));

test('a hand-off goes from the link to its result', { timeout: 120_000 }, async (t) => {
  const window = page.locator('[data-role="oneliner-runs"]');
  const card = page.locator('.oneliner-run-card');

  await t.test('the link signs in and shows the dashboard', async () => {
    await page.goto(server.loginLink());
    await page.locator('[data-action="handoff-to-main-agent"]').first().waitFor();
    assert.equal(new URL(page.url()).pathname, '/');
    assert.equal(new URL(page.url()).hash, '');
    assert.ok(await page.getByText('示例数据').first().isVisible());
    assert.ok((await page.locator('[data-action="handoff-to-main-agent"]').count()) >= 3);
    await page.locator('[data-role="connection"][data-state="live"]').first().waitFor();
  });

  await t.test('pressing the primary action shows its plan', async () => {
    await page.locator('.hero').getByRole('button', { name: '交给 OneLiner' }).click();
    await card.and(page.locator('[data-status="needs_confirmation"]')).waitFor();
    await window.getByRole('button', { name: '确认执行' }).waitFor();
    assert.ok((await card.locator('.step').count()) > 0);
    assert.match(await card.locator('.eff').innerText(), /只读取数据/);
  });

  await t.test('the same card is there after a reload', async () => {
    const runId = await card.getAttribute('data-run');
    await page.reload();
    await window.getByRole('button', { name: '确认执行' }).waitFor();
    assert.equal(await card.getAttribute('data-run'), runId);
  });

  await t.test('confirming makes the steps tick and ends in a table', async () => {
    await page.evaluate(rememberStates);
    await window.getByRole('button', { name: '确认执行' }).click();
    await card.and(page.locator('[data-status="done"]')).waitFor();
    const table = window.locator('[data-role="run-result"] table').first();
    await table.waitFor();
    assert.ok((await table.locator('tbody tr').count()) > 0);
    const seen = await page.evaluate(() => globalThis.seenStates);
    assert.ok(seen.some((state) => state.startsWith('running:') && state !== 'running:0'), `steps ticked: ${seen}`);
    await page.locator('.recent .st-done').first().waitFor();
  });

  await t.test('nothing was refused by the policy and nothing failed', () => assert.deepEqual(complaints, []));
});

/** Runs in the page: keeps each state of the card with the number of steps done in it. */
function rememberStates() {
  globalThis.seenStates = [];
  const look = () => {
    const card = document.querySelector('.oneliner-run-card');
    const state = `${card?.dataset.status}:${card?.querySelectorAll('[data-status="done"]').length ?? 0}`;
    if (globalThis.seenStates.at(-1) !== state) globalThis.seenStates.push(state);
  };
  new MutationObserver(look).observe(document.getElementById('oneliner'), { childList: true, subtree: true, attributes: true });
}
