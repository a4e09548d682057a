// Small ways on the pages: to a part of a page, through the filters of the history, and of a file to its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useSite } from './site.mjs';
import { api, cardOf, makeRun, signIn } from './window.mjs';

let server;
let page;
let complaints;

useSite((site) => ({ server, page, complaints } = site));

test('small ways on the pages', { timeout: 120_000 }, async (t) => {
  await signIn(page, server);

  await t.test('a link to the snapshot of a run shows it, however late the page comes', async () => {
    const run = await makeRun(page, '看看账号', Array.from({ length: 18 }, (_, step) => `第 ${step + 1} 步`));
    await cardOf(page, run).waitFor();
    await page.route(`**/v2/oneliner/runs/${run.id}/events*`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    const link = cardOf(page, run).getByRole('link', { name: '治理快照' });
    const top = () => page.locator('#snapshot-title').evaluate((heading) => heading.getBoundingClientRect().top);
    const inSight = () => page.waitForFunction(() => {
      const box = document.getElementById('snapshot-title')?.getBoundingClientRect();
      return box && box.top >= 0 && box.top < innerHeight - 20 && scrollY > 0;
    });
    await link.click();
    await inSight();
    await page.locator('main .timeline li').first().waitFor();
    await inSight();
    const before = await page.evaluate(() => history.length);
    await page.evaluate(() => scrollTo(0, 0));
    await link.click();
    await inSight();
    assert.ok((await top()) >= 48, 'not below the bar');
    assert.equal(await page.evaluate(() => history.length), before);
    await page.reload();
    await inSight();
    await page.locator('.nav a[href="/runs"]').click();
    await page.waitForFunction(() => location.pathname === '/runs' && scrollY === 0);
  });

  await t.test('a chosen platform leaves the others to choose', async () => {
    await page.goto(`${server.base}/runs`);
    const list = page.getByLabel('平台');
    const offered = () => list.locator('option').allInnerTexts();
    await page.locator('main tbody tr').first().waitFor();
    const before = await offered();
    for (const name of ['全部', '抖音', '小红书']) assert.ok(before.includes(name), `${name} in ${before}`);
    await list.selectOption({ label: '小红书' });
    await page.waitForFunction(() => location.search === '?platform=xiaohongshu');
    assert.deepEqual(await offered(), before);
    await list.selectOption({ label: '抖音' });
    await page.locator('main tbody tr').first().waitFor();
  });

  await t.test('a file that is dropped beside its place leaves the page where it is', async () => {
    await page.goto(`${server.base}/import`);
    await page.locator('[data-drop]').waitFor();
    await drop('main .page-lead');
    assert.deepEqual(await page.evaluate(() => globalThis.dropped), { over: true, drop: true, effect: 'none' });
    assert.equal(await page.locator('[data-role="import-preview"]').count(), 0);
  });

  await t.test('a file that is dropped on its place is read, and one on the preview changes nothing', async () => {
    await page.evaluate(dropOn, ['[data-drop]', true]);
    assert.equal(await page.locator('[data-drop].is-over').count(), 1);
    await drop('[data-drop]');
    await page.locator('[data-role="import-preview"]').getByText('夜谈').waitFor();
    assert.equal(await page.locator('input[name="collection"]').inputValue(), 'accounts');
    await drop('[data-role="import-preview"]');
    assert.equal((await page.evaluate(() => globalThis.dropped)).drop, true);
    assert.equal(await page.locator('[data-role="import-preview"] h2').innerText(), 'accounts.csv');
    await page.getByRole('button', { name: '确认导入 1 行' }).click();
    await page.getByText('已导入 1 行').waitFor();
    const { content } = await api(page, 'GET', `/v2/projects/${(await api(page, 'GET', '/v2/projects')).items[0].id}/documents/accounts/dropped-1`);
    assert.equal(content.name, '夜谈');
  });

  await t.test('figures of some accounts and of few days say so', async () => {
    const { id } = await api(page, 'POST', '/v2/projects', { name: '许多账号' });
    const day = (age) => new Date(Date.now() - age * 86_400_000).toISOString().slice(0, 10);
    const accounts = Array.from({ length: 14 }, (_, place) => ({ id: `a${place + 10}`, name: `账号 ${place + 10}`, platform: 'douyin', focus: 'true' }));
    await api(page, 'POST', `/v2/projects/${id}/documents/accounts`, accounts);
    await api(page, 'POST', `/v2/projects/${id}/documents/account_metrics`, accounts.flatMap((account) => [0, 1, 3].map((age) => ({ account_id: account.id, date: day(age), views: 1000, likes: age === 0 ? 20 : 40 }))));
    await page.evaluate((project) => localStorage.setItem('sf.project', project), id);
    await page.goto(server.base);
    await page.locator('.spark em').getByText('较此前 2 日均值 −50%').waitFor();
    assert.match(await page.locator('.spark figcaption').innerText(), /前 12（共 14）/);
    assert.match(await page.locator('.evidence summary').innerText(), /前 12（共 14） 个重点账号中，12 个/);
    await page.locator('.evidence summary').click();
    assert.match(await page.locator('.evidence tbody').first().innerText(), /4%（2 日）/);
    assert.equal(await page.locator('.evidence tbody').first().locator('th').count(), 12);
  });

  await t.test('nothing failed', () => assert.deepEqual(complaints, []));
});

const drop = (selector) => page.evaluate(dropOn, [selector, false]);

/** Runs in the page: drags a file over an element and lets it go there; keeps whether the browser would have opened it. */
function dropOn([selector, onlyOver]) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['id,name,platform,focus\ndropped-1,夜谈,douyin,true\n'], 'accounts.csv', { type: 'text/csv' }));
  const target = /** @type {Element} */ (document.querySelector(selector));
  const send = (type) => !target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  const over = send('dragover');
  const effect = dataTransfer.dropEffect;
  globalThis.dropped = onlyOver ? { over } : { over, drop: send('drop'), effect };
}
