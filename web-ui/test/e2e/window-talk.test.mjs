// Talking to the agent: the composer, and what is written in a session.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { useSite } from './site.mjs';
import { api, makeRun, signIn } from './window.mjs';

let page;
let complaints;

useSite(async (site) => {
  ({ page, complaints } = site);
  await signIn(page, site.server);
  // A session begins with a first run.
  await makeRun(page, '读取', ['读取']);
});

test('messages are sent, and what an agent writes is drawn without becoming HTML', { timeout: 60_000 }, async () => {
  await page.route('**/messages?*', async (route) => {
    const answer = await (await route.fetch()).json();
    answer.items.push({
      id: 'zz', session_id: answer.items[0]?.session_id ?? '', role: 'agent', run_id: '', created_at: new Date().toISOString(),
      content: '**要点**\n\n- 一\n- 二\n\n<img src=x onerror=alert(1)> [坏](javascript:alert(1)) [好](https://example.org)\n\n| 名 | 数 |\n|---|---:|\n| 甲 | 3 |',
    });
    await route.fulfill({ json: answer });
  });
  await page.locator('.comp textarea').fill('昨天怎么样？');
  await page.keyboard.press('Enter');
  await page.locator('.msg.u', { hasText: '昨天怎么样？' }).waitFor();
  assert.equal(await page.locator('.comp textarea').inputValue(), '');
  const drawn = page.locator('.md').last();
  await drawn.locator('table').waitFor();
  assert.equal(await drawn.locator('strong').innerText(), '要点');
  assert.equal(await drawn.locator('li').count(), 2);
  assert.equal(await drawn.locator('img').count(), 0);
  assert.equal(await drawn.locator('a').count(), 1);
  assert.match(await drawn.innerText(), /<img src=x onerror/);
  await accessible(page);
  await page.unroute('**/messages?*');
});

test('a message says which screen it is about, unless the person takes that off', { timeout: 60_000 }, async () => {
  const say = async (words) => {
    await page.locator('.comp textarea').fill(words);
    await page.keyboard.press('Enter');
    const message = page.locator('.msg.u', { hasText: words });
    await message.waitFor();
    return message;
  };
  await page.reload();
  await page.locator('.ctx', { hasText: '工作台' }).waitFor();
  assert.equal(await (await say('这里为什么掉了？')).locator('.about').innerText(), '工作台');
  await page.locator('[data-action="leave-context"]').click();
  await page.locator('.ctx').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.matches('.comp textarea'));
  assert.equal(await (await say('你好')).locator('.about').count(), 0);
  await page.reload();
  await page.locator('.msg.u', { hasText: '这里为什么掉了？' }).locator('.about').waitFor();
  await page.locator('.ctx').waitFor();
});

test('an input method does not send, Shift+Enter makes a line', { timeout: 60_000 }, async () => {
  const area = page.locator('.comp textarea');
  await area.fill('写一半');
  await area.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  await area.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true });
  await area.press('Shift+Enter');
  assert.match(await area.inputValue(), /^写一半\n/);
  await page.reload();
  await page.waitForFunction(() => /^写一半\n/.test(document.querySelector('.comp textarea')?.value ?? ''));
  await area.fill('');
});

test('a long conversation begins with its end, and what was said before comes when asked for', { timeout: 90_000 }, async () => {
  const { items: [{ id: session }] } = await api(page, 'GET', '/v2/oneliner/sessions');
  for (let n = 1; n <= 120; n++) await api(page, 'POST', `/v2/oneliner/sessions/${session}/messages`, { content: `第 ${n} 句`, source_screen: '' });
  await page.reload();
  const said = page.locator('.msg.u .text');
  await page.locator('.msg.u', { hasText: '第 120 句' }).waitFor();
  assert.equal(await said.first().textContent(), '第 71 句');
  const atEnd = () => page.locator('.stream').evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight < 2);
  assert.equal(await atEnd(), true);
  const earlier = page.locator('[data-action="earlier-messages"]');
  await earlier.scrollIntoViewIfNeeded();
  await accessible(page, '.ol');
  // The line that was on top stays where it was.
  const top = (text) => page.locator('.msg.u', { hasText: text }).first().evaluate((one) => one.getBoundingClientRect().top);
  const before = await top('第 71 句');
  await earlier.click();
  await page.locator('.msg.u', { hasText: '第 21 句' }).waitFor({ state: 'attached' });
  assert.ok(Math.abs((await top('第 71 句')) - before) < 60, `${before} ${await top('第 71 句')}`);
  await earlier.click();
  await page.locator('.msg.u .text', { hasText: /^第 1 句$/ }).waitFor({ state: 'attached' });
  await earlier.waitFor({ state: 'detached' });
  // What is said from now on still comes at the end, once the person is there again.
  await page.locator('.stream').evaluate((one) => { one.scrollTop = one.scrollHeight; });
  await page.locator('.comp textarea').fill('到这里');
  await page.keyboard.press('Enter');
  await page.locator('.msg.u', { hasText: '到这里' }).waitFor();
  await page.waitForFunction(() => {
    const one = document.querySelector('.stream');
    return one && one.scrollHeight - one.scrollTop - one.clientHeight < 2;
  });
});

test('sessions are reached by arrow keys, and those that have no tab when asked for', { timeout: 60_000 }, async () => {
  const { items: [{ id: project }] } = await api(page, 'GET', '/v2/projects');
  for (let n = 1; n <= 11; n++) await api(page, 'POST', '/v2/oneliner/sessions', { project_id: project, title: `会话 ${n}` });
  await page.reload();
  const tabs = page.getByRole('tab');
  await page.getByRole('tab', { name: '会话 11' }).waitFor();
  assert.equal(await tabs.count(), 10);
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tab', { name: '会话 10', selected: true }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === '会话 10');
  await page.getByRole('button', { name: '更多会话' }).click();
  await tabs.nth(11).waitFor();
  await page.locator('.ol [role="tab"]').first().focus();
  await page.keyboard.press('End');
  await page.locator('.ol [role="tab"][aria-selected="true"]').filter({ hasNotText: '会话 11' }).waitFor();
  await accessible(page, '.ol');
});

test('nothing was refused by the policy and nothing failed', () => assert.deepEqual(complaints, []));
