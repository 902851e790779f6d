import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modes, openFixture } from './fixture.ts';

describe.runIf(modes.includes('namespaces' as never))('with namespaces', () => {
  test('the program is the only process, as PID 1, with its hostname and user, and cannot reach the host', async () => {
    await using fixture = await openFixture('namespaces');
    const { id } = await fixture.run(
      ['sh', '-c', 'echo $$; id -u; id -g; hostname; grep CapEff /proc/self/status; ls /'],
      {
        user: 1000,
        group: 1001,
        hostname: 'kad-7',
      },
    );
    const lines = (await fixture.output(id)).split('\n');
    expect(lines.slice(0, 4)).toEqual(['1', '1000', '1001', 'kad-7']);
    expect(lines[4]).toMatch(/CapEff:\s+0{16}$/);
    expect(lines.slice(5)).not.toContain('work');
  });

  test('a read-only root refuses writes, a mount below it does not', async () => {
    await using fixture = await openFixture('namespaces');
    const data = join(fixture.base, 'data');
    mkdirSync(data);
    const { id } = await fixture.run(['sh', '-c', 'echo x >/file; echo x >/tmp/file; echo y >/data/file'], {
      readOnlyRoot: true,
      mounts: [{ source: data, target: '/data', readOnly: false }],
    });
    const output = await fixture.output(id);
    expect(output).toMatch(/cannot create \/file: Read-only file system/);
    expect(output).toMatch(/cannot create \/tmp\/file: Read-only file system/);
    expect(readFileSync(join(data, 'file'), 'utf8')).toBe('y\n');
  });

  test("the host's programs and a read-only mount cannot be written", async () => {
    await using fixture = await openFixture('namespaces');
    const { id } = await fixture.run(['sh', '-c', 'echo x >/usr/bin/new-program'], {});
    expect(await fixture.output(id)).toMatch(/Read-only file system/);
    expect(existsSync('/usr/bin/new-program')).toBe(false);
  });

  test('exec joins as the same user or another one', async () => {
    await using fixture = await openFixture('namespaces');
    const { id } = await fixture.run(['sleep', '1000'], { user: 1000, group: 1000 });
    expect((await fixture.exec(id, 'id', '-u')).stdout).toBe('1000\n');
    expect((await fixture.exec(id, 'sh', '-c', 'tr "\\0" " " </proc/1/cmdline')).stdout).toBe('sleep 1000 ');
    const root = await fixture.runtime.exec(id, { command: ['id', '-u'], tty: false, stdin: false, user: 0 });
    const chunks = [];
    for await (const chunk of root.stdout) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('0\n');
  });
});
