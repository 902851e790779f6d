import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { StartError } from '../../../src/embedded/containers/runtime.ts';
import { modes, openFixture, printed } from './fixture.ts';

const deaf = `console.log('up'); setInterval(() => {}, 1000);`;
const polite = `process.on('SIGTERM', () => process.exit(0)); console.log('up'); setInterval(() => {}, 1000);`;

describe.each(modes)('a container in mode %s', (mode) => {
  test('gets its command, environment and workdir, and reports its exit code', async () => {
    await using fixture = await openFixture(mode, {
      'code/entry.sh': '#!/bin/sh\necho "$1 $COLOR $(basename $(pwd))"\nexit 7\n',
    });
    const { id } = await fixture.run(['./entry.sh', 'hello'], { env: { COLOR: 'green' }, workdir: '/code' });
    expect(await fixture.output(id)).toBe('hello green code\n');
    expect(await fixture.runtime.wait(id)).toEqual({ exitCode: 7 });
    expect(fixture.runtime.get(id)?.state).toMatchObject({ phase: 'exited', exitCode: 7 });
  });

  test('has its own files, names and hostname for Node programs', async () => {
    const program = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { readFile } from 'node:fs/promises';
      import { hostname } from 'node:os';
      writeFileSync('/tmp/app.log', 'logged');
      writeFileSync('/var/lib/app/state', 'kept');
      const config = await readFile('/etc/app.yml', 'utf8');
      console.log(hostname(), config, readFileSync('/tmp/app.log', 'utf8'), readFileSync('/var/lib/app/state', 'utf8'));
      setInterval(() => {}, 1000);
    `;
    await using fixture = await openFixture(mode, {
      'code/program.mjs': program,
      'etc/app.yml': 'config',
      'var/lib/app/old': '',
    });
    const { id } = await fixture.run(['node', '/code/program.mjs'], { hostname: 'kad-1' });
    expect(await printed(fixture.runtime, id, /./)).toBe('kad-1 config logged kept\n');
    expect((await fixture.exec(id, 'tail', '/tmp/app.log')).stdout).toBe('logged');
    expect(existsSync('/var/lib/app/state')).toBe(false);
  });

  test('has usual modes, with any umask of the daemon', async () => {
    const before = process.umask(0o077);
    onTestFinished(() => void process.umask(before));
    await using fixture = await openFixture(mode, { 'code/x': '' });
    chmodSync(join(fixture.base, 'layer/code'), 0o755);
    const { id } = await fixture.run(['sh', '-c', 'umask; touch new; stat -c %a . new /tmp'], {
      workdir: '/code',
    });
    const output = await fixture.output(id);
    expect(output.split('\n').slice(0, 3)).toEqual(['0022', '755', '644']);
  });

  test("has its user's home", async () => {
    await using fixture = await openFixture(mode, { 'home/node/here': '', 'root/here': '' });
    const known = await fixture.run(['sh', '-c', 'ls $HOME'], { user: 1000 });
    const root = await fixture.run(['sh', '-c', 'ls $HOME']);
    const unknown = await fixture.run(['sh', '-c', 'echo $HOME'], { user: 1234 });
    expect(await fixture.output(known.id)).toBe('here\n');
    expect(await fixture.output(root.id)).toBe('here\n');
    expect(await fixture.output(unknown.id)).toBe('/\n');
  });

  test('separates stdout and stderr, with real pipes behind /dev/stdout and /dev/stderr', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run([
      'sh',
      '-c',
      'echo one >/dev/stdout; echo two >/dev/stderr; printf last',
    ]);
    await fixture.runtime.wait(id);
    const lines = [];
    for await (const line of fixture.runtime.logs(id, {})) lines.push([line.stream, line.text]);
    expect(lines.sort()).toEqual([
      ['stderr', 'two\n'],
      ['stdout', 'last'],
      ['stdout', 'one\n'],
    ]);
  });

  test('that does not handle SIGTERM as PID 1 stops by SIGKILL only', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['node', '-e', deaf]);
    await printed(fixture.runtime, id, /up/);
    await fixture.runtime.signal(id, 'SIGTERM');
    expect((await fixture.exec(id, 'true')).code).toBe(0);
    await fixture.runtime.stop(id, 0.2);
    expect(await fixture.runtime.wait(id)).toEqual({ exitCode: 137, signal: 'SIGKILL' });
  });

  test('that handles SIGTERM ends by itself', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['node', '-e', polite]);
    await printed(fixture.runtime, id, /up/);
    await fixture.runtime.stop(id, 60);
    expect(await fixture.runtime.wait(id)).toEqual({ exitCode: 0 });
  });

  test('whose program is the child of a shell needs the SIGKILL, and the program dies with it', async () => {
    const start = '#!/bin/sh\nnode /code/polite.mjs\necho after\n';
    await using fixture = await openFixture(mode, { 'code/start.sh': start, 'code/polite.mjs': polite });
    const { id } = await fixture.run(
      mode === 'namespaces' ? ['/code/start.sh'] : ['sh', '-c', 'node /code/polite.mjs; echo after'],
    );
    await printed(fixture.runtime, id, /up/);
    await fixture.runtime.stop(id, 0.2);
    expect(await fixture.runtime.wait(id)).toEqual({ exitCode: 137, signal: 'SIGKILL' });
    expect(await fixture.output(id)).toBe('up\n');
  });

  test('has a /tmp of its own', async () => {
    const write = `require('fs').writeFileSync(require('os').tmpdir() + '/app.log', process.argv[1]); setInterval(() => {}, 1000); console.log('up')`;
    await using fixture = await openFixture(mode);
    const one = await fixture.run(['node', '-e', write, 'first']);
    const two = await fixture.run(['node', '-e', write, 'second']);
    await Promise.all([one, two].map(({ id }) => printed(fixture.runtime, id, /up/)));
    expect((await fixture.exec(one.id, 'tail', '/tmp/app.log')).stdout).toBe('first');
    expect((await fixture.exec(two.id, 'cat', '/tmp/app.log')).stdout).toBe('second');
  });

  test('sees its mounts and its hosts file, and changes to them', async () => {
    await using fixture = await openFixture(mode);
    const volume = join(fixture.base, 'volume');
    mkdirSync(volume);
    writeFileSync(join(volume, 'key'), 'before');
    const { id } = await fixture.run(['sleep', '1000'], {
      mounts: [{ source: volume, target: '/etc/app/config', readOnly: true }],
    });
    expect((await fixture.exec(id, 'cat', '/etc/app/config/key')).stdout).toBe('before');
    writeFileSync(join(volume, 'key'), 'after');
    writeFileSync(join(fixture.base, 'hosts'), '127.1.2.3 redis\n');
    expect((await fixture.exec(id, 'cat', '/etc/app/config/key')).stdout).toBe('after');
    expect((await fixture.exec(id, 'cat', '/etc/hosts')).stdout).toBe('127.1.2.3 redis\n');
    expect((await fixture.exec(id, 'cat', '/etc/hostname')).stdout).toBe('box\n');
  });

  test('shows ps its own processes only', async () => {
    await using fixture = await openFixture(mode);
    const other = await fixture.run(['sleep', '1111']);
    const { id } = await fixture.run(['sleep', '2222']);
    const { stdout } = await fixture.exec(id, 'ps', 'aux');
    expect(stdout).toContain('sleep 2222');
    expect(stdout).not.toContain('sleep 1111');
    expect(fixture.runtime.get(other.id)?.state.phase).toBe('running');
  });

  test('that cannot be started reports why: 127 not found, 126 not executable', async () => {
    await using fixture = await openFixture(mode, { 'code/data.txt': 'x' });
    chmodSync(join(fixture.base, 'layer/code/data.txt'), 0o644);
    const missing = await fixture.runtime.create(fixture.spec(['no-such-program']));
    await expect(fixture.runtime.start(missing.id)).rejects.toThrow(
      new StartError(127, 'exec: "no-such-program": executable file not found in $PATH'),
    );
    expect(fixture.runtime.get(missing.id)?.state).toMatchObject({ phase: 'exited', exitCode: 127 });
    const denied = await fixture.runtime.create(fixture.spec(['/code/data.txt']));
    await expect(fixture.runtime.start(denied.id)).rejects.toMatchObject({ exitCode: 126 });
  });

  test('can be restarted, with the files that it wrote', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['sh', '-c', 'cat /tmp/was; echo here >/tmp/was']);
    await fixture.runtime.wait(id);
    await fixture.runtime.start(id);
    await fixture.runtime.wait(id);
    expect(await fixture.output(id)).toContain('here\n');
  });

  test('leaves nothing after its removal, and has reported its changes', async () => {
    await using fixture = await openFixture(mode);
    const seen: string[] = [];
    fixture.runtime.onChange(({ state }) => seen.push(state.phase));
    const { id } = await fixture.run(['sleep', '1000']);
    const { state } = fixture.runtime.get(id)!;
    await expect(fixture.runtime.remove(id)).rejects.toThrow(/is running/);
    await fixture.runtime.remove(id, true);
    expect(seen).toEqual(['created', 'running', 'exited']);
    expect(fixture.runtime.list()).toEqual([]);
    expect(readdirSync(join(fixture.base, 'containers'))).toEqual([]);
    const pid = state.phase === 'running' ? state.pid : 0;
    expect(existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(
      'sleep',
    );
    expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(fixture.base);
  });

  test('becomes a layer by commit, with its files and without the mounts of the runtime', async () => {
    await using fixture = await openFixture(mode, { 'code/old': 'old', 'code/gone': 'gone' });
    const { id } = await fixture.run(['sh', '-c', 'echo new >/code/new; rm /code/gone'], {});
    expect(await fixture.runtime.wait(id)).toEqual({ exitCode: 0 });
    const target = join(fixture.base, 'committed');
    const { complete } = await fixture.runtime.commit(id, target);
    expect(readFileSync(join(target, 'code/new'), 'utf8')).toBe('new\n');
    expect(existsSync(join(target, 'etc/hosts'))).toBe(false);
    expect(existsSync(join(target, 'usr/bin'))).toBe(false);
    expect(existsSync(join(target, 'code/old'))).toBe(complete);
    const { root } = fixture.spec([]);
    const layers = complete ? [target] : [...root.layers, target];
    const next = await fixture.run(['ls', '/code'], { root: { ...root, layers } });
    expect(await fixture.output(next.id)).toBe('new\nold\n');
  });

  test('reports its usage', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['node', '-e', `console.log('up'); for (;;);`]);
    await printed(fixture.runtime, id, /up/);
    await expect.poll(() => fixture.runtime.usage(id)?.nanocores ?? 0).toBeGreaterThan(0);
    expect(fixture.runtime.usage(id)!.bytes).toBeGreaterThan(10 * 1024 * 1024);
  });
});
