import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { cell } from '../../src/main/web/js/core/cell.js';
import { ago, between, clock, dayOf, duration, stopwatch } from '../../src/main/web/js/core/i18n.js';
import { useLocale } from '../../src/main/web/js/core/i18n.js';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');

before(() => useLocale('zh-CN', async (url) => JSON.parse(readFileSync(url, 'utf8'))));

test('a time of today has no date, another one has', () => {
  assert.match(clock('2026-11-23T12:00:00.000Z', 'zh-CN', NOW), /^\d\d:\d\d$/);
  assert.match(clock('2026-11-20T12:00:00.000Z', 'zh-CN', NOW), /^11\/20 \d\d:\d\d$/);
});

test('an instant that is not there yet is empty', () => {
  assert.equal(clock('', 'zh-CN', NOW), '');
  assert.equal(ago('', 'zh-CN', NOW), '');
  assert.equal(between('', '2026-11-23T12:00:00.000Z'), -1);
});

test('how long ago is said in the largest unit that fits', () => {
  assert.equal(ago('2026-11-23T11:59:30.000Z', 'zh-CN', NOW), '刚刚');
  assert.equal(ago('2026-11-23T11:48:00.000Z', 'zh-CN', NOW), '12分钟前');
  assert.equal(ago('2026-11-23T10:30:00.000Z', 'en', NOW), '1h ago');
  assert.equal(ago('2026-11-22T10:30:00.000Z', 'en', NOW), 'yesterday');
});

test('a server clock that is ahead does not make times of the future', () => {
  assert.equal(ago('2026-11-23T12:00:30.000Z', 'zh-CN', NOW), '刚刚');
  assert.equal(between('2026-11-23T12:00:05.000Z', '2026-11-23T12:00:00.000Z'), 0);
  assert.equal(stopwatch(-5000), '00:00');
});

test('a running clock shows minutes and seconds, and hours when there are some', () => {
  assert.equal(stopwatch(84_000), '01:24');
  assert.equal(stopwatch(3_723_000), '1:02:03');
});

test('a length of time is said in words', () => {
  assert.equal(duration(500), '不到 1 秒');
  assert.equal(duration(48_000), '48 秒');
  assert.equal(duration(188_000), '3 分 8 秒');
  assert.equal(duration(3_780_000), '1 小时 3 分');
  assert.equal(duration(-1), '');
});

test('a cell of a table is text', () => {
  assert.equal(cell(1234.567, 'zh-CN'), '1,234.57');
  assert.equal(cell(null, 'zh-CN'), '');
  assert.equal(cell(true, 'zh-CN'), '是');
  assert.equal(cell('<b>', 'zh-CN'), '<b>');
  // No JSON for people.
  assert.equal(cell({ a: 1234, b: ['x', true] }, 'zh-CN'), 'a: 1,234; b: x, 是');
});

test('the days that have names are called by them', () => {
  assert.equal(dayOf('2026-11-23T08:00:00.000Z', 'zh-CN', NOW), '今天');
  assert.equal(dayOf('2026-11-22T08:00:00.000Z', 'en', NOW), 'yesterday');
  assert.equal(dayOf('2026-11-02T08:00:00.000Z', 'zh-CN', NOW), '11月2日');
  assert.equal(dayOf('', 'zh-CN', NOW), '');
});
