/** SIGKILL at every boundary of the journal, for every kind of step. The whole talk goes through it in test/e2e/player. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../../src/system/package-root.ts';
import { readJournal } from '../../../../src/show/journal/journal.ts';
import { alive } from '../../../show/alive.ts';
import { NODE_ARGUMENTS, scene, step, talkOf } from '../../pycont.ts';

const HOOK = join(packageRoot(), 'test', 'cli', 'kill-hook.ts');
/** Noted where no reset of the stage reaches it. */
const note = (name: string) => `echo ${name} >> $PYCONT_HOME/../log`;
const noted = (name: string) => `check="grep -qx ${name} $PYCONT_HOME/../log"`;

const everyKind = scene(
  'kinds',
  [
    step(`name=command exit=0 ${noted('command')}`, note('command')),
    step(
      'name=server background exit=0 check="test -e $STATE/up"',
      'echo $$ >> $PYCONT_HOME/../pids; trap exit INT; touch $STATE/up; while :; do sleep 0.02; done',
    ),
    step('name=looking look exit=0', 'test -e $STATE/up'),
    step('name=until until look timeout=5s exit=0', 'test -e $STATE/up'),
    step('name=wait wait timeout=5s exit=0', 'until test -e $STATE/up; do sleep 0.02; done'),
    '\n```diff\n```\n',
    step(`name=interactive interactive exit=0 ${noted('interactive')}`, note('interactive')),
    '\n```stop name=server\n```\n',
    step(`name=last exit=0 ${noted('last')}`, note('last')),
  ].join(''),
);
const STEPS = 9;

test('killed at every boundary, each step comes to its end once, and nothing is left running', async () => {
  const { env, scenes, home } = talkOf(everyKind);
  const killedAt = join(home, '..', 'killed-at');
  writeFileSync(killedAt, '');
  const player = () =>
    spawn(process.execPath, ['--import', HOOK, ...NODE_ARGUMENTS, '--scenes', scenes, 'scene', 'next'], {
      env: { ...env, KILLED_AT: killedAt },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  let killed = 0;
  for (;;) {
    const [code, signal] = (await once(player(), 'close')) as [number | null, string | null];
    if (signal !== 'SIGKILL') {
      expect(code).toBe(0);
      break;
    }
    killed += 1;
    expect(killed).toBeLessThan(100);
  }
  expect(killed).toBeGreaterThanOrEqual(3 * STEPS);
  expect(readFileSync(join(home, '..', 'log'), 'utf8')).toBe('command\ninteractive\nlast\n');
  expect(readFileSync(join(home, 'talk', 'workspace', 'fix.patch'), 'utf8')).toBe('-bad\n+good\n');
  const pids = readFileSync(join(home, '..', 'pids'), 'utf8')
    .trim()
    .split('\n');
  expect(pids.filter((pid) => alive(Number(pid)))).toEqual([]);
  const { records } = await readJournal(join(home, 'talk', 'journal.jsonl'));
  const done = records.flatMap((record) => (record.kind === 'step-done' ? [record.step] : []));
  expect(done).toEqual([
    'command',
    'server',
    'looking',
    'until',
    'wait',
    'fix',
    'interactive',
    'stop-server',
    'last',
  ]);
}, 180_000);

test('killed at any instant, each step is done once', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `step-${index}`);
  const slow = names.map((name) =>
    step(`name=${name} exit=0 ${noted(name)}`, `sleep 0.1; ${note(name)}; sleep 0.1`),
  );
  const { env, scenes, home } = talkOf(scene('slow', slow.join('')));
  for (let life = 0; ; life += 1) {
    const child = spawn(process.execPath, [...NODE_ARGUMENTS, '--scenes', scenes, 'scene', 'next'], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    // Once it has been killed often enough, it may come to its end.
    const kill = setTimeout(() => child.kill('SIGKILL'), 300 + Math.random() * 1_000);
    if (life >= 12) clearTimeout(kill);
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    clearTimeout(kill);
    if (signal === 'SIGKILL') continue;
    expect(code).toBe(0);
    break;
  }
  expect(
    readFileSync(join(home, '..', 'log'), 'utf8')
      .trim()
      .split('\n'),
  ).toEqual(names);
}, 180_000);
