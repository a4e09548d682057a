import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST, treeOf } from '../../src/main/web/js/core/markdown.js';

const text = (value) => ({ type: 'text', text: value, raw: value });
const paragraph = (...tokens) => ({ type: 'paragraph', tokens, raw: 'p' });
const tree = (...tokens) => treeOf('x', () => tokens);
const inline = (...tokens) => tree(paragraph(...tokens))[0].children;

test('what agents write becomes a tree of the few things that are drawn', () => {
  const read = tree(
    { type: 'heading', depth: 2, tokens: [text('Top')] },
    { type: 'space' },
    { type: 'code', text: 'a < b' },
    { type: 'blockquote', tokens: [paragraph(text('said'))] },
    { type: 'hr' },
  );
  assert.deepEqual(read, [
    { tag: 'h', level: 2, children: ['Top'] },
    { tag: 'pre', children: ['a < b'] },
    { tag: 'blockquote', children: [{ tag: 'p', children: ['said'] }] },
    { tag: 'hr', children: [] },
  ]);
});

test('words may be strong, slanted, struck out, code, broken and escaped', () => {
  const read = inline(
    { type: 'strong', tokens: [text('a')] }, { type: 'em', tokens: [text('b')] }, { type: 'del', tokens: [text('c')] },
    { type: 'codespan', text: 'd' }, { type: 'br' }, { type: 'escape', text: '*' }, { type: 'text', tokens: [text('e')] },
  );
  assert.deepEqual(read.map((node) => node.tag ?? node), ['strong', 'em', 'del', 'code', 'br', '*', 'e']);
});

test('raw HTML is text, and entities are the characters they stand for', () => {
  assert.deepEqual(tree({ type: 'html', raw: '<script>alert(1)</script>\n' }), [{ tag: 'p', children: ['<script>alert(1)</script>'] }]);
  assert.deepEqual(inline({ type: 'html', raw: '<img src=x onerror=alert(1)>' }), ['<img src=x onerror=alert(1)>']);
  assert.deepEqual(inline(text('a &lt;b&gt; &amp; &quot;c&quot;')), ['a <b> & "c"']);
});

test('a link goes to the web, to mail or to a page of ours; any other is its text', () => {
  const link = (href) => inline({ type: 'link', href, raw: `[x](${href})`, tokens: [text('x')] })[0];
  for (const href of ['https://a.example', 'http://a.example', 'mailto:a@a.example', '/runs', '#top']) assert.equal(link(href).href, href);
  for (const href of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'vbscript:x', ' javascript:x']) {
    assert.equal(link(href), `[x](${href})`);
  }
});

test('images are left out', () => {
  assert.deepEqual(inline({ type: 'image', href: 'https://a.example/x.png', raw: '![x](y)' }), []);
});

test('lists keep their start and their ticks', () => {
  const item = (more) => ({ tokens: [{ type: 'text', text: 'x', tokens: [text('x')] }, { type: 'checkbox', raw: '[x] ' }], ...more });
  const [list] = tree({ type: 'list', ordered: true, start: 3, items: [item({ task: true, checked: true }), item({})] });
  assert.deepEqual(list, { tag: 'ol', start: 3, children: [{ tag: 'li', checked: true, children: ['x'] }, { tag: 'li', children: ['x'] }] });
});

test('a table has a head and its columns keep their side', () => {
  const cell = (value) => ({ tokens: [text(value)] });
  const [table] = tree({ type: 'table', align: [null, 'right'], header: [cell('Name'), cell('Sum')], rows: [[cell('a'), cell('1')]] });
  assert.deepEqual(table.children.map((row) => row.children.map(({ tag, align }) => [tag, align])), [[['th', ''], ['th', 'right']], [['td', ''], ['td', 'right']]]);
});

test('what nobody knows is shown as it was written', () => {
  assert.deepEqual(tree({ type: 'footnote', raw: '[^1]' }), ['[^1]']);
  assert.deepEqual(tree({ type: 'text', text: 'bare' }, { type: 'def' }), ['bare']);
});

test('a text without an end is read up to a limit, and nests only so deep', () => {
  const long = 'x'.repeat(MOST + 5);
  const read = treeOf(long, (source) => [paragraph(text(String(source.length)))]);
  assert.deepEqual(read, [{ tag: 'p', children: [String(MOST)] }, { tag: 'p', children: ['xxxxx'] }]);
  let token = paragraph(text('deep'));
  for (let depth = 0; depth < 40; depth++) token = { type: 'blockquote', raw: 'q', tokens: [token] };
  assert.ok(JSON.stringify(tree(token)).length < 1000);
  let strong = text('deep');
  for (let depth = 0; depth < 40; depth++) strong = { type: 'strong', raw: 's', tokens: [strong] };
  assert.ok(JSON.stringify(tree(paragraph(strong))).length < 1000);
});
