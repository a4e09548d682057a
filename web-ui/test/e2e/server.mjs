import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../../../', import.meta.url).pathname;
const COMMAND = join(ROOT, 'storyforge');
const READY = /StoryForge is ready at/;
const START_LIMIT_MILLIS = 120_000;

/**
 * The real server with sample data on a free port, with an administrator called kris.
 *
 * @param {readonly string[]} [more] what is said to the server besides
 * @param {(data: string) => unknown} [prepare] puts plugins and the configuration into the data folder
 * @returns {Promise<{base: string, token: string, loginLink: (user?: string) => string, addUser: (user: string) => string, stop: () => Promise<void>}>}
 *   `addUser` gives the token of a new member
 */
export async function startServer(more = [], prepare = () => {}) {
  const data = mkdtempSync(join(tmpdir(), 'storyforge-e2e-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  // The person is there before the first start, which makes the sample project.
  const token = run('token', 'create', '--data', data, '--user', 'kris', '--role', 'admin').trim();
  const serve = () => spawn(COMMAND, ['serve', '--port', String(port), '--data', data, '--sample', ...more], { detached: true });
  await prepare(data);
  let child = serve();
  await ready(child);
  async function end(signal) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // The command is a script: the group holds the script and the server.
    process.kill(-child.pid, signal);
    await ended;
  }
  return {
    base,
    token,
    loginLink: (user = 'kris') => run('login-link', '--data', data, '--user', user, '--base', base).match(/http\S+#code=\S+/)[0],
    addUser: (user) => run('token', 'create', '--data', data, '--user', user).trim(),
    kill: () => end('SIGKILL'),
    async restart() {
      child = serve();
      await ready(child);
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const run = (...command) => execFileSync(COMMAND, command, { encoding: 'utf8' });

function ready(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why) => reject(new Error(`${why}\n${said}`));
    const timer = setTimeout(() => fail('the server did not get ready'), START_LIMIT_MILLIS);
    child.once('error', (error) => fail(String(error)));
    child.once('exit', (code) => fail(`the server ended with ${code}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
        if (!READY.test(said)) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
