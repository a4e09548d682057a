// The tests of the plan document on the text of the pages, with its names, on the files of this module.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const WEB = new URL('../../src/main/web/', import.meta.url).pathname;
const read = (name) => readFileSync(join(WEB, name), 'utf8');
const scripts = readdirSync(join(WEB, 'js'), { recursive: true }).filter((name) => name.endsWith('.js'));
const ALL = scripts.map((name) => read(join('js', name))).join('\n');
const STYLES = readdirSync(join(WEB, 'css')).map((name) => read(join('css', name))).join('\n');

function extractBetween(source, start, end) {
  const from = source.indexOf(start);
  assert.notEqual(from, -1, `${start} is missing`);
  const to = source.indexOf(end, from + start.length);
  assert.notEqual(to, -1, `${end} is missing after ${start}`);
  return source.slice(from, to);
}

test('the OneLiner window has a zone for runs above the messages', () => {
  const source = extractBetween(read('js/ui/oneliner.js'), 'function ensureOneLinerUi()', 'function renderOneLinerSessionTabs()');
  assert.match(source, /class="oneliner-runs" data-role="oneliner-runs"/);
  assert.ok(source.indexOf('data-role="oneliner-runs"') < source.indexOf('id="ol-stream"'));
});

test('the surfaces of a project include its runs', () => {
  const source = extractBetween(
    read('js/core/surfaces.js'),
    'async function loadAgentControlSurfaces(projectId = "")',
    'async function loadOneLinerMessages(sessionId)',
  );
  assert.match(source, /\/v2\/oneliner\/runs/);
  assert.ok(source.includes('/v2/oneliner/runs?project_id=${encodeURIComponent(normalizedProjectId)}'));
});

test('a click on a hand-off goes to its own action', () => {
  const actions = extractBetween(
    read('js/app.js'),
    'document.addEventListener("click", async (event) => {',
    'document.addEventListener("submit", async (event) => {',
  );
  assert.match(actions, /if \(name === "handoff-to-main-agent"\)/);
});

test('a hand-off makes a run and then opens the window', () => {
  const source = extractBetween(read('js/ui/click-actions.js'), 'async function handOff(', '\n}\n');
  assert.ok(source.indexOf('createMainAgentRun(') < source.indexOf('selectRun('));
  assert.match(extractBetween(read('js/core/surfaces.js'), 'function selectRun(', '\n}\n'), /windowOpen: true/);
});

test('the state has the fields of the runtime header', () => {
  const state = read('js/core/state.js');
  for (const field of ['onelinerRuns: []', 'selectedOnelinerRunId: ""', 'onelinerRunEvents: []']) {
    assert.ok(state.includes(field), field);
  }
});

test('the agreed functions exist once', () => {
  const names = [
    'ensureOneLinerUi()', 'renderOneLinerSessionTabs()', 'loadAgentControlSurfaces(projectId = "")',
    'loadOneLinerMessages(sessionId)', 'pickPrimaryRun(runs)', 'renderOneLinerRunSummary(primaryRun, runs)',
    'renderOneLinerRunEventChips(primaryRunEvents)', 'createMainAgentRun(input)',
    'confirmMainAgentRun(runId, reason = "")', 'cancelMainAgentRun(runId, reason = "")',
  ];
  for (const name of names) assert.equal(ALL.split(`function ${name}`).length - 1, 1, name);
});

test('the runtime header has its styles', () => {
  for (const name of ['oneliner-runs', 'oneliner-run-card', 'oneliner-run-title', 'oneliner-run-summary']) {
    assert.match(STYLES, new RegExp(`\\.${name} \\{`), name);
  }
});

test('the pages need no inline script or style', () => {
  const page = read('index.html');
  assert.doesNotMatch(page, /<style|style=|<script>|\son\w+=/);
  assert.doesNotMatch(ALL, /\sstyle=|innerHTML|insertAdjacentHTML|document\.write/);
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
    assert.match(address, /^(?:\/assets\/\{\{build\}\}\/|data:image\/svg\+xml,)/);
  }
});

/** The modules that are there before anything can be shown: what `app.js` imports, and what those import. */
function firstModules() {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name) || !scripts.includes(name)) return;
    found.add(name);
    for (const [, from] of read(join('js', name)).matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)'/gms)) visit(join(dirname(name), from));
  };
  visit('app.js');
  return found;
}

test('every module of the first view is named in the page, so that all are fetched at once, and no other', () => {
  const named = [...read('index.html').matchAll(/build}}\/js\/([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(named)].filter((name) => name !== 'boot.js').sort(), [...firstModules()].sort());
});

test('no file has grown past one reading', () => {
  for (const name of scripts) assert.ok(read(join('js', name)).split('\n').length <= 300, name);
});
