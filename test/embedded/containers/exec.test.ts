import { describe, expect, test } from 'vitest';
import { collect, modes, openFixture, printed } from './fixture.ts';

describe.each(modes)('exec in mode %s', (mode) => {
  test('forwards stdin with its end, and returns the exit code', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['sleep', '1000']);
    const session = await fixture.runtime.exec(id, {
      command: ['sh', '-c', 'cat; echo oops >&2; exit 3'],
      tty: false,
      stdin: true,
    });
    session.stdin.end('typed\n');
    expect(await collect(session)).toEqual({ stdout: 'typed\n', stderr: 'oops\n', code: 3 });
  });

  test('has the environment and workdir of the container or of the call', async () => {
    await using fixture = await openFixture(mode, { 'code/x': '' });
    const { id } = await fixture.run(['sleep', '1000'], { env: { COLOR: 'green' } });
    const session = await fixture.runtime.exec(id, {
      command: ['sh', '-c', 'echo $COLOR $SIZE; ls'],
      tty: false,
      stdin: false,
      env: { SIZE: 'xl' },
      workdir: '/code',
    });
    expect((await collect(session)).stdout).toBe('green xl\nx\n');
  });

  test('of a missing program ends with 127, of one that is not executable with 126', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['sleep', '1000']);
    const missing = await fixture.exec(id, 'nonsense');
    expect(missing.code).toBe(127);
    expect(missing.stderr).toContain('exec: "nonsense": executable file not found in $PATH');
    expect((await fixture.exec(id, '/etc/passwd')).code).toBe(126);
  });

  test('killed by a signal ends with 128 + its number', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['sleep', '1000']);
    expect((await fixture.exec(id, 'sh', '-c', 'kill -KILL $$')).code).toBe(137);
    const session = await fixture.runtime.exec(id, { command: ['sleep', '1001'], tty: false, stdin: false });
    session.signal('SIGKILL');
    expect(await session.exit).toBe(137);
    await expect.poll(async () => (await fixture.exec(id, 'ps', 'aux')).stdout).not.toContain('sleep 1001');
  });

  test('with a terminal has a size, job control and the exit code of the shell', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['sleep', '1000']);
    const session = await fixture.runtime.exec(id, {
      command: ['sh'],
      tty: true,
      stdin: true,
      size: { columns: 91, rows: 17 },
    });
    let text = '';
    session.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    session.stdin.write('stty size; test -t 0 && echo terminal\n');
    await expect.poll(() => text).toMatch(/17 91\r\nterminal/);
    session.resize(60, 20);
    session.stdin.write('stty size\n');
    await expect.poll(() => text).toMatch(/20 60/);
    session.stdin.write('sleep 1002\n');
    await expect.poll(async () => (await fixture.exec(id, 'ps', 'aux')).stdout).toContain('sleep 1002');
    session.stdin.write('\x03');
    session.stdin.write('exit 5\n');
    expect(await session.exit).toBe(5);
    expect(text).not.toContain("can't access tty");
  });

  test('ends with its container', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.run(['sleep', '1000']);
    const session = await fixture.runtime.exec(id, { command: ['sleep', '1003'], tty: false, stdin: false });
    await expect.poll(async () => (await fixture.exec(id, 'ps', 'aux')).stdout).toContain('sleep 1003');
    await fixture.runtime.stop(id, 0);
    expect(await session.exit).toBe(137);
  });
});

describe.each(modes)('attach in mode %s', (mode) => {
  test('before the start gets all output, writes stdin, and ends with the container', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.runtime.create(
      fixture.spec(['sh', '-c', 'echo first; cat; exit 4'], { stdin: true }),
    );
    const session = fixture.runtime.attach(id);
    session.stdin.end('fed\n');
    await fixture.runtime.start(id);
    expect(await collect(session)).toEqual({ stdout: 'first\nfed\n', stderr: '', code: 4 });
  });

  test('works on a terminal', async () => {
    await using fixture = await openFixture(mode);
    const { id } = await fixture.runtime.create(fixture.spec(['sh'], { stdin: true, tty: true }));
    const session = fixture.runtime.attach(id);
    let text = '';
    session.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await fixture.runtime.start(id);
    session.resize(70, 10);
    session.stdin.write('stty size; exit 6\n');
    expect(await session.exit).toBe(6);
    expect(text).toContain('10 70');
    await printed(fixture.runtime, id, /10 70/);
  });
});
