import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import test, { before, describe } from 'node:test';
import { archive, name, run, serve, temporaryFolder, unpack } from './stage.mjs';

const isRoot = process.getuid() === 0;

/** The libraries of the C library that a program is linked with, and nothing else of the system. */
function copyWithLibraries(program, target, chroot) {
  mkdirSync(dirname(join(chroot, target)), { recursive: true });
  copyFileSync(program, join(chroot, target));
  const linked = execFileSync('ldd', [program], { encoding: 'utf8' });
  for (const [, library] of linked.matchAll(/(\/\S+)\s+\(0x/g)) {
    if (library.startsWith('/lib')) {
      mkdirSync(dirname(join(chroot, library)), { recursive: true });
      copyFileSync(library, join(chroot, library));
    }
  }
}

describe('the archive', { concurrency: false }, () => {
  let home;
  before((context) => {
    home = unpack(temporaryFolder({ after: (tidy) => process.on('exit', tidy) }));
  });

  test('lists its files in order, all with one time and no owner', () => {
    const lines = execFileSync('tar', ['--full-time', '--numeric-owner', '-tvzf', archive], { encoding: 'utf8' }).trim().split('\n');
    const paths = lines.map((line) => line.split(/\s+/)[5]);
    const times = new Set(lines.map((line) => line.split(/\s+/).slice(3, 5).join(' ')));

    assert.deepEqual(paths, [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    assert.equal(times.size, 1);
    assert.ok(lines.every((line) => line.split(/\s+/)[1] === '0/0'));
    assert.ok(paths.every((path) => path.startsWith(`${name}/`)));
  });

  test('comes with the sum of its bytes', () => {
    const [sum, file] = readFileSync(`${archive}.sha256`, 'utf8').trim().split(/\s+/);

    assert.equal(sum, createHash('sha256').update(readFileSync(archive)).digest('hex'));
    assert.equal(join(dirname(archive), file), archive);
  });

  test('has the three shipped plugins in their own folder, and an image of few modules', () => {
    const plugins = readdirSync(join(home, 'plugins')).map((jar) => jar.replace(/-\d.*$/, ''));
    const modules = /MODULES="(.*)"/.exec(readFileSync(join(home, 'runtime', 'release'), 'utf8'))[1].split(' ');

    assert.deepEqual(plugins.sort(), ['handoff-dashboard', 'handoff-governance', 'handoff-strategy']);
    assert.ok(modules.includes('java.base') && modules.length < 13, modules.join(' '));
    // java.desktop is there for the one package that the YAML parser asks for: java.beans; jdk.unsupported, a few
    // classes, for the queue of OpenTelemetry's SDK.
    assert.ok(!modules.includes('jdk.compiler') && !modules.includes('java.se'), modules.join(' '));
  });

  test('loads its plugins from their folder, each apart from the server, and not from the class path', async (t) => {
    const data = temporaryFolder(t);
    const server = await serve(t, join(home, 'bin/storyforge'), ['serve', '--port', '0', '--data', data]);
    const token = run(join(home, 'bin/storyforge'), ['token', 'create', '--user', 'operator', '--role', 'admin', '--data', data]);
    assert.equal(token.code, 0, token.err);

    const answer = await fetch(`${server.url}/plugins`, { headers: { Authorization: `Bearer ${token.out.trim()}` } });
    const { plugins } = await answer.json();

    const jars = readdirSync(join(home, 'plugins')).sort();
    assert.deepEqual(plugins.map(({ id, status, origin }) => [id, status, origin]),
      ['dashboard', 'governance', 'strategy'].map((id) => [id, 'ACTIVE', 'shipped']));
    assert.deepEqual(plugins.map(({ file }) => file), jars);
    for (const { file, sha256 } of plugins) {
      // A plugin of one jar has the sum of that jar.
      assert.equal(sha256, createHash('sha256').update(readFileSync(join(home, 'plugins', file))).digest('hex'));
    }
    const commandLine = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8').split('\0');
    assert.ok(!commandLine[commandLine.indexOf('-cp') + 1].includes('handoff-'), 'no plugin is on the class path');
  });

  test('does the main job where there is nothing but the C library and a shell', { skip: !isRoot && 'needs chroot, so root' }, async (t) => {
    const chroot = temporaryFolder(t);
    mkdirSync(join(chroot, 'opt'));
    for (const folder of ['proc', 'dev', 'tmp']) mkdirSync(join(chroot, folder));
    execFileSync('cp', ['-a', home, join(chroot, 'opt', 'storyforge')]);
    copyWithLibraries('/bin/sh', '/bin/sh', chroot);
    copyWithLibraries(join(home, 'runtime/bin/java'), '/unused', chroot);
    copyWithLibraries(join(home, 'runtime/lib/server/libjvm.so'), '/unused', chroot);
    // /proc and /dev are the kernel's, and in each command's own view of the mounts: nothing stays mounted.
    const enter = (...args) => ['--mount', '/bin/sh', '-c',
      '/bin/mount --rbind /proc "$0/proc" && /bin/mount --rbind /dev "$0/dev" && exec env -i PATH= /usr/sbin/chroot "$0" /opt/storyforge/bin/storyforge "$@"', chroot, ...args];

    const server = await serve(t, 'unshare', enter('serve', '--port', '0', '--data', '/data', '--sample'));
    const token = run('unshare', enter('token', 'create', '--user', 'smoke', '--data', '/data'));
    const smoke = run('unshare', enter('smoke', server.url, '--token-file', '-'), { input: token.out });

    assert.equal(token.code, 0, token.err);
    assert.equal(smoke.code, 0, smoke.out + smoke.err);
    assert.match(smoke.out, /^ok +plugins +3 active$/m);
    assert.deepEqual(readdirSync(join(chroot, 'bin')), ['sh']);
  });

  test('sends traces when it is told where, with the image and the jars it has', async (t) => {
    const bodies = [];
    const collector = createServer(async (request, response) => {
      const parts = [];
      for await (const part of request) parts.push(part);
      bodies.push(Buffer.concat(parts).toString('latin1'));
      response.writeHead(200, { 'Content-Type': 'application/x-protobuf' }).end();
    });
    await new Promise((resolve) => collector.listen(0, '127.0.0.1', resolve));
    t.after(() => collector.close());
    const server = await serve(t, join(home, 'bin/storyforge'), ['serve', '--port', '0', '--data', temporaryFolder(t)],
      { env: { ...process.env, STORYFORGE_TRACING_ENDPOINT: `http://127.0.0.1:${collector.address().port}/v1/traces` } });

    assert.equal((await fetch(`${server.url}/v2/me`)).status, 401);
    server.stop();
    await server.ended;

    assert.match(bodies.join(''), /GET \/v2\/me/);
    assert.doesNotMatch(server.err(), /Unsafe|WARNING|SEVERE|Exception/);
  });

  test('uses its start-up cache from any folder and through links, and no Java option of the host', async (t) => {
    const folder = temporaryFolder(t, 'folder with 中文 and spaces ');
    symlinkSync(home, join(folder, 'here'));
    symlinkSync('here/bin/storyforge', join(folder, 'relative'));
    symlinkSync(join(folder, 'relative'), join(folder, 'absolute'));
    const env = {
      PATH: process.env.PATH,
      JAVA_TOOL_OPTIONS: '-Dpicked=up',
      JAVA_HOME: '/nonexistent',
      STORYFORGE_DATA: join(folder, '数据'),
      // Refuses to start when the cache does not fit.
      STORYFORGE_JAVA_OPTS: '-XX:AOTMode=on',
    };

    const server = await serve(t, './absolute', ['serve', '--port', '0'], { cwd: folder, env });
    server.stop();
    await server.ended;

    assert.ok(existsSync(join(folder, '数据')), 'the data folder has its name');
    assert.equal(server.err().includes('Picked up'), false);
  });

  test('names every command in its help, and passes the server\'s refusals on', () => {
    const help = run(join(home, 'bin/storyforge'), ['help'], { env: { PATH: process.env.PATH, HOME: '/nonexistent' } });
    const unknown = run(join(home, 'bin/storyforge'), ['fly']);
    const version = run(join(home, 'bin/storyforge'), ['version']);

    assert.equal(help.code, 0, help.err);
    for (const command of ['up', 'serve', 'token create', 'login-link', 'smoke', 'health']) {
      assert.match(help.out, new RegExp(`storyforge ${command}`));
    }
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /unknown command 'fly'/);
    assert.ok(archive.includes(version.out.trim()));
  });

  test('smoke and health end with 1 where no server is, and say so in a line', () => {
    const smoke = run(join(home, 'bin/storyforge'), ['smoke', 'http://127.0.0.1:1', '--token', 't']);
    const health = run(join(home, 'bin/storyforge'), ['health', 'http://127.0.0.1:1']);

    assert.equal(smoke.code, 1);
    assert.match(smoke.out, /^FAILED ready .*cannot be reached/m);
    assert.equal(health.code, 1);
    assert.equal(health.out.trim().split('\n').length, 1);
  });

  test('has systemd units that systemd accepts', { skip: !existsSync('/usr/bin/systemd-analyze') && 'no systemd here' }, (t) => {
    const folder = temporaryFolder(t);
    for (const unit of ['storyforge.service', 'storyforge-user.service']) {
      const text = readFileSync(join(home, 'share/systemd', unit), 'utf8');
      assert.match(text, /^NoNewPrivileges=yes$/m);
      const file = join(folder, unit);
      writeFileSync(file, text.replace('/opt/storyforge/current', home));

      const verified = run('systemd-analyze', ['verify', '--man=no', file]);

      assert.equal(verified.code, 0, verified.err);
      assert.doesNotMatch(verified.err, new RegExp(unit), verified.err);
    }
  });

  test('has a container file for an unprivileged user, with a volume, a health check and no shell around the server', () => {
    const lines = readFileSync(join(home, 'share/container/Containerfile'), 'utf8').replaceAll('\\\n', '').split('\n');
    const instruction = (word) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
    const exec = (text) => JSON.parse(text.slice(text.indexOf('[')));

    assert.equal(instruction('FROM').length, 1);
    assert.match(instruction('FROM')[0], /^debian:\d+-slim$/);
    assert.match(instruction('USER')[0], /^[1-9]\d*:[1-9]\d*$/);
    assert.deepEqual(instruction('VOLUME'), ['/data']);
    assert.ok(exec(instruction('HEALTHCHECK')[0]).includes('health'));
    assert.deepEqual(exec(instruction('ENTRYPOINT')[0]), ['/opt/storyforge/bin/storyforge']);
    assert.ok(exec(instruction('CMD')[0]).includes('serve'));
    assert.ok(!lines.some((line) => /curl|wget|apt-get|https?:\/\/(?!127\.0\.0\.1)/.test(line)), 'only the base comes from the network');
  });
});
