// Why a run waits, on the card and on its page, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { useSite } from './site.mjs';
import { cardOf, confirmByApi, inState, makeRun, showRun, signIn } from './window.mjs';

const SHOTS = process.env.WHY_SHOTS;
let server;
let page;
let complaints;

useSite(async (site) => {
  ({ server, page, complaints } = site);
  await signIn(page, server);
});

const shot = (name) => (SHOTS ? page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }) : null);

test('a queued run names the run before it, and what that one waits for', { timeout: 120_000 }, async () => {
  const first = await makeRun(page, '挡在前面的运行', ['请你看一遍']);
  await confirmByApi(page, first);
  const second = await makeRun(page, '排在后面的运行', ['然后做这个']);
  await confirmByApi(page, second);
  await showRun(page, first);
  await inState(page, first, 'blocked');
  await cardOf(page, first).locator('[data-why="awaiting_person_step"]').waitFor();
  await showRun(page, second);
  const why = cardOf(page, second).locator('[data-why="behind_run"]');
  await why.waitFor();
  assert.match(await why.innerText(), /挡在前面的运行.*等待人工步骤/s);
  await accessible(page, '.ol');
  await shot('card-zh');

  await page.goto(`${server.base}/runs/${second.id}`);
  const section = page.locator('section[data-why="behind_run"]');
  await section.waitFor();
  assert.equal(await section.locator('[data-move="blocker_is_answered"]').innerText(), '回答前一个运行的问题');
  assert.ok((await section.locator(`a[href="/runs/${first.id}"]`).innerText()).includes('挡在前面的运行'));
  await accessible(page);
  await shot('page-zh');

  await page.goto(`${server.base}/runs/${second.id}?lang=en`);
  await page.locator('section[data-why="behind_run"]', { hasText: 'What would move it' }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot('page-en-dark');
  await page.setViewportSize({ width: 320, height: 800 });
  await shot('page-en-320');
  // The page may still be laying itself out for the new width.
  await page.waitForFunction(() => window.innerWidth === 320 && document.documentElement.scrollWidth <= 320);
});

test('nothing went wrong in the pages', () => {
  assert.deepEqual(complaints, []);
});
