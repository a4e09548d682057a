// Checks the types of the pages' modules, of the test kit for plugins' screens, and of the example screen. The pages import
// libraries by their place among the files that are served, where only code lies; so the check runs on a copy of the
// modules with the declarations of types/vendor in that place.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = new URL('../', import.meta.url).pathname;

const KIT = join(MODULE, '../plugin-kit');
const SCREEN = 'src/main/resources/META-INF/handoff/ui/screen.js';

/** The screens that plugins' authors start from: the example, and that of a new project. */
const startingPoints = () => ({
  example: readFileSync(join(KIT, 'examples/topic-radar', SCREEN), 'utf8'),
  generated: readFileSync(join(KIT, 'archetype/src/main/resources/archetype-resources', SCREEN), 'utf8').replaceAll('${artifactId}', 'trend-board').replace(/#\[\[|\]\]#/g, ''),
});

/**
 * @param {Record<string, string>} [screens] modules of screens, which are held to the contract
 * @returns {string} what the compiler complains about, with places as in this module; '' when all is well
 */
export function typeErrors(screens = startingPoints()) {
  const copy = mkdtempSync(join(tmpdir(), 'storyforge-types-'));
  try {
    cpSync(join(MODULE, 'src/main/web/js'), join(copy, 'src/main/web/js'), { recursive: true });
    cpSync(join(MODULE, 'types/vendor'), join(copy, 'src/main/web/vendor'), { recursive: true });
    cpSync(join(MODULE, 'testkit'), join(copy, 'testkit'), { recursive: true });
    mkdirSync(join(copy, 'screens'));
    for (const [name, screen] of Object.entries(screens)) writeFileSync(join(copy, 'screens', `${name}.js`), screen);
    cpSync(join(MODULE, 'tsconfig.json'), join(copy, 'tsconfig.json'));
    const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
    execFileSync(process.execPath, [compiler, '-p', 'tsconfig.json', '--pretty', 'false'], { cwd: copy, encoding: 'utf8' });
    return '';
  } catch (failure) {
    return `${failure.stdout ?? ''}${failure.stderr ?? ''}` || String(failure);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const errors = typeErrors();
  process.stdout.write(errors || 'No type errors.\n');
  process.exitCode = errors ? 1 : 0;
}
