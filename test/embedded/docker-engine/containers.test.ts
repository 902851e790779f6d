/** The docker command against the engine, both real, in both ways to run containers. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { probeNamespaces } from '../../../src/embedded/containers/runtime.ts';
import { dockerProcess, startTestStage, type TestStage } from './stage.ts';

const probe = mkdtempSync(join(tmpdir(), 'pycont-probe-'));
const namespaces = await probeNamespaces(probe);
rmSync(probe, { recursive: true, force: true });

const server = `
  const { createServer } = require('node:http');
  createServer((request, response) => response.end('hello from ' + process.env.WHO)).listen(8080, () => console.log('ready'));
  process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });
`;

describe.each(['namespaces', 'processes'] as const)('docker with %s', (mode) => {
  const skip = mode === 'namespaces' && !namespaces.ok;
  let stage: TestStage;

  beforeAll(async () => {
    if (!skip) stage = await startTestStage(mode);
  }, 60_000);
  afterAll(async () => stage?.close());
  afterEach(async () => {
    if (!stage) return;
    for (const each of stage.engine.containers.list()) {
      await stage.engine.containers.remove(each, { force: true, volumes: true });
    }
  });

  const status = async (name: string) =>
    (await stage.docker('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}}', name)).stdout.trim();
  const logged = (name: string, text: string) =>
    vi.waitFor(
      async () => {
        const { stdout, stderr } = await stage.docker('logs', name);
        expect(stdout + stderr).toContain(text);
      },
      { timeout: 15_000 },
    );
  const runServer = async (name: string, ...flags: string[]) => {
    const outcome = await stage.docker(
      'run',
      '-d',
      '--name',
      name,
      '-e',
      `WHO=${name}`,
      ...flags,
      'node:24-slim',
      'node',
      '-e',
      server,
    );
    expect(outcome.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    await logged(name, 'ready');
    return outcome.stdout.trim();
  };

  describe.skipIf(skip)('run', () => {
    test('output, errors and exit code of the program', async () => {
      const outcome = await stage.docker(
        'run',
        '--rm',
        '-q',
        'busybox',
        'sh',
        '-c',
        'echo out; echo err >&2; exit 3',
      );
      expect(outcome).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
      expect((await stage.docker('ps', '-aq')).stdout).toBe('');
    });

    test('standard input reaches it, and its end too', async () => {
      const outcome = await stage.dockerWith('one\ntwo\n', 'run', '--rm', '-qi', 'busybox', 'wc', '-l');
      expect(outcome.stdout.trim()).toBe('2');
    });

    test('much output arrives whole', async () => {
      const { stdout } = await stage.docker('run', '--rm', '-q', 'busybox', 'seq', '1', '50000');
      expect(stdout.split('\n').at(-2)).toBe('50000');
      expect(stdout.split('\n')).toHaveLength(50_001);
    });

    test.each([
      [['nope'], 127, 'executable file not found'],
      [['/etc/passwd'], 126, 'permission denied'],
    ])('%j cannot be started', async (command, code, message) => {
      const outcome = await stage.docker('run', '--rm', '-q', 'busybox', ...command);
      expect(outcome.code).toBe(code);
      expect(outcome.stderr).toContain(message);
      expect((await stage.docker('ps', '-aq')).stdout).toBe('');
    });

    test('an image that is nowhere', async () => {
      const outcome = await stage.docker('run', 'nobody/nothing:1');
      expect(outcome.code).toBe(125);
      expect(outcome.stderr).toContain("Unable to find image 'nobody/nothing:1' locally");
      expect(outcome.stderr).toContain(
        'docker: Error response from daemon: pull access denied for nobody/nothing',
      );
    });

    test('environment, env file, workdir, hostname, entrypoint', async () => {
      const file = join(stage.folder, 'env');
      writeFileSync(file, '# comment\nB=2\n\n');
      const flags = ['-e', 'A=1', '--env-file', file, '-w', '/tmp', '--entrypoint', 'sh'];
      const { stdout } = await stage.docker(
        'run',
        '--rm',
        '-q',
        ...flags,
        'node:24-slim',
        '-c',
        'echo $A $B $(pwd)',
      );
      expect(stdout).toMatch(mode === 'namespaces' ? /^1 2 \/tmp\n$/ : /^1 2 \S*\/tmp\n$/);
    });

    test('a name is taken once', async () => {
      const first = await runServer('kad');
      const second = await stage.docker('run', '-d', '--name', 'kad', 'node:24-slim');
      expect(second.code).toBe(125);
      expect(second.stderr).toContain(`The container name "/kad" is already in use by container "${first}"`);
    });

    test('volumes: a folder, read-only and not, and a named one that outlives the container', async () => {
      const folder = join(stage.folder, 'shared');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'given'), 'from outside');
      const mounts = ['-v', `${folder}:/shared`, '-v', 'kept:/kept'];
      const script = 'cat /shared/given; echo inside > /shared/made; echo kept > /kept/file';
      const first = await stage.docker('run', '--rm', '-q', ...mounts, 'busybox', 'sh', '-c', script);
      expect(first).toMatchObject({ code: 0, stdout: 'from outside' });
      expect(readFileSync(join(folder, 'made'), 'utf8')).toBe('inside\n');
      const second = await stage.docker(
        'run',
        '--rm',
        '-q',
        '-v',
        'kept:/kept',
        'busybox',
        'cat',
        '/kept/file',
      );
      expect(second.stdout).toBe('kept\n');
      expect((await stage.docker('volume', 'ls', '-q')).stdout).toBe('kept\n');
      expect((await stage.docker('volume', 'rm', 'kept')).code).toBe(0);
    });
  });

  describe.skipIf(skip)('stop', () => {
    test('a program that handles SIGTERM ends by itself: exit code 0', async () => {
      await runServer('good');
      expect(await stage.docker('stop', 'good')).toMatchObject({ code: 0, stdout: 'good\n' });
      expect(await status('good')).toBe('exited 0');
      await logged('good', 'bye');
    });

    test('a first process without a handler is killed when the time is up: exit code 137', async () => {
      await stage.docker('run', '-d', '--name', 'deaf', 'busybox', 'sh', '-c', 'sleep 1000; true');
      expect((await stage.docker('stop', '-t', '1', 'deaf')).code).toBe(0);
      expect(await status('deaf')).toBe('exited 137');
    });

    test("the image's STOPSIGNAL and --stop-signal are sent", async () => {
      const script =
        "process.on('SIGUSR2', () => process.exit(42)); setInterval(() => {}, 1000); console.log('up')";
      await stage.docker(
        'run',
        '-d',
        '--name',
        'own',
        '--stop-signal',
        'USR2',
        'node:24-slim',
        'node',
        '-e',
        script,
      );
      await logged('own', 'up');
      await stage.docker('stop', 'own');
      expect(await status('own')).toBe('exited 42');
    });

    test('kill, start again, restart', async () => {
      await runServer('kad');
      expect((await stage.docker('kill', 'kad')).code).toBe(0);
      expect(await status('kad')).toBe('exited 137');
      const again = await stage.docker('kill', 'kad');
      expect(again.code).toBe(1);
      expect(again.stderr).toContain('is not running');
      expect((await stage.docker('start', 'kad')).stdout).toBe('kad\n');
      expect(await status('kad')).toBe('running 0');
      expect((await stage.docker('restart', '-t', '5', 'kad')).code).toBe(0);
      expect(await status('kad')).toBe('running 0');
    });

    test('wait prints the exit code; Ctrl-C of docker run reaches the program', async () => {
      const script =
        "process.on('SIGINT', () => process.exit(9)); setInterval(() => {}, 1000); console.log('up')";
      const run = dockerProcess(stage, 'run', '-q', '--name', 'front', 'node:24-slim', 'node', '-e', script);
      await vi.waitFor(() => expect(run.output.stdout).toContain('up'), { timeout: 15_000 });
      const waiting = stage.docker('wait', 'front');
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(9);
      expect((await waiting).stdout).toBe('9\n');
    });
  });

  describe.skipIf(skip)('restart policies', () => {
    test('on-failure:2 starts three times in all', async () => {
      await stage.docker(
        'run',
        '-d',
        '--name',
        'dying',
        '--restart',
        'on-failure:2',
        'busybox',
        'sh',
        '-c',
        'echo life; exit 4',
      );
      await vi.waitFor(async () => expect(await status('dying')).toBe('exited 4'), { timeout: 15_000 });
      await vi.waitFor(
        async () => {
          const inspected = await stage.docker(
            'inspect',
            '-f',
            '{{.RestartCount}} {{.State.Status}}',
            'dying',
          );
          expect(inspected.stdout).toBe('2 exited\n');
        },
        { timeout: 15_000 },
      );
      expect((await stage.docker('logs', 'dying')).stdout).toBe('life\nlife\nlife\n');
    });

    test('always, until it is stopped by hand', async () => {
      await stage.docker('run', '-d', '--name', 'undead', '--restart', 'always', 'busybox', 'true');
      await vi.waitFor(
        async () => {
          const { stdout } = await stage.docker('inspect', '-f', '{{.RestartCount}}', 'undead');
          expect(Number(stdout)).toBeGreaterThan(1);
        },
        { timeout: 15_000 },
      );
      await stage.docker('stop', 'undead');
      const { stdout } = await stage.docker('inspect', '-f', '{{.State.Status}} {{.RestartCount}}', 'undead');
      expect(stdout).toMatch(/^exited \d+\n$/);
      const container = stage.engine.containers.get('undead');
      expect(container.restartTimer).toBeUndefined();
    });
  });

  describe.skipIf(skip)('network', () => {
    test('names on a network, aliases, and none on the default one', async () => {
      expect((await stage.docker('network', 'create', 'pycont')).stdout).toMatch(/^[0-9a-f]{64}\n$/);
      await runServer('web', '--network', 'pycont', '--network-alias', 'www');
      const ask = (network: string, host: string) =>
        stage.docker(
          'run',
          '--rm',
          '-q',
          '--network',
          network,
          'node:24-slim',
          'node',
          '-e',
          `fetch('http://${host}:8080').then((r) => r.text()).then(console.log, () => process.exit(7))`,
        );
      expect(await ask('pycont', 'web')).toMatchObject({ code: 0, stdout: 'hello from web\n' });
      expect((await ask('pycont', 'www')).stdout).toBe('hello from web\n');
      expect((await ask('bridge', 'web')).code).toBe(7);
      const busy = await stage.docker('network', 'rm', 'pycont');
      expect(busy).toMatchObject({ code: 1 });
      expect(busy.stderr).toContain('has active endpoints (name:"web"');
      await stage.docker('rm', '-f', 'web');
      expect((await stage.docker('network', 'rm', 'pycont')).stdout).toBe('pycont\n');
    });

    test('who comes later is known to who was there: connect, --link', async () => {
      await stage.docker('network', 'create', 'late');
      await runServer('first', '--network', 'late');
      await runServer('second');
      const knows = async (name: string) =>
        (await stage.docker('exec', 'first', 'cat', '/etc/hosts')).stdout.includes(name);
      expect(await knows('second')).toBe(false);
      await stage.docker('network', 'connect', '--alias', 'zwei', 'late', 'second');
      expect([await knows('second'), await knows('zwei')]).toEqual([true, true]);
      await stage.docker('network', 'disconnect', 'late', 'second');
      expect(await knows('second')).toBe(false);
      await runServer('third', '--link', 'second:db');
      expect((await stage.docker('exec', 'third', 'cat', '/etc/hosts')).stdout).toMatch(/^127\.\S+\tdb /m);
      await stage.docker('rm', '-f', 'first');
      await stage.docker('network', 'rm', 'late');
    });

    test('two containers listen on the same port, each published on its own', async () => {
      await runServer('aa', '-p', '8080');
      await runServer('bb', '-P', '-p', '127.0.0.1::8080');
      for (const name of ['aa', 'bb']) {
        const { stdout } = await stage.docker('port', name, '8080');
        const answer = await fetch(`http://${stdout.split('\n')[0]}`);
        expect(await answer.text()).toBe(`hello from ${name}`);
      }
      await stage.docker('stop', 'aa');
      expect((await stage.docker('port', 'aa')).stdout).toBe('');
    });

    test('a published port that another container has, and one that another program has', async () => {
      await runServer('owner', '-p', '8080');
      const port = (await stage.docker('port', 'owner', '8080')).stdout.trim().split(':')[1];
      const second = await stage.docker(
        'run',
        '-d',
        '--name',
        'late',
        '-p',
        `${port}:80`,
        'busybox',
        'sleep',
        '9',
      );
      expect(second.code).toBe(125);
      expect(second.stderr).toContain(`Bind for 127.0.0.1:${port} failed: port is already allocated`);
      expect(await status('late')).toBe('created 0');
      const other = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => other.once('listening', resolve));
      const foreign = (other.address() as { port: number }).port;
      const third = await stage.docker('run', '--rm', '-p', `${foreign}:80`, 'busybox', 'true');
      expect(third.code).toBe(125);
      expect(third.stderr).toContain(`listen tcp4 127.0.0.1:${foreign}: bind: address already in use`);
      other.close();
    });
  });

  describe.skipIf(skip)('looking at containers', () => {
    test('ps shows what runs, -a all, with filters and formats', async () => {
      const id = await runServer('kad', '-l', 'tier=web');
      await stage.docker('run', '--name', 'gone', '-q', 'busybox', 'false');
      const { stdout } = await stage.docker('ps');
      expect(stdout.split('\n')[0]).toMatch(
        /^CONTAINER ID   IMAGE          COMMAND                  CREATED/,
      );
      expect(stdout).toMatch(
        new RegExp(`^${id.slice(0, 12)}   node:24-slim   "docker-entrypoint\\.s…" .* Up .* kad$`, 'm'),
      );
      expect(stdout).not.toContain('gone');
      const formatted = await stage.docker('ps', '-a', '--format', '{{.Names}}\t{{.State}}');
      expect(formatted.stdout).toBe('gone\texited\nkad\trunning\n');
      expect((await stage.docker('ps', '-aq', '--filter', 'status=exited')).stdout).not.toContain(
        id.slice(0, 12),
      );
      expect((await stage.docker('ps', '-q', '--no-trunc', '-f', 'label=tier=web')).stdout).toBe(`${id}\n`);
      expect((await stage.docker('ps', '-f', 'colour=red')).stderr).toContain("invalid filter 'colour=red'");
      expect((await stage.docker('ps', '-a')).stdout).toMatch(/Exited \(1\)/);
    });

    test('logs: both streams, the last lines, and on as they come', async () => {
      const script =
        'echo one; echo two >&2; while [ ! -e /tmp/go ]; do sleep 0.05; done; echo three; exec sleep 1000';
      await stage.docker('run', '-d', '--name', 'talker', 'busybox', 'sh', '-c', script);
      await logged('talker', 'two');
      expect(await stage.docker('logs', 'talker')).toMatchObject({ stdout: 'one\n', stderr: 'two\n' });
      const following = dockerProcess(stage, 'logs', '-f', '--tail', '1', 'talker');
      await vi.waitFor(() => expect(following.output.stderr).toBe('two\n'), { timeout: 15_000 });
      await stage.docker('exec', 'talker', 'touch', '/tmp/go');
      await vi.waitFor(() => expect(following.output.stdout).toBe('three\n'), { timeout: 15_000 });
      await stage.docker('kill', 'talker');
      expect(await following.ended).toBe(0);
      expect((await stage.docker('logs', '-t', '-n', '1', 'talker')).stdout).toMatch(
        /^\d{4}-\d\d-\d\dT\S+Z three\n$/,
      );
    });

    test('exec: output, exit code, input, environment, and the ways to fail', async () => {
      await runServer('kad');
      const exec = (...args: string[]) => stage.docker('exec', ...args);
      expect(await exec('-e', 'X=y', 'kad', 'sh', '-c', 'echo $X $WHO; exit 5')).toMatchObject({
        code: 5,
        stdout: 'y kad\n',
      });
      expect((await stage.dockerWith('in\n', 'exec', '-i', 'kad', 'cat')).stdout).toBe('in\n');
      expect((await exec('kad', 'nope')).code).toBe(127);
      expect((await exec('-u', 'hipster', 'kad', 'true')).stderr).toContain('unable to find user hipster');
      expect((await exec('kad', 'ps', 'aux')).stdout).toMatch(/node/);
      await stage.docker('stop', 'kad');
      const stopped = await exec('kad', 'true');
      expect(stopped.code).toBe(1);
      expect(stopped.stderr).toMatch(/^Error response from daemon: container [0-9a-f]{64} is not running/);
      expect((await exec('nobody', 'true')).stderr).toContain('No such container: nobody');
    });

    test('files go in and out', async () => {
      await runServer('kad');
      const file = join(stage.folder, 'note');
      writeFileSync(file, 'a note');
      expect((await stage.docker('cp', file, 'kad:/tmp/renamed')).code).toBe(0);
      expect((await stage.docker('exec', 'kad', 'cat', '/tmp/renamed')).stdout).toBe('a note');
      expect((await stage.docker('cp', 'kad:/tmp/renamed', join(stage.folder, 'back'))).code).toBe(0);
      expect(readFileSync(join(stage.folder, 'back'), 'utf8')).toBe('a note');
      expect((await stage.docker('cp', 'kad:/tmp/nothing', stage.folder)).code).toBe(1);
    });

    test('health: starting, healthy, unhealthy', async () => {
      const health = [
        '--health-cmd',
        'test ! -e /tmp/sick',
        '--health-interval',
        '50ms',
        '--health-retries',
        '2',
      ];
      await runServer('patient', ...health);
      const seen = async (wanted: string) =>
        vi.waitFor(
          async () =>
            expect((await stage.docker('inspect', '-f', '{{.State.Health.Status}}', 'patient')).stdout).toBe(
              `${wanted}\n`,
            ),
          { timeout: 15_000 },
        );
      await seen('healthy');
      await stage.docker('exec', 'patient', 'touch', '/tmp/sick');
      await seen('unhealthy');
      expect((await stage.docker('ps')).stdout).toContain('(unhealthy)');
    });

    test('rm: not while it runs, unless forced; twice is told and no failure with -f', async () => {
      await runServer('kad');
      const refused = await stage.docker('rm', 'kad');
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(
        'container is running: stop the container before removing or force remove',
      );
      expect(await stage.docker('rm', '-f', 'kad')).toMatchObject({ code: 0, stdout: 'kad\n' });
      expect(await stage.docker('rm', '-f', 'kad')).toMatchObject({ code: 0, stdout: '' });
      expect((await stage.docker('rm', 'kad')).code).toBe(1);
    });

    test('nothing of a removed container stays', async () => {
      await runServer('kad');
      const { hostsFile, runtimeId, address } = stage.engine.containers.get('kad');
      await stage.docker('rm', '-f', 'kad');
      expect(existsSync(hostsFile)).toBe(false);
      expect(stage.engine.runtime.get(runtimeId)).toBeUndefined();
      await expect(fetch(`http://${address}:8080`)).rejects.toThrow();
    });
  });
});
