// Coming in, staying as one likes it, and going out again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useSite } from './site.mjs';
import { api, signIn } from './window.mjs';

let server;
let page;
let context;
let complaints;

useSite((site) => ({ server, page, context, complaints } = site));

const pathAndQuery = () => page.evaluate(() => location.pathname + location.search);
const login = async (token) => {
  await page.getByLabel('访问令牌').fill(token);
  await page.getByRole('button', { name: '登录' }).click();
};

test('signing in and out', { timeout: 120_000 }, async (t) => {
  await t.test('a link is good once', async () => {
    const link = server.loginLink();
    await page.goto(link);
    await page.locator('.hero').waitFor();
    await page.locator('[data-action="sign-out"]').click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await page.goto(link);
    await page.getByText('登录链接或令牌无效、已使用或已过期').waitFor();
    assert.equal(await page.evaluate(() => location.href.includes('code')), false);
  });

  await t.test('a wrong token is refused in words, and the right one leads in', async () => {
    await login('sf_wrong');
    await page.locator('[role="alert"]').getByText('无效').waitFor();
    assert.equal(await pathAndQuery(), '/login');
    await login(server.token);
    await page.locator('.hero').waitFor();
    assert.equal(await pathAndQuery(), '/');
  });

  await t.test('signing out ends the session on the server and forgets what was shown', async () => {
    const cookies = await context.cookies();
    await page.locator('[data-action="sign-out"]').click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    assert.equal(await page.locator('.hero, .oneliner-run-card, .nav').count(), 0);
    await context.addCookies(cookies);
    await page.goto(`${server.base}/runs`);
    await page.getByRole('heading', { name: '登录' }).waitFor();
  });

  await t.test('who was thrown out comes back to the page where they were', async () => {
    await signIn(page, server);
    await page.locator('.nav a[href="/runs"]').click();
    await page.locator('.seg').getByText('已完成').click();
    await page.waitForFunction(() => location.search === '?status=done');
    await context.clearCookies();
    await page.getByRole('link', { name: '失败', exact: true }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    assert.equal(await pathAndQuery(), '/login');
    await login(server.token);
    await page.locator('.filters').waitFor();
    assert.equal(await pathAndQuery(), '/runs?status=failed');
  });

  await t.test('language and theme stay as they were switched', async () => {
    await page.locator('[data-action="switch-language"]').click();
    await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
    const theme = () => page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.body).colorScheme, document.documentElement.lang]);
    await page.locator('[data-action="switch-theme"]').click();
    await page.locator('[data-action="switch-theme"]').click();
    await page.reload();
    await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
    assert.deepEqual([await theme()].map(([name, , lang]) => [name, lang]), [['dark', 'en']]);
    await page.locator('[data-action="switch-language"]').click();
    await page.getByRole('heading', { name: '运行记录', level: 1 }).waitFor();
  });

  await t.test('another project is another home page, and is remembered', async () => {
    await api(page, 'POST', '/v2/projects', { name: '空项目' });
    await page.goto(server.base);
    await page.locator('.hero').waitFor();
    await page.locator('.nav .sample').waitFor();
    await page.locator('select[data-change="project"]').selectOption({ label: '空项目' });
    await page.getByRole('link', { name: '导入第一份数据' }).waitFor();
    assert.equal(await page.locator('.nav .sample').count(), 0);
    await page.reload();
    await page.getByRole('link', { name: '导入第一份数据' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('dialog.jump').getByRole('button', { name: '示例项目·星河' }).click();
    await page.locator('.hero').waitFor();
  });

  await t.test('nothing failed but what was meant to', () => assert.deepEqual(complaints.filter((one) => !/status of 401/.test(one)), []));
});
