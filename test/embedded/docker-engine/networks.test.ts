/** Networks and published ports. */
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { dockerIn } from './docker.ts';

describe.each(['namespaces', 'processes'] as const)('docker with %s', (mode) => {
  const its = dockerIn(mode);

  describe.skipIf(its.skip)('network', () => {
    test('names on a network, aliases, and none on the default one', async () => {
      expect((await its.stage.docker('network', 'create', 'pycont')).stdout).toMatch(/^[0-9a-f]{64}\n$/);
      await its.runServer('web', '--network', 'pycont', '--network-alias', 'www');
      const ask = (network: string, host: string) =>
        its.stage.docker(
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
      const busy = await its.stage.docker('network', 'rm', 'pycont');
      expect(busy).toMatchObject({ code: 1 });
      expect(busy.stderr).toContain('has active endpoints (name:"web"');
      await its.stage.docker('rm', '-f', 'web');
      expect((await its.stage.docker('network', 'rm', 'pycont')).stdout).toBe('pycont\n');
    });

    test('running containers resolve later ones: connect, --link', async () => {
      await its.stage.docker('network', 'create', 'late');
      await its.runServer('first', '--network', 'late');
      await its.runServer('second');
      const knows = async (name: string) =>
        (await its.stage.docker('exec', 'first', 'cat', '/etc/hosts')).stdout.includes(name);
      expect(await knows('second')).toBe(false);
      await its.stage.docker('network', 'connect', '--alias', 'zwei', 'late', 'second');
      expect([await knows('second'), await knows('zwei')]).toEqual([true, true]);
      await its.stage.docker('network', 'disconnect', 'late', 'second');
      expect(await knows('second')).toBe(false);
      await its.runServer('third', '--link', 'second:db');
      expect((await its.stage.docker('exec', 'third', 'cat', '/etc/hosts')).stdout).toMatch(
        /^127\.\S+\tdb /m,
      );
      await its.stage.docker('rm', '-f', 'first');
      await its.stage.docker('network', 'rm', 'late');
    });

    test('two containers listen on the same port, published separately', async () => {
      await its.runServer('aa', '-p', '8080');
      await its.runServer('bb', '-P', '-p', '127.0.0.1::8080');
      for (const name of ['aa', 'bb']) {
        const { stdout } = await its.stage.docker('port', name, '8080');
        const answer = await fetch(`http://${stdout.split('\n')[0]}`);
        expect(await answer.text()).toBe(`hello from ${name}`);
      }
      await its.stage.docker('stop', 'aa');
      expect((await its.stage.docker('port', 'aa')).stdout).toBe('');
    });

    test('a published port in use by another container, or by another program', async () => {
      await its.runServer('owner', '-p', '8080');
      const port = (await its.stage.docker('port', 'owner', '8080')).stdout.trim().split(':')[1];
      const second = await its.stage.docker(
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
      expect(await its.status('late')).toBe('created 0');
      const other = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => other.once('listening', resolve));
      const foreign = (other.address() as { port: number }).port;
      const third = await its.stage.docker('run', '--rm', '-p', `${foreign}:80`, 'busybox', 'true');
      expect(third.code).toBe(125);
      expect(third.stderr).toContain(`listen tcp4 127.0.0.1:${foreign}: bind: address already in use`);
      other.close();
    });
  });
});
