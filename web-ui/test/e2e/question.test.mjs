// A question with a choice, a text, a number and a day, from the tool of a plugin that really asks, to the answer the tool gets.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { api, cardOf, confirmByApi, inState, makeRun, showRun, signIn } from './window.mjs';

const PLUGIN = new URL('../../../compat/plugin-0.1.jar', import.meta.url).pathname;
const ASKING = { title: '问清楚再做', tool: 'compat.work', arguments: { n: 1, ask: true }, detail: '' };

const work = mkdtempSync(join(tmpdir(), 'storyforge-question-'));
let server;
let opened;

before(async () => {
  const plugins = join(work, 'plugins');
  mkdirSync(plugins);
  cpSync(PLUGIN, join(plugins, 'compat.jar'));
  const config = join(work, 'application.yaml');
  writeFileSync(config, 'plugins:\n  compat-0-1:\n    settings:\n      region: cn\n');
  server = await startServer(['--plugins', plugins, '--config', config]);
  opened = await openBrowser();
  await signIn(opened.page, server);
}, { timeout: 300_000 });

after(async () => {
  await opened?.browser.close();
  await server?.stop();
  rmSync(work, { recursive: true, force: true });
});

test('the question of a tool is answered in its types, and the tool goes on with the answer', { timeout: 90_000 }, async () => {
  const { page, complaints } = opened;
  const run = await makeRun(page, '要问清楚的运行', [ASKING]);
  await confirmByApi(page, run);
  await showRun(page, run);
  await inState(page, run, 'blocked');
  const card = cardOf(page, run);
  await card.getByText('哪个？').waitFor();
  await card.getByRole('radio', { name: '甲' }).waitFor();
  assert.equal(await card.locator('input[name="many"]').getAttribute('inputmode'), 'decimal');
  assert.equal(await card.locator('input[name="day"]').getAttribute('type'), 'date');
  await accessible(page);

  await card.locator('input[name="many"]').fill('两个');
  await card.getByRole('button', { name: '提交并继续' }).click();
  await card.locator('.field-problem').nth(1).waitFor();
  assert.equal(await card.locator('input[name="many"]').inputValue(), '两个');
  assert.equal((await api(page, 'GET', `/v2/oneliner/runs/${run.id}`)).run_status, 'blocked');

  await card.getByRole('radio', { name: '甲' }).check();
  await card.locator('input[name="why"]').fill('因为快');
  await card.locator('input[name="many"]').fill('2.5');
  await card.locator('input[name="day"]').fill('2030-02-03');
  const sent = page.waitForRequest((request) => request.url().endsWith(`/runs/${run.id}/answer`));
  await card.getByRole('button', { name: '提交并继续' }).click();
  assert.deepEqual((await sent).postDataJSON().answer, { which: 'a', why: '因为快', many: 2.5, day: '2030-02-03' });
  // What the tool does with the answer is its own matter: this one writes although it said that it only reads.
  await page.locator(`.oneliner-run-card[data-run="${run.id}"]:is([data-state="done"], [data-state="failed"])`).waitFor();
  const { needs_user_input: asks, plan } = await api(page, 'GET', `/v2/oneliner/runs/${run.id}`);
  assert.deepEqual([asks, plan.steps[0].status !== 'pending'], [false, true]);
  assert.deepEqual(complaints, []);
});
