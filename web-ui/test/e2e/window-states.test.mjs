// The window in each state that the server can bring about, as a person sees it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openOther, openPage } from './browser.mjs';
import { useSite } from './site.mjs';
import { FAILING, api, cardOf, confirmByApi, inState, makeRun, showRun, signIn } from './window.mjs';

const LOOK = { title: '读取', tool: 'dashboard.week-review', arguments: {}, detail: '' };
let server;
let context;
let page;
let complaints;
const button = (name) => page.locator('.ol').getByRole('button', { name, exact: true });
const confirm = () => page.locator('.ol').getByRole('button', { name: /^确认执行/ }).click();

useSite(async (site) => {
  ({ server, context, page, complaints } = site);
  await signIn(page, server);
});

test('while the runs load their place is kept, and a list that fails says so with a way back', { timeout: 60_000 }, async () => {
  const other = await openPage(context, []);
  let open = () => {};
  const opened = new Promise((resolve) => (open = () => resolve(undefined)));
  let fails = true;
  await other.route('**/v2/oneliner/runs?*', async (route) => {
    await opened;
    if (!fails) return route.continue();
    return route.fulfill({ status: 503, contentType: 'application/problem+json', headers: { 'X-Request-Id': 'req-7f3a' }, json: { code: 'unavailable', title: 'Unavailable', detail: 'try again later', request_id: 'req-7f3a' } });
  });
  await other.goto(server.base);
  await other.locator('.ol .oneliner-runs .sk').waitFor();
  assert.match(await other.locator('.ol .oneliner-runs .sk').innerText(), /加载/);
  await accessible(other, '.ol');
  open();
  const failed = other.locator('.ol .er');
  await failed.waitFor();
  assert.match(await failed.innerText(), /req-7f3a/);
  assert.equal(await other.locator('.comp textarea').isEnabled(), true);
  await accessible(other, '.ol');
  fails = false;
  await failed.getByRole('button', { name: '重试' }).click();
  await failed.waitFor({ state: 'detached' });
  await other.close();
});

test('before the first run the window says how to start', { timeout: 60_000 }, async () => {
  await page.getByText('还没有运行', { exact: true }).waitFor();
  await accessible(page);
});

test('a plan is edited in place and has to be confirmed again', { timeout: 60_000 }, async () => {
  await page.locator('.hero').getByRole('button', { name: '交给 OneLiner' }).click();
  const card = page.locator('.oneliner-run-card[data-state="needs_confirmation"]');
  await card.waitFor();
  await page.locator('.hero [aria-busy="true"]').waitFor({ state: 'detached' });
  await accessible(page);
  const before = await card.locator('.step').count();
  await button('编辑计划').click();
  await page.locator('.ed input').first().waitFor();
  await accessible(page);
  await button('添加一步').click();
  await page.locator('.ed input').nth(before).fill('最后请我看一遍');
  await page.locator('.ed li').last().getByRole('button', { name: /^上移/ }).click();
  await page.locator('.ed li').first().getByRole('button', { name: /^删除/ }).click();
  await button('保存并重新确认').click();
  await card.waitFor();
  assert.equal(await card.locator('.step').count(), before);
  const run = await api(page, 'GET', `/v2/oneliner/runs/${await card.getAttribute('data-run')}`);
  assert.equal(run.plan.revision, 2);
  assert.equal(run.run_status, 'needs_confirmation');
  assert.ok((await card.innerText()).includes('最后请我看一遍'));
  await button('取消').click();
  await card.waitFor({ state: 'detached' });
  await page.locator('.stream .ref', { hasText: '已取消' }).waitFor();
});

test('a plan that changes elsewhere is marked, and the old one cannot be confirmed', { timeout: 60_000 }, async () => {
  const run = await makeRun(page, '会被改的计划', ['先看数据', '再决定']);
  await showRun(page, run);
  await api(page, 'PUT', `/v2/oneliner/runs/${run.id}/plan`, { goal: run.plan.goal, steps: ['先看数据', '直接写结论'], plan_digest: run.plan.digest });
  const changed = cardOf(page, run).locator('.step.new');
  await changed.waitFor();
  assert.match(await changed.innerText(), /直接写结论/);
  await cardOf(page, run).getByText('计划已更新').waitFor();
  await accessible(page);
  await button('取消').click();
  await cardOf(page, run).waitFor({ state: 'detached' });
});

test('a long run ticks, and is cancelled in place with a reason', { timeout: 60_000 }, async () => {
  const run = await makeRun(page, '很长的运行', [...Array.from({ length: 19 }, () => LOOK), '问一句']);
  await showRun(page, run);
  await confirm();
  await page.locator(`.oneliner-run-card[data-run="${run.id}"]:is([data-state="running"], [data-state="blocked"])`).waitFor();
  await page.locator('.pg').waitFor();
  await inState(page, run, 'blocked');
  await button('取消运行').click();
  await page.getByPlaceholder('原因').fill('不需要了');
  await accessible(page);
  await page.keyboard.press('Escape');
  await button('取消运行').click();
  await page.getByPlaceholder('原因').fill('不需要了');
  await button('确定取消运行').click();
  await cardOf(page, run).waitFor({ state: 'detached' });
  const told = page.locator('.stream .ref', { hasText: '很长的运行' });
  await told.getByText('不需要了').waitFor();
  assert.match(await told.innerText(), /由你取消/);
});

test('a question is a form, with what is missing said beside the field', { timeout: 60_000 }, async () => {
  const run = await makeRun(page, '要问人的运行', ['请选择发布时间']);
  await showRun(page, run);
  await confirm();
  await inState(page, run, 'blocked');
  const field = page.locator('.question input').first();
  await field.waitFor();
  await accessible(page);
  await button('提交并继续').click();
  await page.locator('.field-problem').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  const describedBy = await field.getAttribute('aria-describedby');
  assert.ok(await page.locator(`[id="${describedBy}"]`).isVisible());
  assert.equal(await field.evaluate((input) => document.activeElement === input), true);
  await accessible(page);
});

test('choices, numbers and dates are asked for as such, and sent as such', { timeout: 60_000 }, async () => {
  const run = (await api(page, 'GET', '/v2/oneliner/runs?status=blocked')).items.find(({ title }) => title === '要问人的运行');
  const schema = {
    type: 'object', required: ['name', 'count', 'day'],
    properties: {
      name: { type: 'string', title: '按哪个名称跟进', oneOf: [{ const: 'old', title: '沿用旧名称' }, { const: 'new', title: '改用新名称' }] },
      count: { type: 'number', title: '看几条' }, day: { type: 'string', format: 'date', title: '从哪天起' }, note: { type: 'string', title: '补充说明' },
    },
  };
  // No tool that comes with the product asks for these; the question is put in between, the answer is caught.
  let sent;
  await page.route(`**/runs/${run.id}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), question: { id: '1.7', prompt: '账号更名了。怎么办？', input_schema: schema } } });
  });
  await page.route(`**/runs/${run.id}/answer`, (route) => {
    sent = route.request().postDataJSON();
    return route.fulfill({ status: 409, contentType: 'application/problem+json', json: { code: 'wrong-state', title: 'Wrong state', detail: 'somebody else answered' } });
  });
  await page.reload();
  await showRun(page, run);
  const form = page.locator('.question');
  await form.getByText('账号更名了').waitFor();
  await accessible(page, '.ol');
  await button('提交并继续').click();
  await page.waitForFunction(() => document.querySelectorAll('.question .field-problem').length === 3);
  await accessible(page, '.ol');
  await form.getByRole('radio', { name: '改用新名称' }).focus();
  await page.keyboard.press('Space');
  await form.getByLabel('看几条').fill('many');
  await form.getByLabel('从哪天起').fill('2026-11-25');
  await button('提交并继续').click();
  await page.waitForFunction(() => document.querySelectorAll('.question .field-problem').length === 1);
  assert.equal(sent, undefined);
  await form.getByLabel('看几条').fill('12.5');
  await button('提交并继续').click();
  await page.locator('.question .problem, .rc-q .problem').first().waitFor();
  assert.deepEqual(sent, { answer: { name: 'new', count: 12.5, day: '2026-11-25' }, question_id: '1.7' });
  // What was typed is still there for the next try.
  assert.equal(await form.getByLabel('看几条').inputValue(), '12.5');
  assert.equal(await form.getByRole('radio', { name: '改用新名称' }).isChecked(), true);
  await page.unroute(`**/runs/${run.id}`);
  await page.unroute(`**/runs/${run.id}/answer`);
  await page.reload();
  await showRun(page, run);
});

test('a run behind another one tells its place', { timeout: 60_000 }, async () => {
  const run = await makeRun(page, '排在后面', ['再问一句']);
  await confirmByApi(page, run);
  await showRun(page, run);
  await inState(page, run, 'queued');
  await cardOf(page, run).getByText('前面还有 1 个运行').waitFor();
  await accessible(page);
});

test('an answer lets the run go on to its end, and the next one begins', { timeout: 60_000 }, async () => {
  const waiting = page.locator('.more .orun', { hasText: '要问人的运行' });
  await page.locator('.more summary').click();
  await waiting.click();
  await page.locator('.question input').first().fill('周五上午');
  await button('提交并继续').click();
  // What is over gives way to what begins to wait.
  await page.locator('.oneliner-run-card[data-state="blocked"]', { hasText: '排在后面' }).waitFor();
  await page.locator('.stream .ref', { hasText: '要问人的运行' }).getByText('已完成').waitFor();
  await page.locator('.question input').first().fill('好');
  await button('提交并继续').click();
  await page.locator('.oneliner-run-card[data-state="done"]', { hasText: '排在后面' }).waitFor();
  await accessible(page);
});

test('a failed run says why, what was not done, and can be tried again', { timeout: 60_000 }, async () => {
  const run = await makeRun(page, '会失败', [FAILING, '然后再看']);
  await showRun(page, run);
  await confirm();
  await inState(page, run, 'failed');
  const card = cardOf(page, run);
  assert.match(await card.locator('.remark.bad').innerText(), /\S{4,}/);
  // In words as well as in marks: what was done, what was not.
  assert.deepEqual(await card.locator('.step .st').allInnerTexts(), ['失败', '未开始']);
  await accessible(page);
  await card.getByRole('link', { name: '查看详情' }).click();
  const failure = page.locator('[data-run-page]');
  await failure.getByText(`运行编号 ${run.id}`).waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await failure.getByRole('button', { name: '复制编号' }).click();
  await failure.getByText('已复制').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), run.id);
  await accessible(page);
  await page.goto(server.base);
  await showRun(page, run);
  await button('重试').click();
  await page.locator('.oneliner-run-card[data-state="needs_confirmation"]', { hasText: '会失败' }).waitFor();
  assert.notEqual(await page.locator('.oneliner-run-card').getAttribute('data-run'), run.id);
  assert.match(await page.title(), /^\(1\) /);
});

test('the window docks, closes to its launcher with a count, and opens again', { timeout: 60_000 }, async () => {
  await button('停靠到右侧').click();
  const place = await page.locator('.ol.dock').evaluate((window) => [window.offsetTop, window.offsetHeight]);
  assert.deepEqual(place, [0, 960]);
  await accessible(page);
  await button('停靠到右侧').click();
  await page.locator('.ol.float').waitFor();
  await button('最小化').click();
  const launcher = page.locator('.fab');
  await launcher.waitFor();
  assert.match(await launcher.getAttribute('aria-label') ?? '', /1 个运行等你/);
  await accessible(page);
  await launcher.click();
  await page.locator('.ol.float').waitFor();
});

test('every state is as accessible in English and in the dark, and nothing shows below its buttons', { timeout: 90_000 }, async () => {
  const { context: dark, other } = await openOther(context.browser(), await context.storageState(), complaints, { locale: 'en-GB', colorScheme: 'dark' });
  await other.goto(server.base);
  const { items } = await api(page, 'GET', '/v2/oneliner/runs?limit=50');
  const states = new Map(items.map((run) => [run.run_status, run]));
  assert.ok(states.size >= 4, [...states.keys()].join());
  for (const run of states.values()) {
    await showRun(other, run);
    await accessible(other, '.ol');
    // The footer that stays in sight reaches down to the edge of what scrolls.
    const gap = await other.evaluate(() => {
      const zone = document.querySelector('.oneliner-runs');
      const footer = zone?.querySelector('.rc-f');
      if (!zone || !footer || zone.scrollHeight <= zone.clientHeight) return 0;
      return Math.max(0, zone.getBoundingClientRect().bottom - footer.getBoundingClientRect().bottom);
    });
    assert.ok(gap <= 1, `${run.run_status}: ${gap}`);
  }
  await dark.close();
});

test('nothing was refused by the policy and nothing failed', () => assert.deepEqual(complaints.filter((line) => !/status of 409/.test(line)), []));
