/** What befalls a talk, and what its speaker is told: nothing is lost, nothing is done twice. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { NODE_ARGUMENTS, pycont, scene, start, step, talkOf } from '../../pycont.ts';
import type { Ended } from '../../pycont.ts';

/** Steps that would count twice, if they were done twice. */
const counting = (from: number, to: number): string =>
  range(from, to)
    .map((n) =>
      step(`name=step-${n} check="grep -qx ${n} $PYCONT_HOME/../log"`, `echo ${n} >> $PYCONT_HOME/../log`),
    )
    .join('');

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => String(from + index));
}

function talk(...scenes: string[]) {
  const { env, scenes: folder, home, root } = talkOf(...scenes);
  return {
    home,
    env,
    journal: join(home, 'talk', 'journal.jsonl'),
    log: () => readFileSync(join(root, 'log'), 'utf8').trim().split('\n'),
    args: (...args: string[]) => ['--scenes', folder, 'scene', ...args],
    run: (...args: string[]) => pycont(['--scenes', folder, ...args], env),
    start: (...args: string[]) => start(['--scenes', folder, ...args], env),
  };
}

/** The player as a child of a shell that has set up its environment. `$@` is the player. */
function within(
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  wrapper: string[] = [],
): Promise<Ended> {
  const [program, ...before] = [
    ...wrapper,
    'bash',
    '-c',
    script,
    'bash',
    process.execPath,
    ...NODE_ARGUMENTS,
  ];
  const child = spawn(program!, [...before, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  return new Promise((resolve) => child.on('close', (code) => resolve(Object.assign(ended, { code }))));
}

test('a journal that may not grow is told, and with room again the talk goes on where it was', async () => {
  const { args, env, run, log, journal } = talk(scene('a', counting(0, 12)));
  // A file of 1024 bytes at most: the journal's next record is cut off in its middle.
  const full = await within('ulimit -f 1; exec "$@"', args('next'), env);
  expect(full.code).toBe(1);
  expect(full.stderr).toMatch(/journal\.jsonl cannot be written: .*\n→ .*nothing is lost/);
  expect(readFileSync(journal, 'utf8')).toMatch(/\}\n$/);
  expect((await run('scene', 'next')).code).toBe(0);
  expect(log()).toEqual(range(0, 12));
});

const tmpfs = ['unshare', '--user', '--map-root-user', '--mount'];
const mounts = spawnSync(tmpfs[0]!, [...tmpfs.slice(1), 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

test.skipIf(!mounts)('a full disk is told, and with space again the talk goes on where it was', async () => {
  // What is freed after the step, by the player itself, is soon used up.
  const fill = step(
    'name=fill exit=0',
    'test -e $PYCONT_HOME/../freed || cat /dev/zero > $PYCONT_HOME/filler; true',
  );
  const { args, env, log, home } = talk(scene('a', counting(0, 3) + fill + counting(3, 90)));
  mkdirSync(home);
  const script = `
mount -t tmpfs -o size=256k none "$PYCONT_HOME"
"$@"; echo "code $?"
rm "$PYCONT_HOME/filler"; touch "$PYCONT_HOME/../freed"
exec "$@"`;
  const ended = await within(script, args('next'), env, tmpfs);
  expect(ended.stdout, ended.stderr).toContain('code 1\n');
  expect(ended.stderr).toMatch(/cannot be written: the disk is full\n→ .*nothing is lost/);
  expect(ended.code, ended.stderr).toBe(0);
  expect(log()).toEqual(range(0, 90));
});

test('a second player on the same home is told who plays, whatever it wants; lists go on working', async () => {
  const waiting = step('name=wait exit=0', 'until test -e $PYCONT_HOME/go; do sleep 0.05; done');
  const { run, start, home } = talk(scene('a', waiting), scene('b', counting(0, 1)));
  const { child, done } = start('scene', 'next');
  await vi.waitFor(() => expect(existsSync(join(home, 'talk', 'workspace'))).toBe(true), { timeout: 10_000 });
  const others = [
    ['scene', 'next'],
    ['scene', 'goto', 'b'],
    ['scene', 'reset'],
    ['rehearse'],
    ['stage', 'switch', 'embedded'],
  ];
  for (const other of others) {
    expect(await run(...other), other.join(' ')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        new RegExp(`Another player is already running this talk \\(process ${child.pid}\\)\n→ `),
      ),
    });
  }
  expect(await run('scene', 'list')).toMatchObject({ code: 0, stdout: expect.stringMatching(/playing/) });
  writeFileSync(join(home, 'go'), '');
  expect(await done).toMatchObject({ code: 0 });
  expect((await run('scene', 'next')).code).toBe(0);
});

test('a clock set back is no matter: order is that of the journal', async () => {
  const { run, journal, log } = talk(scene('a', counting(0, 2)), scene('b', counting(2, 3)));
  expect((await run('scene', 'next')).code).toBe(0);
  writeFileSync(journal, readFileSync(journal, 'utf8').replace(/"at":"\d{4}/g, '"at":"2199'));
  expect((await run('scene', 'list')).stdout).toMatch(/a .*done\n.*b .*next/);
  expect((await run('scene', 'next')).code).toBe(0);
  expect((await run('scene', 'list')).stdout).toMatch(/b .*done/);
  expect(readFileSync(journal, 'utf8')).not.toMatch(/"ms":-/);
  expect(log()).toEqual(['0', '1', '2']);
});

test('a power loss that tears the last record, and leaves a step half recorded, loses nothing', async () => {
  const { run, journal, log } = talk(scene('a', counting(0, 3)));
  expect((await run('scene', 'next')).code).toBe(0);
  const whole = readFileSync(journal);
  // The last but one tells that the last step is done: its second half never reached the disk, nor did what follows.
  const lastDone = whole.lastIndexOf('{"v":1', whole.lastIndexOf('"kind":"step-done"'));
  writeFileSync(journal, Buffer.concat([whole.subarray(0, lastDone + 20), Buffer.alloc(30)]));
  const again = await run('scene', 'next');
  expect(again).toMatchObject({ code: 0 });
  expect(again.stderr).toContain('incomplete after a crash');
  expect(again.stdout).toContain("'step-2' had already happened");
  expect(log()).toEqual(range(0, 3));
});
