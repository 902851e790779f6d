/** The docker command with the engine, both real, in both isolation modes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { dockerProcess } from './stage.ts';
import { dockerIn } from './docker.ts';

describe.each(['namespaces', 'processes'] as const)('docker with %s', (mode) => {
  const its = dockerIn(mode);

  describe.skipIf(its.skip)('run', () => {
    test('output, errors and exit code of the program', async () => {
      const outcome = await its.stage.docker(
        'run',
        '--rm',
        '-q',
        'busybox',
        'sh',
        '-c',
        'echo out; echo err >&2; exit 3',
      );
      expect(outcome).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
      expect((await its.stage.docker('ps', '-aq')).stdout).toBe('');
    });

    test('standard input is forwarded, with its end', async () => {
      const outcome = await its.stage.dockerWith('one\ntwo\n', 'run', '--rm', '-qi', 'busybox', 'wc', '-l');
      expect(outcome.stdout.trim()).toBe('2');
    });

    test('a large output arrives completely', async () => {
      const { stdout } = await its.stage.docker('run', '--rm', '-q', 'busybox', 'seq', '1', '50000');
      expect(stdout.split('\n').at(-2)).toBe('50000');
      expect(stdout.split('\n')).toHaveLength(50_001);
    });

    test.each([
      [['nope'], 127, 'executable file not found'],
      [['/etc/passwd'], 126, 'permission denied'],
    ])('%j cannot be started', async (command, code, message) => {
      const outcome = await its.stage.docker('run', '--rm', '-q', 'busybox', ...command);
      expect(outcome.code).toBe(code);
      expect(outcome.stderr).toContain(message);
      expect((await its.stage.docker('ps', '-aq')).stdout).toBe('');
    });

    test('an unknown image', async () => {
      const outcome = await its.stage.docker('run', 'nobody/nothing:1');
      expect(outcome.code).toBe(125);
      expect(outcome.stderr).toContain("Unable to find image 'nobody/nothing:1' locally");
      expect(outcome.stderr).toContain(
        'docker: Error response from daemon: pull access denied for nobody/nothing',
      );
    });

    test('environment, env file, workdir, hostname, entrypoint', async () => {
      const file = join(its.stage.folder, 'env');
      writeFileSync(file, '# comment\nB=2\n\n');
      const flags = ['-e', 'A=1', '--env-file', file, '-w', '/tmp', '--entrypoint', 'sh'];
      const { stdout } = await its.stage.docker(
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

    test('a name is unique', async () => {
      const first = await its.runServer('kad');
      const second = await its.stage.docker('run', '-d', '--name', 'kad', 'node:24-slim');
      expect(second.code).toBe(125);
      expect(second.stderr).toContain(`The container name "/kad" is already in use by container "${first}"`);
    });

    test('volumes: a folder, read-only and not, and a named one that outlives the container', async () => {
      const folder = join(its.stage.folder, 'shared');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'given'), 'from outside');
      const mounts = ['-v', `${folder}:/shared`, '-v', 'kept:/kept'];
      const script = 'cat /shared/given; echo inside > /shared/made; echo kept > /kept/file';
      const first = await its.stage.docker('run', '--rm', '-q', ...mounts, 'busybox', 'sh', '-c', script);
      expect(first).toMatchObject({ code: 0, stdout: 'from outside' });
      expect(readFileSync(join(folder, 'made'), 'utf8')).toBe('inside\n');
      const second = await its.stage.docker(
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
      expect((await its.stage.docker('volume', 'ls', '-q')).stdout).toBe('kept\n');
      expect((await its.stage.docker('volume', 'rm', 'kept')).code).toBe(0);
    });
  });

  describe.skipIf(its.skip)('stop', () => {
    test('a program that handles SIGTERM ends by itself: exit code 0', async () => {
      await its.runServer('good');
      expect(await its.stage.docker('stop', 'good')).toMatchObject({ code: 0, stdout: 'good\n' });
      expect(await its.status('good')).toBe('exited 0');
      await its.logged('good', 'bye');
    });

    test('a first process without a handler is killed after the timeout: exit code 137', async () => {
      await its.stage.docker('run', '-d', '--name', 'deaf', 'busybox', 'sh', '-c', 'sleep 1000; true');
      expect((await its.stage.docker('stop', '-t', '1', 'deaf')).code).toBe(0);
      expect(await its.status('deaf')).toBe('exited 137');
    });

    test("the image's STOPSIGNAL and --stop-signal are sent", async () => {
      const script =
        "process.on('SIGUSR2', () => process.exit(42)); setInterval(() => {}, 1000); console.log('up')";
      await its.stage.docker(
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
      await its.logged('own', 'up');
      await its.stage.docker('stop', 'own');
      expect(await its.status('own')).toBe('exited 42');
    });

    test('kill, start, restart', async () => {
      await its.runServer('kad');
      expect((await its.stage.docker('kill', 'kad')).code).toBe(0);
      expect(await its.status('kad')).toBe('exited 137');
      const again = await its.stage.docker('kill', 'kad');
      expect(again.code).toBe(1);
      expect(again.stderr).toContain('is not running');
      expect((await its.stage.docker('start', 'kad')).stdout).toBe('kad\n');
      expect(await its.status('kad')).toBe('running 0');
      expect((await its.stage.docker('restart', '-t', '5', 'kad')).code).toBe(0);
      expect(await its.status('kad')).toBe('running 0');
    });

    test('wait prints the exit code; Ctrl-C of docker run reaches the program', async () => {
      const script =
        "process.on('SIGINT', () => process.exit(9)); setInterval(() => {}, 1000); console.log('up')";
      const run = dockerProcess(
        its.stage,
        'run',
        '-q',
        '--name',
        'front',
        'node:24-slim',
        'node',
        '-e',
        script,
      );
      await vi.waitFor(() => expect(run.output.stdout).toContain('up'), { timeout: 15_000 });
      const waiting = its.stage.docker('wait', 'front');
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(9);
      expect((await waiting).stdout).toBe('9\n');
    });
  });

  describe.skipIf(its.skip)('restart policies', () => {
    test('on-failure:2 starts three times in total', async () => {
      await its.stage.docker(
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
      await vi.waitFor(async () => expect(await its.status('dying')).toBe('exited 4'), { timeout: 15_000 });
      await vi.waitFor(
        async () => {
          const inspected = await its.stage.docker(
            'inspect',
            '-f',
            '{{.RestartCount}} {{.State.Status}}',
            'dying',
          );
          expect(inspected.stdout).toBe('2 exited\n');
        },
        { timeout: 15_000 },
      );
      expect((await its.stage.docker('logs', 'dying')).stdout).toBe('life\nlife\nlife\n');
    });

    test('always, until it is stopped by hand', async () => {
      await its.stage.docker('run', '-d', '--name', 'undead', '--restart', 'always', 'busybox', 'true');
      await vi.waitFor(
        async () => {
          const { stdout } = await its.stage.docker('inspect', '-f', '{{.RestartCount}}', 'undead');
          expect(Number(stdout)).toBeGreaterThan(1);
        },
        { timeout: 15_000 },
      );
      await its.stage.docker('stop', 'undead');
      const { stdout } = await its.stage.docker(
        'inspect',
        '-f',
        '{{.State.Status}} {{.RestartCount}}',
        'undead',
      );
      expect(stdout).toMatch(/^exited \d+\n$/);
      const container = its.stage.engine.containers.get('undead');
      expect(container.restartTimer).toBeUndefined();
    });
  });
});
