import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ProcessGroups } from '../../../src/show/journal/process-groups.ts';
import { runShell, startShell } from '../../../src/show/player/shell.ts';
import type { OutputChunk } from '../../../src/show/recordings/recording.ts';
import type { ShellOptions } from '../../../src/show/player/running-shell.ts';
import { UserError } from '../../../src/errors/user-error.ts';
import { alive } from '../alive.ts';
import { temporaryFolder } from '../temporary.ts';

function options(more: Partial<ShellOptions> = {}): ShellOptions {
  return { cwd: temporaryFolder(), env: { PATH: process.env.PATH }, ...more };
}

/** Waits until the file has a process id in it. */
async function pidIn(file: string): Promise<number> {
  return vi.waitFor(() => {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!pid) throw new Error('not yet');
    return pid;
  }, 20_000);
}

test('a command is run by bash in the folder and environment it is given', async () => {
  const cwd = temporaryFolder();
  const outcome = await runShell(
    'pwd; echo "$NAME" >&2; [[ $NAME = x ]]',
    options({ cwd, env: { NAME: 'x', PATH: process.env.PATH } }),
  );
  expect(outcome).toMatchObject({ exitCode: 0, timedOut: false, interrupted: false, stdout: `${cwd}\n` });
  expect(outcome.output).toContain('x\n');
});

test('output comes as it is written, not at the end', async () => {
  const chunks: OutputChunk[] = [];
  const cwd = temporaryFolder();
  const shell = startShell('echo first; until test -e go; do sleep 0.02; done; echo second', {
    ...options({ cwd }),
    onOutput: (chunk) => chunks.push(chunk),
  });
  await expect.poll(() => chunks.map(({ text }) => text)).toEqual(['first\n']);
  await runShell('touch go', options({ cwd }));
  expect((await shell.done).stdout).toBe('first\nsecond\n');
  expect(chunks[1]!.at).toBeGreaterThanOrEqual(chunks[0]!.at);
});

test('letters cut in two by the pipe come whole', async () => {
  const { stdout } = await runShell(String.raw`printf '\xc5'; sleep 0.05; printf '\x99'`, options());
  expect(stdout).toBe('ř');
});

test('bash keeps time, and a signal becomes an exit code', async () => {
  expect((await runShell('time true', options())).output).toMatch(/real/);
  expect((await runShell('kill -TERM $$', options())).exitCode).toBe(143);
});

test('nothing leaks from one command to the next', async () => {
  const shared = options();
  await runShell('export LEAK=1; cd /; true', shared);
  expect((await runShell('echo "[$LEAK]"; pwd', shared)).stdout).toBe(`[]\n${shared.cwd}\n`);
});

test('a timeout ends the whole group, even what ignores being asked', async () => {
  const cwd = temporaryFolder();
  const command = `(trap '' TERM; echo $BASHPID > child; while :; do sleep 0.05; done) & trap '' TERM; wait`;
  const running = runShell(command, options({ cwd, timeoutMs: 500 }));
  const child = await pidIn(join(cwd, 'child'));
  expect(alive(child)).toBe(true);
  const outcome = await running;
  expect(outcome).toMatchObject({ timedOut: true, exitCode: 137 });
  await expect.poll(() => alive(child)).toBe(false);
});

test('what a command leaves in the background ends with it', async () => {
  const cwd = temporaryFolder();
  const { exitCode } = await runShell('sleep 300 & echo $! > child', options({ cwd }));
  expect(exitCode).toBe(0);
  const child = await pidIn(join(cwd, 'child'));
  await expect.poll(() => alive(child)).toBe(false);
});

test('a process that left the group and holds the output open does not hold up the show', async () => {
  const cwd = temporaryFolder();
  const { stdout } = await runShell('setsid sleep 300 & echo $! > child; echo done', options({ cwd }));
  process.kill(await pidIn(join(cwd, 'child')), 'SIGKILL');
  expect(stdout).toBe('done\n');
});

test('Ctrl-C is for the command, and the second time it is meant', async () => {
  const cwd = temporaryFolder();
  const polite = startShell(
    `trap 'echo bye; exit 3' INT; touch ready; while :; do sleep 0.02; done`,
    options({ cwd }),
  );
  await expect.poll(() => existsSync(join(cwd, 'ready'))).toBe(true);
  polite.interrupt();
  expect(await polite.done).toMatchObject({ exitCode: 3, interrupted: true, stdout: 'bye\n' });

  const deaf = startShell(`trap '' INT; touch deaf; while :; do sleep 0.02; done`, options({ cwd }));
  await expect.poll(() => existsSync(join(cwd, 'deaf'))).toBe(true);
  deaf.interrupt();
  deaf.interrupt();
  expect(await deaf.done).toMatchObject({ exitCode: 137, interrupted: true });
});

test('ending the show ends the command', async () => {
  const controller = new AbortController();
  const running = runShell('sleep 300', options({ signal: controller.signal }));
  controller.abort();
  expect(await running).toMatchObject({ interrupted: true, exitCode: 130 });
});

test('a missing bash or folder is told, not thrown', async () => {
  await expect(runShell('true', options({ env: { PATH: '/nowhere' } }))).rejects.toThrow(UserError);
  await expect(runShell('true', options({ cwd: '/nowhere' }))).rejects.toThrow(/\/nowhere/);
});

test('a command that is too long for the machine is told, not thrown', async () => {
  await expect(async () => runShell(`: ${'x'.repeat(140_000)}`, options())).rejects.toThrow(UserError);
});

test('of an output without end the last of it is kept', async () => {
  const { output, stdout } = await runShell('yes 0123456789 | head -c 30000000; echo the end', options());
  expect(output.length).toBe(4 * 1024 * 1024);
  expect(output.endsWith('01234567the end\n')).toBe(true);
  expect(stdout).toBe(output);
});

test('a command whose group cannot be written down does not begin, and leaves no process', async () => {
  const cwd = temporaryFolder();
  let group = 0;
  const groups = new ProcessGroups(cwd);
  groups.add = async (pid) => {
    group = pid;
    throw new Error('the disk is full');
  };
  await expect(runShell('touch begun', options({ cwd, groups }))).rejects.toThrow('the disk is full');
  await expect.poll(() => alive(group)).toBe(false);
  expect(existsSync(join(cwd, 'begun'))).toBe(false);
});

test('groups of a player that was killed are ended by the next one, and others are left alone', async () => {
  const folder = temporaryFolder();
  const cwd = temporaryFolder();
  const groups = new ProcessGroups(folder);
  const shell = startShell('echo $$ > pid; exec sleep 300', options({ cwd, groups }));
  const pid = await pidIn(join(cwd, 'pid'));
  const recorded = (name: string) => readFileSync(join(folder, name), 'utf8') !== '';
  await vi.waitFor(() => expect(recorded(String(pid))).toBe(true), 20_000);
  // A number that now belongs to another process than the one that was recorded.
  const bystander = startShell('exec sleep 300', options({ groups: new ProcessGroups(folder) }));
  const other = await vi.waitFor(() => {
    // A file is there before its content, which would be written over ours.
    const found = readdirSync(folder).find((name) => name !== String(pid) && recorded(name));
    if (!found) throw new Error('not yet');
    return found;
  }, 20_000);
  writeFileSync(join(folder, other), '1');
  expect(await new ProcessGroups(folder).sweep()).toBe(1);
  expect((await shell.done).exitCode).toBe(137);
  expect(await new ProcessGroups(folder).sweep()).toBe(0);
  expect(alive(Number(other))).toBe(true);
  await bystander.end();
});
