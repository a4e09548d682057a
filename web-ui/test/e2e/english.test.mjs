// Who reads English gets all of it: buttons, plans, steps, results, refusals. Names in the data stay as they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openOther } from './browser.mjs';
import { useSite } from './site.mjs';
import { api, signIn } from './window.mjs';

let server;
let page;
let complaints;
/** @type {RegExp} Names of accounts, topics, pieces and of the project. */
let names;

useSite(async (site) => {
  ({ server, complaints } = site);
  await signIn(site.page, server);
  names = await namesInTheData(site.page);
  const session = await site.context.storageState();
  await site.page.close();
  ({ other: page } = await openOther(site.browser, session, complaints, { locale: 'en-GB' }));
  await page.goto(server.base);
});

async function namesInTheData(tab) {
  const [{ id, name }] = (await api(tab, 'GET', '/v2/projects')).items;
  const list = async (collection, fields, cursor = '') => {
    const { items, next_cursor: next } = await api(tab, 'GET', `/v2/projects/${id}/documents/${collection}?limit=100&cursor=${encodeURIComponent(cursor)}`);
    const found = items.flatMap(({ content }) => fields.map((field) => content[field]));
    return next ? [...found, ...(await list(collection, fields, next))] : found;
  };
  const texts = [name, ...(await list('accounts', ['name'])), ...(await list('contents', ['title', 'topic']))];
  texts.push(...(await api(tab, 'GET', `/v2/projects/${id}/documents/strategy`)).items.flatMap(({ content }) => content.topics.map(({ topic }) => topic)));
  const longestFirst = [...new Set(texts.filter(Boolean).map(String))].toSorted((one, other) => other.length - one.length);
  return new RegExp(longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
}

/** The lines that are not English, without the names in the data. */
async function foreignLines(selector) {
  const shown = await page.locator(selector).innerText();
  return shown.replace(names, '').split('\n').filter((line) => /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u.test(line));
}

/** Confirms what is on the card, and looks at each of its states and at its page. */
async function throughItsLife(title) {
  const card = page.locator('.oneliner-run-card', { hasText: title });
  await page.locator('.oneliner-run-card[data-status="needs_confirmation"]', { hasText: title }).waitFor();
  assert.deepEqual(await foreignLines('.ol'), []);
  const id = await card.getAttribute('data-run');
  // A screen reader says it with the right voice, whatever the page speaks.
  assert.equal(await card.locator('.oneliner-run-title').getAttribute('lang'), 'en');
  await page.getByRole('button', { name: /^Confirm and run/ }).click();
  await page.locator(`.oneliner-run-card[data-run="${id}"][data-state="done"] [data-role="run-result"]`).waitFor();
  assert.deepEqual(await foreignLines('.ol'), []);
  await page.goto(`${server.base}/runs/${id}`);
  await page.locator('li[data-event="run.done"]').waitFor();
  assert.deepEqual(await foreignLines('main'), []);
  assert.equal((await api(page, 'GET', `/v2/oneliner/runs/${id}`)).language, 'en');
}

const press = (button) => page.locator('main').getByRole('button', { name: button }).first().click();

test('the home page is in English, its buttons among it', { timeout: 60_000 }, async () => {
  await page.locator('.hero').getByRole('heading', { name: 'Follow up key accounts' }).waitFor();
  await page.locator('[data-action-card="review-tag"]').waitFor();
  // The button that leads to Chinese says so in Chinese.
  for (const part of ['.nav', 'main', '.ol']) assert.deepEqual(await foreignLines(part), []);
  await accessible(page);
});

for (const [button, title] of [[/Follow up key accounts/, 'Follow up key accounts'], [/Review the content/, 'Review the content'], [/Fill in missing data/, 'missing']]) {
  test(`what ${title} leads to is told in English to its end`, { timeout: 60_000 }, async () => {
    await page.goto(server.base);
    await page.locator('.hero').waitFor();
    await press(button);
    await throughItsLife(title);
  });
}

test('an adjusted strategy is told in English to its end', { timeout: 60_000 }, async () => {
  await page.goto(`${server.base}/strategy`);
  await press(/Let OneLiner adjust it/);
  await throughItsLife('Douyin');
  await page.goto(`${server.base}/strategy`);
  await page.locator('.timeline li').first().waitFor();
  assert.deepEqual(await foreignLines('main'), []);
});

test('a review of the rules is told in English to its end', { timeout: 60_000 }, async () => {
  await page.goto(`${server.base}/governance`);
  await press(/Let OneLiner handle it: .*max_steps|Let OneLiner handle it/);
  await throughItsLife('denied_intents');
});

test('a source that has nothing to do says so in English', { timeout: 60_000 }, async () => {
  await page.goto(`${server.base}/strategy`);
  await press(/Let OneLiner adjust it/);
  await page.locator('main .problem').waitFor();
  assert.deepEqual(await foreignLines('main'), []);
});

test('what plugins bring is named in English, and in Chinese once the language is switched', { timeout: 60_000 }, async () => {
  await page.goto(`${server.base}/admin/plugins`);
  await page.getByText('Decide the next step').waitFor();
  assert.deepEqual(await foreignLines('main'), []);
  await page.locator('[data-action="switch-language"]').click();
  await page.getByText('决定下一步').waitFor();
  await page.goto(server.base);
  await page.locator('.hero').getByRole('heading', { name: '跟进重点账号' }).waitFor();
});

test('nothing was refused by the policy and nothing failed', () => assert.deepEqual(complaints.filter((one) => !/status of 422/.test(one)), []));
