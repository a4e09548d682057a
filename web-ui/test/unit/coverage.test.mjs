// The pure modules are covered by the unit tests: at least nine lines of ten, in each of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const HERE = new URL('./', import.meta.url).pathname;
const JS = new URL('../../src/main/web/js/', import.meta.url).pathname;
/** What decides and counts outside of `core/`, without drawing. */
const PURE = ['host.js', ...['comparisons', 'figures', 'large', 'policy-diff', 'run-filters', 'table-file'].map((name) => `pages/${name}.js`)];
const LEAST = 90;

test('the unit tests run through nine of ten lines of each pure module', { timeout: 120_000 }, (t) => {
  const tests = readdirSync(HERE).filter((name) => name.endsWith('.test.mjs') && name !== 'coverage.test.mjs');
  // A test run inside a test run would report to the outer one.
  const { NODE_TEST_CONTEXT: _outer, ...env } = process.env;
  const run = spawnSync(process.execPath, ['--test', '--experimental-test-coverage', '--test-reporter=tap', ...tests], { cwd: HERE, env, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout.match(/^not ok.*$/gm)?.join('\n') ?? run.stderr);
  const lines = new Map([...run.stdout.matchAll(/^# .*\/web\/js\/(\S+)\s*\|\s*([\d.]+)/gm)].map(([, name, share]) => [name, Number(share)]));
  const core = readdirSync(`${JS}core`).map((name) => `core/${name}`).filter((name) => name.endsWith('.js') && readFileSync(JS + name, 'utf8').includes('function'));
  for (const name of [...core, ...PURE]) {
    t.diagnostic(`${name} ${lines.get(name)} %`);
    assert.ok((lines.get(name) ?? 0) >= LEAST, `${name}: ${lines.get(name) ?? 'not run'}`);
  }
});
