import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sends, shortcut } from '../../src/main/web/js/core/session.js';
import { useLocale } from '../../src/main/web/js/core/i18n.js';
import { singleKey } from '../../src/main/web/js/core/single-keys.js';
import { aimed, buttonById, buttonsOf } from '../../src/main/web/js/core/main-agent.js';

const both = (text) => ({ 'zh-CN': text, en: text.toUpperCase() });

const SOURCES = [
  {
    plugin_id: 'handoff-dashboard',
    screen: 'dashboard',
    actions: [
      { key: 'first', labels: both('First'), summaries: both('Why'), slot: 'dashboard.primary', platform: 'douyin', effect: 'read_only', offers: [] },
      {
        key: 'more', labels: both('More'), summaries: both('Other things'), slot: 'dashboard.secondary', platform: '', effect: 'reversible',
        offers: [{ labels: both('A'), summaries: both('a'), fields: { kind: 'a' } }, { labels: both('B'), summaries: both(''), fields: { kind: 'b' } }],
      },
    ],
  },
];

test('an action without offers is one button that sends no fields', () => {
  const [button, ...others] = buttonsOf(SOURCES, ({ slot }) => slot === 'dashboard.primary');
  assert.equal(others.length, 0);
  assert.deepEqual([button.title, button.platform, button.fields], ['First', 'douyin', {}]);
});

test('an action with offers is one button per offer with its fields', () => {
  const buttons = buttonsOf(SOURCES, ({ slot }) => slot === 'dashboard.secondary');
  assert.deepEqual(
    buttons.map(({ title, summary, actionKey, fields }) => [title, summary, actionKey, fields.kind]),
    [['A', 'a', 'more', 'a'], ['B', 'Other things', 'more', 'b']],
  );
});

test('a button is named in the language of the page, by the offer or else by the action', async () => {
  await useLocale('en', async () => ({}));
  const buttons = buttonsOf(SOURCES, ({ slot }) => slot === 'dashboard.secondary');
  await useLocale('zh-CN', async () => ({}));
  assert.deepEqual(buttons.map(({ title, summary }) => [title, summary]), [['A', 'A'], ['B', 'OTHER THINGS']]);
});

test('every button has its own id and is found by it', () => {
  const buttons = buttonsOf(SOURCES, () => true);
  assert.equal(new Set(buttons.map((button) => button.id)).size, 3);
  assert.deepEqual(buttonById(SOURCES, buttons[2].id), buttons[2]);
  assert.equal(buttonById(SOURCES, 'gone'), undefined);
});

test('a row aims its button at a platform, a tag sends itself, and both are found again by their id', () => {
  const [button] = buttonsOf(SOURCES, () => true);
  const row = aimed(button, { platform: 'xiaohongshu' });
  assert.equal(row.platform, 'xiaohongshu');
  assert.deepEqual(buttonById(SOURCES, row.id), row);
  const flag = aimed(button, { tag: 'max steps?&' });
  assert.deepEqual(flag.fields, { tag: 'max steps?&' });
  assert.deepEqual(buttonById(SOURCES, flag.id), flag);
  assert.notEqual(row.id, flag.id);
});

const key = (more) => ({ key: 'Enter', shiftKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 13, ...more });

test('Enter sends, except while an input method composes or with Shift', () => {
  assert.equal(sends(key({})), true);
  assert.equal(sends(key({ isComposing: true })), false);
  assert.equal(sends(key({ keyCode: 229 })), false);
  assert.equal(sends(key({ shiftKey: true })), false);
});

test('Ctrl+Enter confirms only with the focus in the runs', () => {
  assert.equal(shortcut(key({ ctrlKey: true }), { inRuns: true, inWindow: true }), 'confirm');
  assert.equal(shortcut(key({ ctrlKey: true }), { inRuns: false, inWindow: true }), '');
  assert.equal(shortcut(key({ key: 'j', metaKey: true }), { inRuns: false, inWindow: false }), 'toggle-window');
  assert.equal(shortcut(key({ key: 'Escape' }), { inRuns: false, inWindow: true }), 'close');
  assert.equal(shortcut(key({ key: 'Escape', isComposing: true }), { inRuns: false, inWindow: true }), '');
});

test('F6 goes round the zones, single letters only work outside of fields and while they are on', () => {
  const free = { inRuns: false, inWindow: false, inField: false, singleKeys: true };
  assert.equal(shortcut(key({ key: 'F6' }), free), 'next-zone');
  assert.equal(shortcut(key({ key: 'F6', shiftKey: true }), free), 'zone-before');
  assert.equal(shortcut(key({ key: '?' }), free), 'single-key');
  assert.equal(shortcut(key({ key: 'ArrowUp' }), free), '');
  assert.equal(shortcut(key({ key: '?' }), { ...free, inField: true }), '');
  assert.equal(shortcut(key({ key: '?' }), { ...free, singleKeys: false }), '');
  assert.equal(singleKey('?', 100), 'shortcuts');
  assert.equal(singleKey('j', 200), 'next-row');
  assert.equal(singleKey('d', 300), '');
});

test('g and a letter within a moment lead to a page', () => {
  assert.deepEqual([singleKey('g', 1000), singleKey('r', 1500)], ['', '/runs']);
  assert.deepEqual([singleKey('g', 3000), singleKey('g', 3300)], ['', '/governance']);
  assert.deepEqual([singleKey('g', 5000), singleKey('d', 9000)], ['', '']);
  assert.deepEqual([singleKey('g', 10_000), singleKey('x', 10_100), singleKey('s', 10_200)], ['', '', '']);
});
