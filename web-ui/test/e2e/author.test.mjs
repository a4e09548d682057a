// The authors' tutorial, command by command: from nothing to a button that makes a run. Only folder and port are others.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';

const ROOT = new URL('../../../', import.meta.url).pathname;
const TUTORIAL = readFileSync(join(ROOT, 'docs/plugins/tutorial.md'), 'utf8');

const work = mkdtempSync(join(tmpdir(), 'storyforge-author-'));
const project = join(work, 'weekly-note');
// A repository of its own, over the one that has been filled already: the build is the author's, not this machine's.
const given = (name) => new RegExp(`-D${name}=(\\S+)`).exec(`${process.env.MAVEN_ARGS ?? ''} ${process.env.STORYFORGE_MAVEN_ARGS ?? ''}`)?.[1];
const filled = [given('maven\\.repo\\.local') ?? join(homedir(), '.m2/repository'), given('maven\\.repo\\.local\\.tail')].filter(Boolean).join(',');
const env = { ...process.env, MAVEN_ARGS: '', STORYFORGE_MAVEN_ARGS: '', MAVEN_OPTS: `-Dmaven.repo.local=${join(work, 'm2')} -Dmaven.repo.local.tail=${filled}` };

let server;
let port;
let browser;
let page;
let said = '';

const commands = () => [...TUTORIAL.matchAll(/^<!-- (run(?: in (\S+))?|serve) -->\n```sh\n([\s\S]*?)\n```$/gm)]
  .map(([, kind, folder, command]) => ({ kind: kind.split(' ')[0], folder: folder ? project : ROOT, command: command.replaceAll('../weekly-note', project).replace('8080', String(port)) }));
const bash = ({ command, folder }) => execFileSync('bash', ['-c', command], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

before(async () => {
  port = await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
});

after(async () => {
  await browser?.close();
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    process.kill(-server.pid, 'SIGTERM');
    await ended;
  }
  rmSync(work, { recursive: true, force: true });
});

test('what cannot become a plugin is refused in one sentence', () => {
  const refused = (...given) => assert.throws(() => execFileSync(join(ROOT, 'storyforge'), ['plugin', 'new', ...given], { encoding: 'utf8', stdio: 'pipe' }),
    (error) => /** @type {any} */ (error).stderr.trim().split('\n').length === 1 && given.some((one) => /** @type {any} */ (error).stderr.includes(one)));
  refused(work, '--id', 'Topic_Radar');
  refused(join(ROOT, 'docs'), '--id', 'topic-radar');
  refused(join(work, 'x'), '--id', 'topic-radar', '--package', 'com.new.x');
  refused(join(work, 'x'), '--id', 'topic-radar', '--colour');
});

test('the tutorial leads to a screen with a working hand-off', { timeout: 600_000 }, async (t) => {
  const [make, build, serve] = commands();

  await t.test('the project is made', () => assert.match(bash({ ...make, command: `${make.command} 2>&1` }), /The plugin weekly-note is in/));

  await t.test('its first command builds it and passes both contracts', () => {
    const first = /^```sh\n(\S+ verify)\b/m.exec(readFileSync(join(project, 'README.md'), 'utf8'));
    assert.ok(first);
    // Where Maven cannot be downloaded the project says mvn, as the tutorial tells.
    const out = bash({ ...build, command: `${build.command.replace('./mvnw verify', first[1])} -B -ntp` });
    assert.match(out, /Running com\.example\.weeklynote\.WeeklyNoteHandoffTest/);
    assert.match(out, /Running com\.example\.weeklynote\.WeeklyNoteJarIT/);
    assert.match(out, /BUILD SUCCESS/);
  });

  await t.test('the server has it', async () => {
    server = spawn('bash', ['-c', serve.command], { cwd: ROOT, env: process.env, detached: true });
    await new Promise((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${said}`)));
      for (const stream of [server.stdout, server.stderr]) {
        stream.on('data', (chunk) => {
          said += chunk;
          if (/StoryForge is ready at/.test(said) && /http\S+#code=\S+/.test(said)) resolve(undefined);
        });
      }
    });
  });

  await t.test('an API call presses its button', async () => {
    const token = execFileSync(join(ROOT, 'storyforge'), ['token', 'create', '--data', join(project, 'data'), '--user', 'author'], { encoding: 'utf8' }).trim();
    const answer = await fetch(`http://127.0.0.1:${port}/v2/oneliner/handoffs`, {
      method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ project_id: '', source_screen: 'weekly-note', source_action_key: 'write', fields: { topic: '露营' } }),
    });
    const run = await answer.json();
    assert.equal(answer.status, 201, JSON.stringify(run));
    assert.deepEqual([run.title, run.run_status], ['小结：露营', 'needs_confirmation']);
  });

  await t.test('a person presses its button, confirms, and is asked', async () => {
    ({ browser, page } = await openBrowser());
    await page.goto(/** @type {RegExpExecArray} */ (/http\S+#code=\S+/.exec(said))[0]);
    await page.locator('.nav a[href="/x/weekly-note/weekly-note"]').click();
    await page.locator('[data-action-card="write"] button').first().click();
    const card = page.locator('.oneliner-run-card[data-status="needs_confirmation"]');
    await card.waitFor();
    assert.match(await card.innerText(), /小结：本周/);
    await card.locator('[data-action="confirm-run"]').click();
    await page.locator('.oneliner-run-card[data-status="blocked"]').waitFor();
  });
});
