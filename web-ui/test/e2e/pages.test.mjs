// The pages around the window, as a person uses them, in a browser against the real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openBrowser } from './browser.mjs';
import { useSite } from './site.mjs';

const PAGES = ['/', '/strategy', '/governance', '/runs', '/import', '/admin/plugins', '/admin/policies', '/x/dashboard/dashboard'];

let server;
let page;
let complaints;

useSite((site) => ({ server, page, complaints } = site));

/** A request of the signed-in person, as the pages send it. */
const call = (path, body) => page.evaluate(async ([address, content]) => {
  const headers = content ? { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } : {};
  const answer = await fetch(address, content ? { method: 'POST', headers, body: JSON.stringify(content) } : { headers });
  return answer.json();
}, [path, body]);

const open = async (path) => {
  await page.goto(server.base + path);
  await page.locator('main h2, main .page-lead, main table').first().waitFor();
};

/** No part of the page is wider than the window. */
const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('the pages around the window', { timeout: 170_000 }, async (t) => {
  await page.goto(server.loginLink());
  await page.locator('.hero').waitFor();
  const project = (await call('/v2/projects')).items[0].id;
  const card = page.locator('.oneliner-run-card');

  /** Presses a hand-off and gives the run it made, which must be on the card. */
  async function handedOver(button) {
    const before = (await call('/v2/oneliner/runs?limit=1')).items[0]?.id;
    await button.click();
    let run;
    for (let tries = 0; (run?.id ?? before) === before && tries < 50; tries++) {
      run = (await call('/v2/oneliner/runs?limit=1')).items[0];
      if ((run?.id ?? before) === before) await page.waitForTimeout(100);
    }
    await page.locator(`.oneliner-run-card[data-run="${run.id}"][data-status="needs_confirmation"]`).waitFor();
    return run;
  }

  await t.test('the dashboard draws the figures of the project', async () => {
    await page.locator('.spark svg[role="img"]').waitFor();
    assert.match(await page.locator('.spark svg').getAttribute('aria-label'), /%/);
    await page.getByText('查看依据').click();
    await page.locator('.evidence tbody th').first().waitFor();
    const shown = await page.locator('.evidence tbody th').count();
    const accounts = (await call(`/v2/projects/${project}/documents/accounts?limit=100`)).items;
    assert.equal(shown, accounts.filter(({ content }) => content.platform === 'douyin' && content.focus === 'true').length);
  });

  await t.test('the first and both second actions of the dashboard hand over', async () => {
    const primary = await handedOver(page.locator('.hero').getByRole('button', { name: /交给 OneLiner/ }));
    assert.deepEqual([primary.source_action_key, primary.platform], ['homepage-primary-action', 'douyin']);
    for (const name of ['复盘近 7 天内容表现', '补齐缺失数据']) {
      const run = await handedOver(page.getByRole('button', { name: `交给 OneLiner: ${name}` }));
      assert.equal(run.source_action_key, 'homepage-secondary-action');
    }
  });

  await t.test('each strategy is handed over for its platform', async () => {
    await page.getByRole('link', { name: '策略', exact: true }).first().click();
    await page.locator('[data-platform="xiaohongshu"] .rowbars').waitFor();
    await page.locator('[data-platform="xiaohongshu"] .legend').getByText('实际占比').waitFor();
    const run = await handedOver(page.locator('[data-platform="xiaohongshu"]').getByRole('button', { name: /交给 OneLiner 调整/ }));
    assert.deepEqual([run.source_action_key, run.platform], ['adjust-strategy', 'xiaohongshu']);
    await page.locator('[data-role="oneliner-runs"]').getByRole('button', { name: '确认执行' }).click();
    await card.and(page.locator('[data-status="done"]')).waitFor();
    await page.locator('main .timeline').getByText('小红书').first().waitFor();
  });

  await t.test('an administrator writes a layer, and is told what is wrong with it', async () => {
    await open('/admin/policies');
    const form = page.locator('form[data-form="layer"]');
    await form.getByLabel('规则 1', { exact: true }).fill('max_steps');
    await form.getByRole('button', { name: '保存这一层' }).click();
    await form.getByText('缺少值').waitFor();
    await form.getByLabel('规则 1 的值').fill('12');
    await form.getByRole('button', { name: '添加规则' }).click();
    await form.getByLabel('规则 2', { exact: true }).fill('tone');
    await form.getByLabel('规则 2 的值').fill('calm');
    await form.getByRole('button', { name: '保存这一层' }).click();
    await form.getByText('已保存').waitFor();
    await form.getByRole('button', { name: '用 JSON 编辑' }).click();
    await form.locator('textarea').fill('{ "max_steps": 12,');
    await form.getByRole('button', { name: '保存这一层' }).click();
    await form.getByText('不是有效的 JSON').waitFor();
    assert.deepEqual((await call('/v2/governance/layers/system/default')).policy, { max_steps: 12, tone: 'calm' });
  });

  await t.test('an override is announced on every page', async () => {
    await open('/admin/policies');
    await page.getByText('新建覆盖').click();
    const form = page.locator('form[data-form="override"]');
    await form.getByLabel('规则 1', { exact: true }).fill('max_steps');
    await form.getByLabel('规则 1 的值').fill('5');
    await form.getByLabel('给大家看的说明').fill('今天最多五步。');
    await form.getByLabel('结束时间').fill('2099-01-01T00:00');
    await form.getByRole('button', { name: '立即覆盖' }).click();
    await page.locator('.override').getByText('今天最多五步。').waitFor();
    await page.locator('.overrides').getByText('生效中').waitFor();
    for (const path of ['/', '/strategy', '/governance', '/runs']) {
      await open(path);
      await page.locator('.override').getByText('今天最多五步。').waitFor();
    }
  });

  await t.test('members are shown and an unknown one is refused in words', async () => {
    await open('/admin/policies');
    const form = page.locator('form[data-form="member"]');
    await form.getByLabel('用户名').fill('nobody');
    await form.getByRole('button', { name: '添加成员' }).click();
    await form.locator('.problem').waitFor();
    server.addUser('mei');
    await form.getByLabel('用户名').fill('mei');
    await form.getByRole('button', { name: '添加成员' }).click();
    await page.locator('main td', { hasText: '成员' }).first().waitFor();
  });

  await t.test('a governance tag hands itself over, and its layers are shown', async () => {
    await open('/governance');
    const rule = page.locator('tr[data-rule="max_steps"]');
    await rule.locator('.wins', { hasText: '管理员覆盖' }).waitFor();
    assert.match(await rule.locator('.chain').innerText(), /系统[\s\S]*12/);
    const run = await handedOver(rule.getByRole('button', { name: /交给 OneLiner 处理/ }));
    assert.equal(run.source_action_key, 'review-tag');
    assert.match(run.title, /max_steps/);
  });

  await t.test('a run of before the override shows what is different now', async () => {
    const first = (await call('/v2/oneliner/runs?status=done')).items[0];
    await open(`/runs/${first.id}`);
    await page.locator('[data-run-page]').waitFor();
    await page.locator('main .diff tr', { hasText: 'max_steps' }).first().waitFor();
    await page.locator('[data-role="result"] table').first().waitFor();
    await page.locator('[data-role="result"] .rowbars').first().waitFor();
    assert.ok((await page.locator('main .step').count()) > 0);
    await page.locator('main .timeline li').first().waitFor();
    assert.equal(await page.locator('main .timeline li').count(), (await call(`/v2/oneliner/runs/${first.id}/events?limit=100`)).items.length);
    await page.locator('main .timeline .lnk').first().click();
    await page.locator('main .timeline pre').first().waitFor();
    await page.getByText('再次运行').first().waitFor();
    await checkAxe();
  });

  await t.test('the history filters by the address, pages, and does not shift', async () => {
    const make = (n) => call('/v2/oneliner/runs', { project_id: project, source_screen: 'api', source_action_key: 'test', title: `运行 ${n}`, plan_request: { goal: 'g', steps: ['看一看'] } });
    for (let n = 0; n < 24; n++) await make(n);
    await open('/runs');
    const rows = page.locator('main tbody tr');
    await rows.first().waitFor();
    assert.equal(await rows.count(), 20);
    await page.getByRole('button', { name: '加载更多' }).click();
    await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length > 20);
    const count = await rows.count();
    await page.locator('[data-role="connection"][data-state="live"]').first().waitFor();
    await make('新');
    await page.getByRole('button', { name: '1 条新运行' }).waitFor();
    assert.equal(await rows.count(), count);
    await page.getByRole('button', { name: '1 条新运行' }).click();
    await rows.first().getByText('运行 新').waitFor();
    await page.locator('.seg').getByText('已完成').click();
    await page.waitForFunction(() => location.search === '?status=done' && document.querySelectorAll('main tbody .st-done').length > 0);
    assert.equal(await page.locator('main tbody .pill:not(.st-done)').count(), 0);
    await page.getByLabel('来源').selectOption('strategy');
    await page.waitForFunction(() => location.search === '?status=done&screen=strategy');
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length === 1);
    await page.goBack();
    await page.waitForFunction(() => location.search === '?status=done');
  });

  await t.test('anything is found from the keyboard', async () => {
    await page.keyboard.press('Control+k');
    await page.locator('dialog.jump input').fill('插件');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/plugins');
    await page.locator('[data-plugin="dashboard"]').getByText('运行中').waitFor();
  });

  await t.test('no page has a barrier that a machine can find', async () => {
    for (const path of PAGES) {
      await open(path);
      await checkAxe();
    }
  });

  await t.test('every page fits a narrow window and says that its data is a sample', async () => {
    await page.setViewportSize({ width: 320, height: 720 });
    for (const path of PAGES) {
      await open(path);
      assert.ok((await overflow()) <= 0, `${path} is ${await overflow()} pixels too wide`);
      assert.ok(await page.locator('.top .sample').isVisible(), path);
    }
    await page.getByRole('button', { name: '更多' }).click();
    await page.locator('dialog.jump').getByRole('link', { name: 'Agent 治理' }).click();
    await page.waitForURL('**/governance');
    await page.setViewportSize({ width: 1440, height: 960 });
  });

  await t.test('an unknown page and an unknown plugin screen are told', async () => {
    await page.goto(`${server.base}/x/no/such`);
    await page.getByText('没有这个插件屏幕').waitFor();
  });

  await t.test('nothing was refused by the policy and nothing failed', () => {
    // What is refused on purpose above is named by the browser as well.
    const unexpected = complaints.filter((one) => !/status of (?:404|422)/.test(one));
    assert.deepEqual(unexpected, []);
  });
});

async function checkAxe() {
  await page.locator('main .sk').waitFor({ state: 'detached' });
  await accessible(page);
}

test('a person without a project makes one, imports two files and hands over', { timeout: 90_000 }, async (t) => {
  server.addUser('lin');
  const other = await openBrowser({ width: 1280, height: 900 });
  const { page: own } = other;
  t.after(() => other.browser.close());
  const day = (age) => new Date(Date.now() - age * 86_400_000).toISOString().slice(0, 10);
  const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const metrics = ['account_id,date,followers,views,likes,comments,shares'];
  for (let age = 34; age >= 0; age--) metrics.push(`a1,${day(age)},${1000 - age},${2000 + age * 3},${age < 2 ? 40 : 120},10,5`);

  await own.goto(server.loginLink('lin'));
  await own.getByLabel('项目名称').fill('我的项目');
  await own.getByRole('button', { name: '创建项目' }).click();
  await own.getByRole('link', { name: '导入第一份数据' }).click();

  await own.locator('input[type="file"]').setInputFiles(file('accounts.csv', 'id,name,platform,focus\na1,夜谈,douyin,true\n,无名,douyin,false\n'));
  await own.locator('[data-role="import-preview"]').getByText('第 2 行').waitFor();
  assert.ok(await own.getByRole('button', { name: '确认导入 2 行' }).isDisabled());
  await own.getByRole('button', { name: '换一个文件' }).click();

  await own.locator('input[type="file"]').setInputFiles(file('accounts.csv', 'id,name,platform,focus\na1,"夜谈, 星河",douyin,true\n'));
  await own.getByText('夜谈, 星河').waitFor();
  await own.getByRole('button', { name: '确认导入 1 行' }).click();
  await own.getByText('已导入 1 行').waitFor();

  await own.locator('input[type="file"]').setInputFiles(file('daily.csv', `${metrics.join('\n')}\n`));
  assert.equal(await own.locator('input[name="collection"]').inputValue(), 'account_metrics');
  await own.getByText('主键：account_id + date').waitFor();
  await own.getByRole('button', { name: '确认导入 35 行' }).click();
  await own.getByText('已导入 35 行').waitFor();

  await own.locator('[data-role="import-done"]').getByRole('button', { name: /交给 OneLiner/ }).click();
  await own.locator('.oneliner-run-card[data-status="needs_confirmation"]').waitFor();
  await own.getByRole('link', { name: '工作台' }).first().click();
  await own.locator('.spark strong').waitFor();
  assert.equal(await own.getByText('示例数据').count(), 0);
  await own.goto(`${server.base}/admin/policies`);
  await own.getByText('只有管理员可以修改策略').waitFor();
  assert.deepEqual(other.complaints, []);
});
