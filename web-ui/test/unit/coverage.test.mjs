// The pure modules are covered by the unit tests: at least nine lines of ten, in each of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const HERE = new URL('./', import.meta.url).pathname;
const CORE = new URL('../../src/main/web/js/core/', import.meta.url).pathname;
const LEAST = 90;

test('the unit tests run through nine of ten lines of each pure module', { timeout: 120_000 }, (t) => {
  const tests = readdirSync(HERE).filter((name) => name.endsWith('.test.mjs') && name !== 'coverage.test.mjs');
  // A test run inside a test run would report to the outer one.
  const { NODE_TEST_CONTEXT: _outer, ...env } = process.env;
  const run = spawnSync(process.execPath, ['--test', '--experimental-test-coverage', '--test-reporter=tap', ...tests], { cwd: HERE, env, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout.match(/^not ok.*$/gm)?.join('\n') ?? run.stderr);
  const lines = new Map([...run.stdout.matchAll(/^# .*js\/core\/(\S+)\s*\|\s*([\d.]+)/gm)].map(([, name, share]) => [name, Number(share)]));
  const modules = readdirSync(CORE).filter((name) => name.endsWith('.js') && readFileSync(CORE + name, 'utf8').includes('function'));
  for (const name of modules) {
    t.diagnostic(`${name} ${lines.get(name)} %`);
    assert.ok((lines.get(name) ?? 0) >= LEAST, `${name}: ${lines.get(name) ?? 'not run'}`);
  }
});
