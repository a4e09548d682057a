// What the first view of the dashboard costs, by the real module graph: files, and bytes as the server sends them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const WEB = new URL('../../src/main/web/', import.meta.url).pathname;
const KILOBYTE = 1024;
const read = (name) => readFileSync(join(WEB, name), 'utf8');

// The build leaves out comments that have their lines for themselves, and indents; here as there, by the same patterns.
const POM = readFileSync(new URL('../../pom.xml', import.meta.url), 'utf8');
const pattern = (name) => new RegExp(POM.match(new RegExp(`<${name}\\.pattern>(.*)</${name}\\.pattern>`))?.[1] ?? '', 'gm');
const COMMENT = pattern('comment');
const CAST = pattern('cast');
const INDENT = pattern('indent');
// Libraries are sent as they came.
const built = (name) => (/^(?:js|css)\//.test(name) ? read(name).replace(COMMENT, '').replace(/\.js$/.test(name) ? CAST : '', '').replace(INDENT, '') : read(name));
const sent = (names) => names.reduce((sum, name) => sum + gzipSync(built(name)).length, 0);

/** The files behind the static imports of a module, itself included. */
function modulesOf(entry, found = new Set()) {
  const name = normalize(entry);
  if (found.has(name)) return found;
  found.add(name);
  for (const [, from] of read(name).matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)'/gms)) modulesOf(join(dirname(name), from), found);
  return found;
}

const page = read('index.html');
const linked = [...page.matchAll(/(?:src|href)="\/assets\/\{\{build}}\/([^"]+)"/g)].map(([, name]) => name);
// The start page and its charts are opened by name; what they import comes with them.
const modules = [...['js/app.js', 'js/pages/dashboard.js', 'js/pages/dashboard-charts.js'].reduce((found, name) => modulesOf(name, found), new Set())];
const styles = linked.filter((name) => name.endsWith('.css'));
const scripts = [...new Set([...modules, ...linked.filter((name) => name.endsWith('.js'))])];
const others = ['index.html', 'i18n/zh-CN.json', ...linked.filter((name) => name.endsWith('.svg'))];
const everyScript = readdirSync(join(WEB, 'js'), { recursive: true }).filter((name) => name.endsWith('.js')).map((name) => join('js', name));
// Without Maven there are no libraries yet; they are counted wherever they are.
const here = (names) => names.filter((name) => existsSync(join(WEB, name)));

test('the first view needs at most 25 requests', () => {
  const all = [...others, ...styles, ...scripts];
  assert.ok(all.length <= 25, `${all.length}: ${all.sort().join(' ')}`);
});

test('the first view needs at most 45 KB of JavaScript', (t) => {
  const bytes = sent(here(scripts));
  t.diagnostic(`${(bytes / KILOBYTE).toFixed(2)} KB in ${scripts.length} files`);
  assert.ok(bytes <= 45 * KILOBYTE, `${bytes} bytes`);
});

test('the first view needs at most 12 KB of CSS', (t) => {
  const bytes = sent(styles);
  t.diagnostic(`${(bytes / KILOBYTE).toFixed(2)} KB in ${styles.length} files`);
  assert.ok(bytes <= 12 * KILOBYTE, `${bytes} bytes`);
});

test('no font and no picture but the mark is loaded', () => {
  for (const name of readdirSync(join(WEB, 'css'))) assert.doesNotMatch(read(join('css', name)), /@font-face|url\(/, name);
});

test('what few need is not in the first view', () => {
  for (const name of ['run-edit', 'run-question', 'run-result', 'markdown', 'shortcuts']) {
    assert.ok(!modules.includes(`js/ui/${name}.js`), name);
    assert.ok(existsSync(join(WEB, `js/ui/${name}.js`)), name);
  }
  assert.ok(!modules.some((name) => name.startsWith('vendor/marked')));
});

test('only comments are left out by the build', () => {
  for (const name of everyScript) {
    for (const [cast] of read(name).replace(COMMENT, '\n').matchAll(CAST)) assert.match(cast, /^\/\*\* @type \{.*\} ?\*\/ ?$/, name);
    const code = read(name).replace(COMMENT, '\n').split('\n').map((line) => line.trim()).filter(Boolean);
    const kept = new Set(code);
    const lost = read(name).split('\n').map((line) => line.trim()).filter((line) => line && !kept.has(line));
    for (const line of lost) assert.match(line, /^(?:\/\/|\/\*|\*)|\*\/$/, name);
    assert.doesNotMatch(built(name), /^\s*(?:\/\/|\*)/m, name);
  }
});

test('every import names a file', () => {
  for (const name of everyScript) {
    for (const [, from] of built(name).matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)'/gms)) {
      const target = join(dirname(name), from);
      if (!target.startsWith('vendor/')) assert.ok(existsSync(join(WEB, target)), `${name} imports ${from}`);
    }
  }
});
