// `npm run vendor`: puts the libraries in their place from node_modules, as the build does from Maven's repository. Both
// give the same bytes; `vendor.lock.json` holds them to it. `npm run vendor -- --lock` writes that file anew.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const HERE = new URL('./', import.meta.url).pathname;
const VENDOR = join(HERE, 'src/main/web/vendor');
const LOCK = join(HERE, 'vendor.lock.json');
const FILES = {
  'lit-html': ['LICENSE', 'directive-helpers.js', 'directive.js', 'directives/guard.js', 'directives/repeat.js', 'lit-html.js'],
  marked: ['LICENSE.md', 'lib/marked.esm.js'],
};

/** What is used of a library, with the version and licence it names itself. */
function entriesOf([library, files]) {
  const { version, license } = JSON.parse(readFileSync(join(HERE, 'node_modules', library, 'package.json'), 'utf8'));
  return files.map((name) => {
    const from = join(HERE, 'node_modules', library, name);
    const to = join(VENDOR, library, name);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
    const sha256 = createHash('sha256').update(readFileSync(to)).digest('hex');
    return { file: `${library}/${name}`, version, sha256, licence: license };
  });
}

const found = Object.entries(FILES).flatMap(entriesOf);
if (process.argv.includes('--lock')) {
  writeFileSync(LOCK, `${JSON.stringify(found, null, 2)}\n`);
} else {
  const changed = JSON.stringify(JSON.parse(readFileSync(LOCK, 'utf8'))) !== JSON.stringify(found);
  if (changed) throw new Error('node_modules does not hold what vendor.lock.json names: run npm ci');
}
console.log(`${found.length} files of ${Object.keys(FILES).join(' and ')} are in src/main/web/vendor.`);
