import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LOCALES, choose, currentLocale, fill, has, nameOf, pickLocale, t, useLocale } from '../../src/main/web/js/core/i18n.js';
import { pseudo } from '../../src/main/web/js/core/pseudo.js';
import { STATUSES } from '../../src/main/web/js/pages/run-filters.js';
import { RUN_EVENTS } from '../../src/main/web/js/core/stream.js';

const WEB = new URL('../../src/main/web/', import.meta.url).pathname;
const textsOf = (locale) => JSON.parse(readFileSync(join(WEB, 'i18n', `${locale}.json`), 'utf8'));
const sources = readdirSync(join(WEB, 'js'), { recursive: true })
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: readFileSync(join(WEB, 'js', name), 'utf8') }));
const [zh, en] = LOCALES.map(textsOf);

const withoutPlurals = (texts) => {
  const keys = Object.keys(texts);
  return keys.filter((key) => !(key.endsWith('.one') && key.slice(0, -4) in texts)).sort();
};

test('both languages have the same keys', () => {
  assert.deepEqual(withoutPlurals(en), withoutPlurals(zh));
});

test('both languages use the same values in a text', () => {
  const names = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const key of withoutPlurals(zh)) assert.deepEqual(names(en[key]), names(zh[key]), key);
});

test('every text the pages ask for exists', () => {
  for (const { name, text } of sources) {
    for (const [, key] of text.matchAll(/\bt\(\s*'([\w.-]+)'/g)) assert.ok(key in zh, `${key} in ${name}`);
  }
});

test('every status and every event type has words', () => {
  for (const status of STATUSES) {
    assert.ok(`status.${status}` in zh, status);
    assert.ok(`card.${status}` in zh, status);
  }
  for (const type of RUN_EVENTS) assert.ok(`event.${type}` in zh, type);
});

test('the modules hold no Chinese text', () => {
  for (const { name, text } of sources) assert.doesNotMatch(text, /[\u3000-\u9fff\uff00-\uffef]/, name);
});

test('the fixed labels are the agreed ones', () => {
  const labels = {
    'run.confirm': '确认执行', 'run.cancel': '取消', 'run.cancelRun': '取消运行', 'run.answer': '提交并继续', 'edit.title': '编辑计划',
    handoff: '交给 OneLiner', handoffAdjust: '交给 OneLiner 调整', handoffFix: '交给 OneLiner 处理',
    'card.needs_confirmation': '等你确认', 'card.running': '执行中', 'card.queued': '排队中',
    'card.blocked': '需要你的输入', 'card.done': '已完成',
  };
  for (const [key, label] of Object.entries(labels)) assert.equal(zh[key], label);
});

test('a count takes its plural form when the language has one', () => {
  assert.equal(fill(choose(en, 'en', 'runs.more', { n: 1 }), { n: 1 }), '1 more run');
  assert.equal(fill(choose(en, 'en', 'runs.more', { n: 2 }), { n: 2 }), '2 more runs');
  assert.equal(fill(choose(zh, 'zh-CN', 'runs.more', { n: 1 }), { n: 1 }), '另有 1 个运行');
});

test('an unknown key is shown as it is and an unknown value stays', () => {
  assert.equal(choose(zh, 'zh-CN', 'no.such.key', {}), 'no.such.key');
  assert.equal(fill('{a} {b}', { a: 1 }), '1 {b}');
});

test('the language comes from the address, then the choice, then the browser, else Chinese', () => {
  assert.equal(pickLocale('en', 'zh-CN', ['zh-CN']), 'en');
  assert.equal(pickLocale(null, 'en', ['zh-CN']), 'en');
  assert.equal(pickLocale(null, '', ['fr-FR', 'en-GB']), 'en');
  assert.equal(pickLocale(null, '', ['zh-TW']), 'zh-CN');
  assert.equal(pickLocale('xx', '', ['fr']), 'zh-CN');
});

test('the pseudo-locale is longer English that keeps the places of values', async () => {
  const load = async () => ({ a: 'Step {n} of', b: '' });
  assert.equal(pickLocale('pseudo', 'en', []), 'pseudo');
  await useLocale('pseudo', load);
  assert.equal(currentLocale(), 'en');
  assert.equal(t('a', { n: 3 }), '[Ste\u0301p 3 o\u0301f~~~~~]');
  assert.ok(pseudo('Confirm and run').length >= 15 * 1.4);
  await useLocale('en', load);
  assert.equal(t('a', { n: 3 }), 'Step 3 of');
  assert.deepEqual([has('a'), nameOf('x', 'y')], [true, 'y']);
});
