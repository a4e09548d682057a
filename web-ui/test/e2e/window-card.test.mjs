// Which run is on the card: the same one everywhere, and never one that hides what waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openOther } from './browser.mjs';
import { useSite } from './site.mjs';
import { api, cardOf, confirmByApi, inState, makeRun, showRun, signIn } from './window.mjs';

/** What a browser says by itself of requests that a test cuts off. */
const EXPECTED = /Failed to load resource|ERR_FAILED/;
let server;
let browser;
let page;
let complaints;
let session;

useSite(async (site) => {
  ({ server, browser, page, complaints } = site);
  await signIn(page, server);
  session = await site.context.storageState();
});

const cancel = (run) => api(page, 'POST', `/v2/oneliner/runs/${run.id}/cancel`, { reason: '' });

test('of two runs that wait, a tab, a reload and a phone show the one that waits longest, live', { timeout: 60_000 }, async () => {
  const first = await makeRun(page, '先来的', ['请决定']);
  const second = await makeRun(page, '后来的', ['请决定']);
  const { context, other: phone } = await openOther(browser, session, complaints, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await phone.goto(server.base);
  await phone.locator('.tb-ol', { hasText: '2' }).tap();
  for (const one of [page, phone]) await inState(one, first, 'needs_confirmation');
  await page.reload();
  await inState(page, first, 'needs_confirmation');
  await cancel(first);
  for (const one of [page, phone]) await inState(one, second, 'needs_confirmation');
  await cancel(second);
  await phone.locator('.oneliner-run-card').waitFor({ state: 'detached' });
  await context.close();
});

test('the page of a run puts it on the card, whichever way it is opened, until it is left', { timeout: 60_000 }, async () => {
  const waits = await makeRun(page, '等你的', ['请决定']);
  const over = await makeRun(page, '看过的', ['请决定']);
  await cancel(over);
  await page.goto(`${server.base}/runs/${over.id}`);
  await inState(page, over, 'cancelled');
  await page.locator('main .timeline li').first().waitFor();
  await page.locator('.nav a[href="/runs"]').click();
  await inState(page, waits, 'needs_confirmation');
  // Loaded anew on another page, so that the run is not known when the browser goes back to it.
  await page.reload();
  await page.locator('main table').waitFor();
  await page.goBack();
  await page.locator('main .timeline li').first().waitFor();
  await inState(page, over, 'cancelled');
  await page.goForward();
  await inState(page, waits, 'needs_confirmation');
  await cancel(waits);
});

test('the history of a run goes on while another one is on the card', { timeout: 60_000 }, async () => {
  const [shown, other] = [await makeRun(page, '看它的历史', ['请决定']), await makeRun(page, '在卡片上', ['请决定'])];
  await page.goto(`${server.base}/runs/${shown.id}`);
  await page.locator('main .timeline li').first().waitFor();
  await showRun(page, other);
  await cancel(shown);
  await page.locator('main .timeline li[data-event="run.cancelled"]').waitFor();
  await inState(page, other, 'needs_confirmation');
  await cancel(other);
  await page.goto(server.base);
});

test('what is over gives way on the card when something begins to wait', { timeout: 60_000 }, async () => {
  const over = await makeRun(page, '已经结束', ['请决定']);
  await confirmByApi(page, over);
  await showRun(page, over);
  await inState(page, over, 'blocked');
  await page.locator('.question input').first().fill('好');
  await page.locator('.ol').getByRole('button', { name: '提交并继续' }).click();
  await inState(page, over, 'done');
  const waits = await makeRun(page, '新来的', ['请决定']);
  await inState(page, waits, 'needs_confirmation');
  await cancel(waits);
});

test('a run that waits is found however many runs came after it', { timeout: 120_000 }, async () => {
  const waits = await makeRun(page, '等了很久', ['请决定']);
  await Promise.all(Array.from({ length: 60 }, async (_, n) => cancel(await makeRun(page, `很多运行 ${n}`, ['请决定']))));
  await page.reload();
  await inState(page, waits, 'needs_confirmation');
  assert.match(await page.title(), /^\(1\) /);
  await cancel(waits);
  await page.waitForFunction(() => !document.title.startsWith('('));
});

test('where no stream gets through, the page asks again and again, says so, and can be worked with', { timeout: 90_000 }, async () => {
  const { context, other: tab } = await openOther(browser, session, complaints);
  await tab.route('**/v2/oneliner/events?*', (route) => route.abort());
  await tab.goto(server.base);
  await tab.locator('.ol [data-role="connection"][data-state="polling"]').waitFor();
  await tab.locator('.offbar').waitFor({ state: 'detached' });
  await accessible(tab);
  const run = await makeRun(page, '没有实时', ['请决定']);
  await inState(tab, run, 'needs_confirmation');
  await cardOf(tab, run).getByRole('button', { name: /^确认执行/ }).click();
  await inState(tab, run, 'blocked');
  await tab.unroute('**/v2/oneliner/events?*');
  // What the browser says when the network changed; the page would try again by itself, after a while.
  await tab.evaluate(() => dispatchEvent(new Event('online')));
  await tab.locator('.ol [data-role="connection"][data-state="live"]').waitFor();
  await cancel(run);
  await context.close();
});

test('what a page could not load is missed in words, and comes when asked for again', { timeout: 60_000 }, async () => {
  const { context, other: tab } = await openOther(browser, session, complaints);
  await tab.route('**/v2/oneliner/handoff-sources*', (route) => route.fulfill({
    status: 503, contentType: 'application/problem+json', json: { code: 'unavailable', title: 'Unavailable', detail: '', request_id: 'q9' },
  }));
  await tab.goto(server.base);
  const note = tab.locator('main .stale');
  await note.waitFor();
  await accessible(tab);
  await tab.unroute('**/v2/oneliner/handoff-sources*');
  await note.getByRole('button', { name: '重试' }).click();
  await tab.locator('.hero [data-action="handoff-to-main-agent"]').waitFor();
  await note.waitFor({ state: 'detached' });
  await context.close();
});

test('nothing was refused by the policy and no code failed', () => {
  assert.deepEqual(complaints.filter((line) => !EXPECTED.test(line)), []);
});
