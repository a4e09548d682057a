// What the tests of the archive share: the built archive unpacked, variants of it, and servers that end with the test.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const built = readdirSync(join(root, 'target')).filter((name) => /^storyforge-.*-linux-\w+\.tar\.gz$/.test(name));
if (built.length !== 1) {
  throw new Error(`expected one archive in target/, found: ${built.join(', ') || 'none'}`);
}
export const archive = join(root, 'target', built[0]);
export const name = built[0].replace(/\.tar\.gz$/, '');

export function temporaryFolder(test, prefix = 'storyforge-test-') {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function unpack(folder) {
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  return join(folder, name);
}

/** The archive with some files changed, packed with little compression because it stays on this machine. */
export function variant(folder, label, changes) {
  const work = join(folder, label);
  execFileSync('mkdir', ['-p', work]);
  const stage = unpack(work);
  for (const [path, change] of Object.entries(changes)) {
    const file = join(stage, path);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
  const packed = join(work, `${name}.tar.gz`);
  execFileSync('sh', ['-c', 'tar -C "$0" -cf - "$1" | gzip -1 -n >"$2"', work, name, packed]);
  rmSync(stage, { recursive: true });
  return packed;
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A command run to its end; never throws, so that a test can look at how it failed. */
export function run(command, args, options = {}) {
  const ended = spawnSync(command, args, { encoding: 'utf8', timeout: 120_000, ...options });
  return { code: ended.status, out: ended.stdout ?? '', err: ended.stderr ?? String(ended.error) };
}

/** A server of the archive, once it says that it is ready. */
export function serve(test, command, args, options = {}) {
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const ended = new Promise((resolve) => server.on('exit', resolve));
  test.after(async () => {
    server.kill('SIGTERM');
    await ended;
  });
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    server.stderr.on('data', (text) => (err += text));
    server.stdout.on('data', (text) => {
      out += text;
      const ready = /^StoryForge is ready at (\S+)$/m.exec(out);
      if (ready) resolve({ url: ready[1], pid: server.pid, stop: () => server.kill('SIGTERM'), ended, err: () => err });
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${err || out}`)));
  });
}
