import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const openapi = 'runtime-server/src/main/resources/openapi/openapi.json';
const kept = ['storyforge', 'scripts', 'dist', 'LICENSE', 'CONTRIBUTING.md', '.gitignore', 'pom.xml', 'runtime-core/pom.xml', openapi];
// Put together here, so that this file does not hold what the rules look for.
const home = ['', 'home', 'amy', 'x'].join('/');
const version = (text, to) => text.replace(/<version>\d[^<]*</, `<version>${to}<`);

/** A fault for each rule, and more where a rule has several ways to fail: what is written, and the finding it must give. */
const faults = [
  { rule: 'whitespace', file: 'notes.md', text: 'one\ntwo \n', finding: 'notes.md:2: ends with blanks' },
  { rule: 'whitespace', file: 'notes.md', text: 'one\r\n', finding: 'notes.md:1: ends with a carriage return' },
  { rule: 'whitespace', file: 'notes.md', text: `one\n${'<'.repeat(7)} HEAD\n`, finding: 'notes.md:2: is a marker of a merge' },
  { rule: 'whitespace', file: 'notes.md', text: 'one\ntwo', finding: 'notes.md:2: has no line end' },
  { rule: 'generated', file: 'web/Thing.class', text: 'x\n', finding: 'web/Thing.class:1: is made by a tool' },
  { rule: 'generated', file: 'runtime-core/target/x.txt', text: 'x\n', force: true, finding: 'runtime-core/target/x.txt:1: is made' },
  { rule: 'versions', file: 'runtime-core/pom.xml', change: (text) => version(text, '9.9.9'), finding: /^runtime-core\/pom\.xml:7: names another/m },
  { rule: 'versions', file: 'runtime-core/pom.xml', change: (text) => text.replace('</parent>', '</parent>\n  <version>1.0.0</version>'), finding: /^runtime-core\/pom\.xml:9: states a version of its own/m },
  { rule: 'versions', file: 'pom.xml', change: (text) => version(text, 'soon'), finding: 'pom.xml:1: has no version', more: true },
  { rule: 'versions', file: openapi, change: (text) => text.replace(/"version": "[^"]*"/, '"version": "9.9.9"'), finding: `${openapi}:5: names another version` },
  { rule: 'licence', file: 'LICENSE', text: 'Do what you want.\n', finding: 'LICENSE:1: is not' },
  { rule: 'licence', file: 'web/other.js', text: `// ${'Copy'}${'right'} ${'(c)'} ${2020} Somebody\n`, finding: 'web/other.js:1: names a licence' },
  { rule: 'licence', file: 'CONTRIBUTING.md', text: 'Hello.\n', finding: 'CONTRIBUTING.md:1: does not say' },
  { rule: 'large', file: 'picture.png', text: 'x'.repeat(500_000), finding: 'picture.png:1: has 500000 bytes' },
  { rule: 'executable', file: 'run', text: '#!/bin/sh\n', finding: 'run:1: starts like a program' },
  { rule: 'executable', file: 'notes.md', text: 'one\n', mode: 0o755, finding: 'notes.md:1: is executable' },
  { rule: 'paths', file: 'notes.md', text: `one\nsee ${home}\n`, finding: 'notes.md:2: names a path' },
  { rule: 'secrets', file: 'notes.md', text: `token ${'sf'}_${'a'.repeat(43)}\n`, finding: 'notes.md:1: looks like a secret' },
  { rule: 'secrets', file: 'key', text: `${'-'.repeat(5)}BEGIN OPENSSH PRIVATE KEY-----\n`, finding: 'key:1: looks like a secret' },
  { rule: 'notes', file: 'web/a.js', text: `// ${'TO'}${'DO'} later\n`, finding: 'web/a.js:1: is a note' },
  { rule: 'shell', file: 'dist/remote.sh', text: '# shellcheck shell=sh\necho $1\n', tool: 'shellcheck', finding: 'dist/remote.sh:2: Double quote' },
];

describe('baseline', () => {
  let folder;
  const git = (...args) => execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
  const baseline = (...rules) => spawnSync(join(folder, 'storyforge'), ['baseline', ...rules], { encoding: 'utf8' });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'storyforge-baseline-'));
    for (const path of kept) cpSync(join(root, path), join(folder, path), { recursive: true });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'clean');
  });
  after(() => rmSync(folder, { recursive: true }));

  test('finds nothing in a clean repository', () => {
    const clean = baseline();

    assert.equal(clean.status, 0, clean.stdout + clean.stderr);
  });

  test('has a fault here for each of its rules, and refuses an unknown one', () => {
    const unknown = baseline('colour');
    const rules = /known: (.*)\n/.exec(unknown.stderr)[1].split(' ');

    assert.equal(unknown.status, 1);
    assert.deepEqual(rules.sort(), [...new Set(faults.map((fault) => fault.rule))].sort());
  });

  for (const fault of faults) {
    const absent = fault.tool && spawnSync(fault.tool, ['--version']).error;
    test(`${fault.rule}: ${fault.finding}`, { skip: absent && `${fault.tool} is not here` }, () => {
      const file = join(folder, fault.file);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, fault.change ? fault.change(readFileSync(file, 'utf8')) : fault.text);
      chmodSync(file, fault.mode ?? 0o644);
      git('add', ...(fault.force ? ['-f'] : []), fault.file);

      const found = baseline(fault.rule);

      git('reset', '-q', '--hard');
      assert.equal(found.status, 1, found.stdout + found.stderr);
      if (fault.finding instanceof RegExp) assert.match(found.stdout, fault.finding);
      else assert.ok(found.stdout.includes(fault.finding), found.stdout);
      assert.match(found.stdout, new RegExp(`\\[${fault.rule}\\]$`, 'm'));
      if (!fault.more) assert.equal(found.stdout.trim().split('\n').length, 1, found.stdout);
    });
  }
});
