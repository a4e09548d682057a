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

/** The run as it is on the server, whatever the page may know. */
const stored = async (page, run) => (await page.request.get(`${server.base}/v2/oneliner/runs/${run.id}`)).json();

/** Waits until the server asks another question than the one given. */
async function asksAnother(page, run, question) {
  for (let looks = 0; looks < 200; looks++) {
    const { run_status: status, question: now } = await stored(page, run);
    if (status === 'blocked' && now.id !== question) return now.id;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no other question is asked');
}

/** A run that waits at its first of two questions, on the card; what changes from here on the page learns when told. */
async function staleQuestion(page, title) {
  const run = await makeRun(page, title, ['先核对', '再核对']);
  await confirmByApi(page, run);
  await showRun(page, run);
  await inState(page, run, 'blocked');
  const form = cardOf(page, run).locator('form.question');
  await form.locator('input').waitFor();
  const first = await form.getAttribute('data-question');
  await form.locator('input[name="note"]').fill('写给第一个问题的');
  let learn = () => {};
  const told = new Promise((resolve) => (learn = () => resolve(undefined)));
  const itself = `**/v2/oneliner/runs/${run.id}`;
  /** @type {Promise<void>[]} */
  const held = [];
  await page.route(itself, (route) => void held.push(told.then(() => route.continue())));
  await page.request.post(`${server.base}/v2/oneliner/runs/${run.id}/answer`, {
    headers: { 'Idempotency-Key': crypto.randomUUID(), Origin: server.base }, data: { answer: { note: '别处已经回答' }, question_id: first },
  });
  const second = await asksAnother(page, run, first);
  assert.equal(await form.getAttribute('data-question'), first);
  const tell = async () => {
    learn();
    await Promise.all(held);
    await page.unroute(itself);
  };
  return { run, form, second, learn: tell };
}

test('another question is another form: what was typed for the one before does not stand under it', { timeout: 60_000 }, async () => {
  const { page, complaints } = opened;
  const { run, second, learn } = await staleQuestion(page, '接连两个问题');
  await learn();
  const form = cardOf(page, run).locator(`form.question[data-question="${second}"]`);
  await form.getByText('再核对').waitFor();
  assert.equal(await form.locator('input[name="note"]').inputValue(), '');
  await form.locator('input[name="note"]').fill('第二个也好');
  await form.getByRole('button', { name: '提交并继续' }).click();
  await inState(page, run, 'done');
  const details = (await stored(page, run)).plan.steps.map(({ detail }) => detail);
  assert.deepEqual(details, ['别处已经回答', '第二个也好']);
  assert.deepEqual(complaints, []);
});

test('an answer that was typed for a question of before is not taken for the one of now', { timeout: 60_000 }, async () => {
  const { page, complaints } = opened;
  const { run, form, second, learn } = await staleQuestion(page, '过时的回答');
  await form.getByRole('button', { name: '提交并继续' }).click();
  await cardOf(page, run).getByText('问题已经变了').waitFor();
  const now = cardOf(page, run).locator(`form.question[data-question="${second}"]`);
  assert.equal(await cardOf(page, run).getByText('先核对').count(), 0);
  assert.equal(await now.locator('input[name="note"]').inputValue(), '');
  assert.equal(await page.evaluate(() => document.activeElement === document.body), false);
  const { run_status: status, question, plan } = await stored(page, run);
  assert.deepEqual([status, question.id, plan.steps[1].status], ['blocked', second, 'pending']);
  await accessible(page);
  await learn();
  await now.locator('input[name="note"]').fill('看过了');
  await now.getByRole('button', { name: '提交并继续' }).click();
  await inState(page, run, 'done');
  assert.equal(await page.evaluate(() => sessionStorage.getItem('sf.draft.answers')), null);
  assert.deepEqual(complaints.splice(0).filter((line) => !/status of 409/.test(line)), []);
});

test('what was typed stays through a second thought, a closed window, another run, another page and a reload', { timeout: 90_000 }, async () => {
  const { page, complaints } = opened;
  const other = await makeRun(page, '另一个等着的运行', ['问一下']);
  const run = await makeRun(page, '慢慢回答的运行', [ASKING]);
  await confirmByApi(page, run);
  await showRun(page, run);
  await inState(page, run, 'blocked');
  const card = cardOf(page, run);
  const typed = async () => [await card.getByRole('radio', { name: '甲' }).isChecked(), await card.locator('input[name="why"]').inputValue(), await card.locator('input[name="day"]').inputValue()];
  const whole = [true, '写了一半', '2030-02-03'];
  await card.getByRole('radio', { name: '甲' }).check();
  await card.locator('input[name="why"]').fill('写了一半');
  await card.locator('input[name="day"]').fill('2030-02-03');

  await card.getByRole('button', { name: '取消运行' }).click();
  await card.getByRole('button', { name: '继续运行' }).click();
  await card.locator('form.question').waitFor();
  assert.deepEqual(await typed(), whole);

  await page.locator('[data-action="close-window"]').first().click();
  await card.waitFor({ state: 'hidden' });
  await page.locator('[data-action="open-window"]:visible').first().click();
  assert.deepEqual(await typed(), whole);

  await showRun(page, other);
  await showRun(page, run);
  await card.locator('form.question').waitFor();
  assert.deepEqual(await typed(), whole);

  await page.locator('.nav a[href="/strategy"]').click();
  assert.deepEqual(await typed(), whole);
  await page.reload();
  await showRun(page, run);
  await card.locator('form.question').waitFor();
  assert.deepEqual(await typed(), whole);

  await page.setViewportSize({ width: 390, height: 800 });
  await page.locator('.tb-ol').waitFor();
  if (await card.isVisible()) await page.locator('[data-action="close-window"]:visible').first().click();
  await page.locator('.tb-ol').click();
  await card.locator('form.question').waitFor();
  await card.locator('input[name="why"]').fill('写完了');
  await page.locator('[data-action="close-window"]:visible').first().click();
  await page.locator('.tb-ol').click();
  assert.deepEqual(await typed(), [true, '写完了', '2030-02-03']);
  await page.setViewportSize({ width: 1440, height: 960 });

  await card.locator('input[name="many"]').fill('2');
  await card.getByRole('button', { name: '提交并继续' }).click();
  await card.locator('form.question').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => sessionStorage.getItem('sf.draft.answers')), null);
  await api(page, 'POST', `/v2/oneliner/runs/${other.id}/cancel`, { reason: '' });
  assert.deepEqual(complaints, []);
});
