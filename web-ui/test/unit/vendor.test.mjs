// The libraries are exactly those that were looked at, whichever road they came.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const MODULE = new URL('../../', import.meta.url).pathname;
const VENDOR = join(MODULE, 'src/main/web/vendor');
const LOCK = JSON.parse(readFileSync(join(MODULE, 'vendor.lock.json'), 'utf8'));
const PERMISSIVE = new Set(['MIT', 'BSD-3-Clause', 'Apache-2.0', 'ISC']);
const versionIn = (pom, name) => readFileSync(join(MODULE, pom), 'utf8').match(new RegExp(`<${name}\\.version>([^<]+)<`))?.[1];

test('each library file is the locked one, and there is no other', { skip: existsSync(VENDOR) ? false : 'mvn -pl web-ui generate-resources fetches them' }, () => {
  const found = readdirSync(VENDOR, { recursive: true }).filter((name) => statSync(join(VENDOR, name)).isFile());
  assert.deepEqual(found.sort(), LOCK.map(({ file }) => file).sort());
  for (const { file, sha256 } of LOCK) assert.equal(createHash('sha256').update(readFileSync(join(VENDOR, file))).digest('hex'), sha256, file);
});

test('both roads bring the locked versions, under licences that allow it', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(MODULE, 'package.json'), 'utf8'));
  const poms = { 'lit-html': versionIn('../pom.xml', 'lit-html'), marked: versionIn('pom.xml', 'marked') };
  for (const { file, version, licence } of LOCK) {
    const library = file.split('/')[0];
    assert.equal(version, poms[library], file);
    assert.equal(version, devDependencies[library], file);
    assert.ok(PERMISSIVE.has(licence), `${file}: ${licence}`);
  }
});
