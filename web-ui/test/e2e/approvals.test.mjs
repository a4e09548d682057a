// What the policy asks of people: to confirm again, in time, for others, and to say why; in a browser against the real server.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { api, cardOf, inState, makeRun, signIn } from './window.mjs';

let server;
let kris;
let ann;

before(async () => {
  server = await startServer();
  const token = server.addUser('ann');
  kris = await openBrowser();
  ann = await openBrowser();
  await signIn(kris.page, server);
  await ann.page.goto(`${server.base}/login`);
  await ann.page.locator('input[name="token"]').fill(token);
  await ann.page.locator('form[data-form="login"] button[type="submit"]').click();
  await ann.page.locator('form[data-form="project"]').waitFor();
}, { timeout: 300_000 });

after(async () => {
  await kris?.browser.close();
  await ann?.browser.close();
  await server?.stop();
});

/** Looks for those who review: a folder of pictures when it is asked for. */
async function picture(page, name) {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Puts a run on the card, unless it is there or comes there by itself: by its line among the other runs. */
async function putOnCard(page, run) {
  const card = cardOf(page, run);
  const others = page.locator('.more summary');
  await others.or(card).first().waitFor();
  if ((await card.count()) === 0 && (await page.locator('.more[open]').count()) === 0) await others.click();
  const line = page.locator(`.orun[data-run="${run.id}"]`);
  const news = page.locator('[data-action="show-new-runs"]');
  await line.or(news).or(card).first().waitFor();
  if ((await card.count()) > 0) return;
  // What came after the list was unfolded is not put in by itself.
  if ((await line.count()) === 0) await news.click();
  await line.click();
  await card.waitFor();
}

test('what the policy asks of people', { timeout: 200_000 }, async (t) => {
  const project = (await api(kris.page, 'GET', '/v2/projects')).items[0].id;
  const govern = (policy) => api(kris.page, 'PUT', `/v2/governance/layers/project/${project}`, { policy });
  const stored = (page, run) => api(page, 'GET', `/v2/oneliner/runs/${run.id}`);

  await t.test('a run of before a change says so, and an old page confirms nothing', async () => {
    await govern({ on_policy_change: 'reconfirm', max_steps: 9 });
    const run = await makeRun(kris.page, '看看账号', ['问一下']);
    await putOnCard(kris.page, run);
    await inState(kris.page, run, 'needs_confirmation');
    const card = cardOf(kris.page, run);
    await govern({ on_policy_change: 'reconfirm', max_steps: 7 });
    await card.locator('[data-drift="reconfirm"]').waitFor();
    // What the stream tells must not arrive before the click: this page is to be an old one.
    const itself = `**/v2/oneliner/runs/${run.id}`;
    await kris.page.route(itself, (route) => route.abort());
    await govern({ on_policy_change: 'reconfirm', max_steps: 8 });
    await card.getByRole('button', { name: /确认执行/ }).click();
    await card.getByText('策略刚刚更新了').waitFor();
    await kris.page.unroute(itself);
    await card.locator('[data-drift="reconfirm"]').getByText('策略已更新，需要重新确认').waitFor();
    await picture(kris.page, 'drift-card-zh');
    await accessible(kris.page);
    await card.getByRole('link', { name: '查看变化' }).click();
    await kris.page.locator('.diff tr.changed').getByText('max_steps').waitFor();
    await picture(kris.page, 'drift-page-zh');
    assert.equal((await stored(kris.page, run)).run_status, 'needs_confirmation');
    await card.getByRole('button', { name: /确认执行/ }).click();
    await inState(kris.page, run, 'blocked');
    assert.equal((await stored(kris.page, run)).governance_snapshot.effective_policy.max_steps, 8);
    await api(kris.page, 'POST', `/v2/oneliner/runs/${run.id}/cancel`, { reason: '' });
  });

  await t.test('a confirmation that runs out is given more time', async () => {
    await govern({ confirm_within: 'PT10M' });
    const run = await makeRun(kris.page, '限时确认', ['问一下']);
    const card = cardOf(kris.page, run);
    await putOnCard(kris.page, run);
    await card.getByText(/分钟后过期/).waitFor();
    const before = (await stored(kris.page, run)).expires_at;
    await card.getByRole('button', { name: '延长期限' }).click();
    await kris.page.locator('.chips').getByText('已延长期限').waitFor();
    assert.ok((await stored(kris.page, run)).expires_at > before);
    await picture(kris.page, 'extend-zh');
    await card.getByRole('button', { name: '取消', exact: true }).click();
  });

  await t.test('what waits for somebody else reaches them live, with who asks', async () => {
    await govern({ self_confirm: false });
    await api(kris.page, 'POST', `/v2/projects/${project}/members`, { user: 'ann', role: 'member' });
    await ann.page.reload();
    await ann.page.locator('.hero').waitFor();
    const run = await makeRun(ann.page, '安的运行', ['问一下']);
    const own = cardOf(ann.page, run);
    await putOnCard(ann.page, run);
    await own.getByText('等他人确认').waitFor();
    await own.locator('[data-approval="owner"]').getByText('管理员').waitFor();
    assert.equal(await own.getByRole('button', { name: /确认执行/ }).count(), 0);
    await picture(ann.page, 'approval-owner-zh');
    const card = cardOf(kris.page, run);
    await putOnCard(kris.page, run);
    await card.locator('[data-approval="approver"]').getByText('由 ann 发起，等你批准。').waitFor();
    await picture(kris.page, 'approval-approver-zh');
    await accessible(kris.page);
    await card.getByRole('button', { name: /确认执行/ }).click();
    await inState(ann.page, run, 'blocked');
    assert.deepEqual((await stored(kris.page, run)).allowed_actions, []);
    await api(ann.page, 'POST', `/v2/oneliner/runs/${run.id}/cancel`, { reason: '' });
  });

  await t.test('who cancelled for others and why is told by name, also after a reload', async () => {
    const run = await makeRun(ann.page, '由别人取消', ['问一下']);
    await putOnCard(ann.page, run);
    await api(kris.page, 'POST', `/v2/oneliner/runs/${run.id}/cancel`, { reason: '先不做' });
    await cardOf(ann.page, run).waitFor({ state: 'detached' });
    const line = ann.page.locator(`.stream .ref[data-run="${run.id}"]`).first();
    await line.getByText('由 kris 取消。 原因：先不做').waitFor();
    await ann.page.reload();
    await line.getByText('由 kris 取消。 原因：先不做').waitFor();
    await picture(ann.page, 'cancelled-by-zh');
    await ann.page.goto(`${server.base}/runs/${run.id}`);
    const events = ann.page.locator('.timeline');
    assert.equal(await events.locator('[data-event="run.cancelled"] .who').innerText(), 'kris');
    assert.equal(await events.locator('[data-event="run.created"] .who').innerText(), '你（ann）');
    await picture(ann.page, 'cancelled-by-page-zh');
    await ann.page.goto(server.base);
  });

  await t.test('what its owner takes back leaves the window of whoever could approve it', async () => {
    const run = await makeRun(ann.page, '又收回', ['问一下']);
    await putOnCard(kris.page, run);
    await putOnCard(ann.page, run);
    await cardOf(ann.page, run).getByRole('button', { name: '取消', exact: true }).click();
    await cardOf(kris.page, run).waitFor({ state: 'detached' });
  });

  await t.test('the run list is filtered by whose, source, action and platform, in its address', async () => {
    const run = await makeRun(ann.page, '等批准', ['问一下']);
    await kris.page.goto(`${server.base}/runs`);
    await kris.page.getByRole('link', { name: '等我批准' }).click();
    await kris.page.locator(`main tr[data-run="${run.id}"]`).getByText('ann').waitFor();
    const listed = (await api(kris.page, 'GET', `/v2/oneliner/runs?whose=approvals&project_id=${project}`)).items;
    assert.ok(listed.every(({ user_name: name }) => name === 'ann'));
    assert.equal(await kris.page.locator('main tbody tr').count(), listed.length);
    await kris.page.getByRole('link', { name: '我的' }).click();
    await kris.page.locator(`main tr[data-run="${run.id}"]`).waitFor({ state: 'detached' });
    await kris.page.getByLabel('动作').selectOption('test');
    await kris.page.getByRole('combobox', { name: '平台' }).selectOption('douyin');
    await kris.page.waitForURL(/whose=mine/);
    assert.match(kris.page.url(), /action=test/);
    assert.match(kris.page.url(), /platform=douyin/);
    await picture(kris.page, 'filters-zh');
    await kris.page.reload();
    await kris.page.locator('main tbody tr').first().waitFor();
    assert.equal(await kris.page.getByLabel('动作').inputValue(), 'test');
    await accessible(kris.page);
  });

  await t.test('an override stands on the card, is ended early with a reason, and the log keeps who did what', async () => {
    await api(kris.page, 'POST', '/v2/governance/overrides', { policy: { max_steps: 5 }, notice: '活动期间', ends_at: '2099-01-01T00:00:00Z', reason: '双十一' });
    const run = await makeRun(kris.page, '覆盖之下', ['问一下']);
    await kris.page.goto(server.base);
    await kris.page.locator(`.stream .ref[data-run="${run.id}"]`).click();
    const line = cardOf(kris.page, run).locator('.ovr').filter({ hasText: '管理员覆盖生效中' });
    await line.getByText('活动期间').waitFor();
    await picture(kris.page, 'override-card-zh');
    await line.getByRole('link', { name: '查看策略' }).click();
    await kris.page.waitForURL(/\/governance$/);
    await api(kris.page, 'POST', `/v2/oneliner/runs/${run.id}/cancel`, { reason: '' });
    await kris.page.goto(`${server.base}/admin/policies`);
    const item = kris.page.locator('.overrides li').filter({ hasText: '活动期间' });
    await item.getByText('双十一').waitFor();
    await item.getByText('提前结束').first().click();
    await item.getByLabel('原因').fill('活动结束');
    await picture(kris.page, 'override-end-zh');
    await item.getByRole('button', { name: '立即结束' }).click();
    await item.getByText('已过期').waitFor();
    await item.getByText('活动结束').waitFor();
    const log = kris.page.locator('.audit');
    await log.locator('[data-change-action="override.end"]').getByText('活动结束').waitFor();
    await log.locator('[data-change-action="member.put"]').first().waitFor();
    await log.scrollIntoViewIfNeeded();
    await picture(kris.page, 'audit-zh');
    await accessible(kris.page);
  });

  await t.test('in English, dark and narrow it is all there', async () => {
    await kris.page.emulateMedia({ colorScheme: 'dark' });
    for (const [path, name] of [['/runs?whose=approvals&lang=en', 'filters-en'], ['/admin/policies?lang=en', 'audit-en']]) {
      await kris.page.goto(server.base + path);
      await kris.page.locator('main h2, main table').first().waitFor();
      await picture(kris.page, `${name}-dark`);
      await kris.page.setViewportSize({ width: 320, height: 800 });
      // The window becomes a sheet a moment after the page became narrow.
      await kris.page.waitForFunction(() => document.documentElement.scrollWidth <= 320);
      await picture(kris.page, `${name}-320`);
      await kris.page.setViewportSize({ width: 1440, height: 960 });
    }
  });

  assert.deepEqual(kris.complaints.filter((line) => !/40[49] \(/.test(line)), []);
});
