import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import test, { after, before, describe } from 'node:test';
import { archive, freePort, name, root, run, temporaryFolder, variant } from './stage.mjs';

const tidying = [];
const suite = { after: (tidy) => tidying.unshift(tidy) };
after(() => tidying.forEach((tidy) => tidy()));

/** An ssh server of the test's own: its own port, host key, authorized keys and settings; the system's is not touched. */
async function startSshd(folder, environment) {
  const port = await freePort();
  for (const key of ['host', 'client', 'stranger']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, key)]);
  }
  writeFileSync(join(folder, 'authorized'), readFileSync(join(folder, 'client.pub')));
  writeFileSync(join(folder, 'sshd_config'), [
    `Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${join(folder, 'host')}`, `PidFile ${join(folder, 'pid')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized')}`, 'PasswordAuthentication no', 'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password', 'StrictModes no', 'UsePAM no',
    `SetEnv ${Object.entries(environment).map(([key, value]) => `${key}=${value}`).join(' ')}`, '',
  ].join('\n'));
  const config = (identity) => [
    'Host *', `  Port ${port}`, `  User ${userInfo().username}`, `  IdentityFile ${join(folder, identity)}`,
    '  IdentitiesOnly yes', '  StrictHostKeyChecking yes', `  UserKnownHostsFile ${join(folder, 'known')}`, '',
  ].join('\n');
  writeFileSync(join(folder, 'known'), `[127.0.0.1]:${port} ${readFileSync(join(folder, 'host.pub'), 'utf8')}`);
  writeFileSync(join(folder, 'ssh_config'), config('client'));
  writeFileSync(join(folder, 'stranger_config'), config('stranger'));
  if (process.getuid() === 0) mkdirSync('/run/sshd', { recursive: true });
  const server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(folder, 'sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  suite.after(() => server.kill());
  await new Promise((resolve, reject) => {
    server.stderr.on('data', (text) => /listening on/i.test(String(text)) && resolve());
    server.on('exit', (code) => reject(new Error(`sshd ended with ${code}`)));
  });
  return port;
}

const restart = `if [ -f server.pid ]; then
    kill "$(cat server.pid)" 2>/dev/null
    while kill -0 "$(cat server.pid)" 2>/dev/null; do sleep 0.1; done
fi
nohup "$STORYFORGE_RELEASE/bin/storyforge" serve --port PORT --data "$PWD/data" >server.log 2>&1 &
echo $! >server.pid
`;

// Does what systemctl does for the one unit that it finds, and writes down what it was asked for.
const systemctl = `#!/bin/sh
echo "$*" >>"$STORYFORGE_UNITS/asked"
[ "$2" = restart ] || exit 0
cd "$STORYFORGE_UNITS"
STORYFORGE_DATA=$STORYFORGE_UNITS/data
export STORYFORGE_DATA
if [ -f server.pid ]; then kill "$(cat server.pid)"; fi
nohup $(sed -n 's/^ExecStart=//p' "$3.service") >server.log 2>&1 </dev/null &
echo $! >server.pid
`;

function stopServer(pidFile) {
  if (existsSync(pidFile)) {
    try {
      process.kill(Number(readFileSync(pidFile, 'utf8')));
    } catch {
      // Ended already.
    }
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });
}

describe('deploy', { concurrency: false }, () => {
  let folder, host, port, next, broken, raising, sshPort;
  const current = () => readlinkSync(join(host, 'current')).replace('releases/', '');
  const backups = () => readdirSync(join(host, 'backups')).sort();
  const releases = () => readdirSync(join(host, 'releases')).filter((entry) => !entry.startsWith('.'));

  function deploy(file, ...options) {
    return run(join(root, 'storyforge'), ['deploy', '127.0.0.1', '--ssh-config', join(folder, 'ssh_config'), '--dir', host,
      '--archive', file, '--health', `http://127.0.0.1:${port}`, '--wait', '20', '--restart', 'sh ./restart.sh', ...options]);
  }

  before(async () => {
    folder = temporaryFolder(suite);
    host = join(folder, "the host's folder");
    mkdirSync(join(folder, 'units'));
    writeFileSync(join(folder, 'units', 'systemctl'), systemctl, { mode: 0o755 });
    sshPort = await startSshd(folder, { STORYFORGE_UNITS: join(folder, 'units'), PATH: `${join(folder, 'units')}:${process.env.PATH}` });
    port = await freePort();
    mkdirSync(host);
    writeFileSync(join(host, 'restart.sh'), restart.replace('PORT', port));
    suite.after(() => stopServer(join(host, 'server.pid')));
    next = variant(folder, 'next', { VERSION: (text) => `${text.trim()}-next\n` });
    broken = variant(folder, 'broken', {
      'bin/storyforge': (text) => text.replace('set -eu\n', "set -eu\ncase ${1:-} in serve) echo 'cannot serve' >&2; exit 3 ;; esac\n"),
    });
    // The version of the schema stands at byte 60 of the file; no server has it open then.
    raising = variant(folder, 'raising', {
      'bin/storyforge': (text) => text.replace('set -eu\n', `set -eu
case \${1:-} in serve) printf '\\000\\000\\000\\143' | dd of="$5/storyforge.db" bs=1 seek=60 conv=notrunc 2>/dev/null; exit 3 ;; esac
`),
    });
  });

  test('refuses what it does not understand, before it looks for a host', () => {
    for (const wrong of [[], ['one', 'two'], ['host', '--keep', '1'], ['host', '--backups', '08'], ['host', '--colour', 'red'], ['host', '--archive', '/nonexistent'], ['host', '--dir']]) {
      const refused = run(join(root, 'storyforge'), ['deploy', ...wrong]);

      assert.equal(refused.code, 1, wrong.join(' '));
      assert.equal(refused.err.trim().split('\n').length, 1, refused.err);
    }
  });

  test('ends with 2 when the host is not there or does not let it in', async () => {
    const silent = await freePort();
    const absent = deploy(archive, '--port', String(silent));
    const stranger = deploy(archive, '--ssh-config', join(folder, 'stranger_config'));

    assert.equal(absent.code, 2, absent.err);
    assert.match(absent.err, /^127\.0\.0\.1 cannot be reached\. \(.*refused.*\)\n$/i);
    assert.equal(stranger.code, 2, stranger.err);
    assert.match(stranger.err, /Permission denied/);
    assert.equal(existsSync(join(host, 'releases')), false);
  });

  test('a first release that is not healthy is told, with nothing to return to', () => {
    const first = deploy(broken, '--wait', '1');

    assert.equal(first.code, 5, first.err);
    assert.match(first.err, /no release to return to/);
    rmSync(join(host, 'releases'), { recursive: true });
    rmSync(join(host, 'current'));
  });

  test('brings a first release up, which does the main job', () => {
    const first = deploy(archive);
    const cli = join(host, 'current/bin/storyforge');
    // Without --data: the deployment's own folder.
    const token = run(cli, ['token', 'create', '--user', 'smoke']);
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, token.out, { mode: 0o600 });
    const smoke = run(cli, ['smoke', `http://127.0.0.1:${port}`, '--token-file', tokenFile]);

    assert.equal(first.code, 0, first.err);
    assert.equal(token.code, 0, token.err);
    assert.equal(smoke.code, 0, smoke.out + smoke.err);
    assert.deepEqual(releases(), [current()]);
    assert.doesNotMatch(first.err, /Backup/, 'there was no data');
  });

  test('does nothing when the host runs the release already', () => {
    const pid = readFileSync(join(host, 'server.pid'), 'utf8');

    const again = deploy(archive);

    assert.equal(again.code, 0, again.err);
    assert.match(again.err, /runs .* already\.\n$/);
    assert.doesNotMatch(again.err, /Uploading/);
    assert.equal(readFileSync(join(host, 'server.pid'), 'utf8'), pid);
  });

  test('upgrades, and keeps the data, of which it made a backup before', () => {
    const old = current();
    const login = run(join(host, 'current/bin/storyforge'), ['token', 'create', '--user', 'before-the-switch']);

    const upgrade = deploy(next);
    const smoke = run(join(host, 'current/bin/storyforge'), ['smoke', `http://127.0.0.1:${port}`, '--token-file', join(folder, 'token')]);

    assert.equal(login.code, 0, login.err);
    assert.equal(upgrade.code, 0, upgrade.err);
    const [, saved] = /^Backup on 127\.0\.0\.1: (.*)$/m.exec(upgrade.err) ?? [];
    assert.match(saved, new RegExp(`/backups/before-${current()}-\\d{8}T\\d{6}Z\\.db$`));
    assert.equal(statSync(saved).mode & 0o777, 0o600);
    const check = run(join(host, 'current/bin/storyforge'), ['check', saved]);
    assert.equal(check.code, 0, check.out + check.err);
    assert.match(check.out, /^Checked [1-9]\d* runs and [1-9]\d* events: all is well\.$/m);
    assert.ok(readFileSync(saved).includes('before-the-switch'), 'what was acknowledged just before is in it');
    assert.match(upgrade.err, new RegExp(`now; before: ${old}\\.\\n$`));
    assert.match(readFileSync(join(host, 'current/VERSION'), 'utf8'), /-next$/m);
    assert.equal(smoke.code, 0, smoke.out + smoke.err);
  });

  test('returns by itself when the new release does not come up', async () => {
    const old = current();

    const failed = deploy(broken, '--wait', '5');

    assert.equal(failed.code, 4, failed.err);
    assert.match(failed.err, new RegExp(`is not healthy; 127\\.0\\.0\\.1 is back at ${old}\\.`));
    assert.equal(current(), old);
    assert.equal(await answers(port), true);
  });

  test('returns to the data of before, too, when the new release has raised its schema and then failed', async () => {
    const old = current();
    const login = run(join(host, 'current/bin/storyforge'), ['token', 'create', '--user', 'before-the-failure']);

    const failed = deploy(raising, '--wait', '5');

    assert.equal(login.code, 0, login.err);
    assert.equal(failed.code, 4, failed.err);
    assert.match(failed.err, /the backup is in its place\.$/m);
    assert.match(failed.err, new RegExp(`is back at ${old}\\.`));
    assert.equal(current(), old);
    writeFileSync(join(folder, 'returned'), login.out, { mode: 0o600 });
    const smoke = run(join(host, 'current/bin/storyforge'), ['smoke', `http://127.0.0.1:${port}`, '--token-file', join(folder, 'returned')]);
    assert.equal(smoke.code, 0, smoke.out + smoke.err);
    assert.ok(readdirSync(join(host, 'data')).some((file) => /before-restore/.test(file)), readdirSync(join(host, 'data')).join());
  });

  test('switches nothing when no backup can be made, and says so when there is no data where it looks', async () => {
    const old = current();
    renameSync(join(host, 'backups'), join(host, 'moved'));
    writeFileSync(join(host, 'backups'), 'in the way');

    const refused = deploy(archive);

    assert.equal(refused.code, 3, refused.err);
    assert.match(refused.err, /no backup was written to .*\/backups, so nothing was switched/);
    assert.equal(current(), old);
    assert.equal(await answers(port), true);
    rmSync(join(host, 'backups'));
    renameSync(join(host, 'moved'), join(host, 'backups'));
    const elsewhere = deploy(broken, '--wait', '1', '--data', 'nowhere');
    assert.match(elsewhere.err, /^Backup on 127\.0\.0\.1: none, there is no data in .*\/nowhere; say with --data where it is$/m);
  });

  test('returns when the restart leaves the old server running', () => {
    const old = current();

    const failed = deploy(archive, '--wait', '5', '--restart', 'true');

    assert.equal(failed.code, 4, failed.err);
    assert.equal(current(), old);
  });

  test('keeps the release, the one before and no more than it was told, and of the backups the newest', () => {
    const old = current();
    const earlier = backups();

    const back = deploy(archive, '--keep', '2', '--backups', '1');

    assert.equal(back.code, 0, back.err);
    assert.deepEqual(releases().sort(), [current(), old].sort());
    assert.ok(earlier.length > 1, earlier.join());
    assert.equal(backups().length, 1);
    assert.equal(earlier.includes(backups()[0]), false);
  });

  test('refuses a host of another kind, a folder it may not write, and a second deployment at once', () => {
    const arm = join(folder, `${name.replace(/-\w+$/, '')}-arm64.tar.gz`);
    writeFileSync(arm, 'x');
    const other = deploy(arm);
    writeFileSync(join(folder, 'file'), '');
    const unwritable = deploy(archive, '--dir', join(folder, 'file', 'below'));
    mkdirSync(join(host, '.deploying'));
    const second = deploy(next);
    rmSync(join(host, '.deploying'), { recursive: true });

    for (const refused of [other, unwritable, second]) assert.equal(refused.code, 3, refused.err);
    assert.match(other.err, /is linux-x64, which .*arm64\.tar\.gz is not for/);
    assert.match(unwritable.err, /cannot be written/);
    assert.match(second.err, /another deployment is under way/);
  });

  test('makes the service where systemd is, with the port that it checks', async () => {
    const units = join(folder, 'units');
    const servicePort = await freePort();
    suite.after(() => stopServer(join(units, 'server.pid')));
    const target = join(folder, 'service');

    const deployed = deploy(archive, '--dir', target, '--restart', '', '--health', `http://127.0.0.1:${servicePort}`);

    assert.equal(deployed.code, 1, 'an empty restart command is refused');
    const service = run(join(root, 'storyforge'), ['deploy', '127.0.0.1', '--port', String(sshPort), '--ssh-config', join(folder, 'ssh_config'),
      '--dir', target, '--archive', archive, '--health', `http://127.0.0.1:${servicePort}`, '--wait', '20', '--service', 'sf-test']);
    assert.equal(service.code, 0, service.err);
    const unit = readFileSync(join(units, 'sf-test.service'), 'utf8');
    assert.match(unit, new RegExp(`^ExecStart=${target}/current/bin/storyforge serve .*--port ${servicePort}$`, 'm'));
    const scope = process.getuid() === 0 ? '--system' : '--user';
    assert.deepEqual(readFileSync(join(units, 'asked'), 'utf8').trim().split('\n'),
      [`${scope} daemon-reload`, `${scope} enable sf-test`, `${scope} restart sf-test`]);
  });
});
