/** ps, logs, exec, inspect and other commands on containers. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { dockerProcess } from './stage.ts';
import { dockerIn } from './docker.ts';

describe.each(['namespaces', 'processes'] as const)('docker with %s', (mode) => {
  const its = dockerIn(mode);

  describe.skipIf(its.skip)('inspecting containers', () => {
    test('ps shows running containers, -a all, with filters and formats', async () => {
      const id = await its.runServer('kad', '-l', 'tier=web');
      await its.stage.docker('run', '--name', 'gone', '-q', 'busybox', 'false');
      const { stdout } = await its.stage.docker('ps');
      expect(stdout.split('\n')[0]).toMatch(
        /^CONTAINER ID   IMAGE          COMMAND                  CREATED/,
      );
      expect(stdout).toMatch(
        new RegExp(`^${id.slice(0, 12)}   node:24-slim   "docker-entrypoint\\.s…" .* Up .* kad$`, 'm'),
      );
      expect(stdout).not.toContain('gone');
      const formatted = await its.stage.docker('ps', '-a', '--format', '{{.Names}}\t{{.State}}');
      expect(formatted.stdout).toBe('gone\texited\nkad\trunning\n');
      expect((await its.stage.docker('ps', '-aq', '--filter', 'status=exited')).stdout).not.toContain(
        id.slice(0, 12),
      );
      expect((await its.stage.docker('ps', '-q', '--no-trunc', '-f', 'label=tier=web')).stdout).toBe(
        `${id}\n`,
      );
      expect((await its.stage.docker('ps', '-f', 'colour=red')).stderr).toContain(
        "invalid filter 'colour=red'",
      );
      expect((await its.stage.docker('ps', '-a')).stdout).toMatch(/Exited \(1\)/);
    });

    test('logs: both streams, the last lines, following', async () => {
      const script =
        'echo one; echo two >&2; while [ ! -e /tmp/go ]; do sleep 0.05; done; echo three; exec sleep 1000';
      await its.stage.docker('run', '-d', '--name', 'talker', 'busybox', 'sh', '-c', script);
      await its.logged('talker', 'two');
      expect(await its.stage.docker('logs', 'talker')).toMatchObject({ stdout: 'one\n', stderr: 'two\n' });
      const following = dockerProcess(its.stage, 'logs', '-f', '--tail', '1', 'talker');
      await vi.waitFor(() => expect(following.output.stderr).toBe('two\n'), { timeout: 15_000 });
      await its.stage.docker('exec', 'talker', 'touch', '/tmp/go');
      await vi.waitFor(() => expect(following.output.stdout).toBe('three\n'), { timeout: 15_000 });
      await its.stage.docker('kill', 'talker');
      expect(await following.ended).toBe(0);
      expect((await its.stage.docker('logs', '-t', '-n', '1', 'talker')).stdout).toMatch(
        /^\d{4}-\d\d-\d\dT\S+Z three\n$/,
      );
    });

    test('exec: output, exit code, input, environment, errors', async () => {
      await its.runServer('kad');
      const exec = (...args: string[]) => its.stage.docker('exec', ...args);
      expect(await exec('-e', 'X=y', 'kad', 'sh', '-c', 'echo $X $WHO; exit 5')).toMatchObject({
        code: 5,
        stdout: 'y kad\n',
      });
      expect((await its.stage.dockerWith('in\n', 'exec', '-i', 'kad', 'cat')).stdout).toBe('in\n');
      expect((await exec('kad', 'nope')).code).toBe(127);
      expect((await exec('-u', 'hipster', 'kad', 'true')).stderr).toContain('unable to find user hipster');
      expect((await exec('kad', 'ps', 'aux')).stdout).toMatch(/node/);
      await its.stage.docker('stop', 'kad');
      const stopped = await exec('kad', 'true');
      expect(stopped.code).toBe(1);
      expect(stopped.stderr).toMatch(/^Error response from daemon: container [0-9a-f]{64} is not running/);
      expect((await exec('nobody', 'true')).stderr).toContain('No such container: nobody');
    });

    test('cp in both directions', async () => {
      await its.runServer('kad');
      const file = join(its.stage.folder, 'note');
      writeFileSync(file, 'a note');
      expect((await its.stage.docker('cp', file, 'kad:/tmp/renamed')).code).toBe(0);
      expect((await its.stage.docker('exec', 'kad', 'cat', '/tmp/renamed')).stdout).toBe('a note');
      expect((await its.stage.docker('cp', 'kad:/tmp/renamed', join(its.stage.folder, 'back'))).code).toBe(0);
      expect(readFileSync(join(its.stage.folder, 'back'), 'utf8')).toBe('a note');
      expect((await its.stage.docker('cp', 'kad:/tmp/nothing', its.stage.folder)).code).toBe(1);
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
      await its.runServer('patient', ...health);
      const seen = async (wanted: string) =>
        vi.waitFor(
          async () =>
            expect(
              (await its.stage.docker('inspect', '-f', '{{.State.Health.Status}}', 'patient')).stdout,
            ).toBe(`${wanted}\n`),
          { timeout: 15_000 },
        );
      await seen('healthy');
      await its.stage.docker('exec', 'patient', 'touch', '/tmp/sick');
      await seen('unhealthy');
      expect((await its.stage.docker('ps')).stdout).toContain('(unhealthy)');
    });

    test('rm: not while it runs, unless forced; a missing container is not a failure with -f', async () => {
      await its.runServer('kad');
      const refused = await its.stage.docker('rm', 'kad');
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(
        'container is running: stop the container before removing or force remove',
      );
      expect(await its.stage.docker('rm', '-f', 'kad')).toMatchObject({ code: 0, stdout: 'kad\n' });
      expect(await its.stage.docker('rm', '-f', 'kad')).toMatchObject({ code: 0, stdout: '' });
      expect((await its.stage.docker('rm', 'kad')).code).toBe(1);
    });

    test('nothing of a removed container is left', async () => {
      await its.runServer('kad');
      const { hostsFile, runtimeId, address } = its.stage.engine.containers.get('kad');
      await its.stage.docker('rm', '-f', 'kad');
      expect(existsSync(hostsFile)).toBe(false);
      expect(its.stage.engine.runtime.get(runtimeId)).toBeUndefined();
      await expect(fetch(`http://${address}:8080`)).rejects.toThrow();
    });
  });
});
