import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { alive } from '../../../show/alive.ts';
import { pycont, scene, start, step, talkOf } from '../../pycont.ts';

const said = '\n**Hipster:** Look at this.\n';
const first = scene(
  'first',
  `${said}${step('name=one exit=0', 'echo 1 >> $STATE/log; echo out')}\n\`\`\`diff\n\`\`\`\n`,
);
const second = scene('second', step('name=two contains="good"', 'cat fix.patch; echo 2 >> $STATE/log'));

function talk(...scenes: string[]) {
  const { env, scenes: folder, home } = talkOf(...scenes);
  const log = () =>
    existsSync(join(home, 'state', 'log')) ? readFileSync(join(home, 'state', 'log'), 'utf8') : '';
  return {
    home,
    log,
    run: (...args: string[]) => pycont(['--scenes', folder, 'scene', ...args], env),
    other: (...args: string[]) => pycont(['--scenes', folder, ...args], env),
    start: (...args: string[]) => start(['--scenes', folder, 'scene', ...args], env),
  };
}

test('in a pipe the scenes are played one by one, and the position is kept', async () => {
  const { run, log } = talk(first, second);
  expect((await run('list')).stdout).toMatch(/1 {2}first .*next\n2 {2}second [^\n]*Hipster\n/);
  const one = await run('next');
  expect(one).toMatchObject({ code: 0, stderr: '' });
  expect(one.stdout).toContain(
    'Hipster     Look at this.\n\n  $ echo 1 >> $STATE/log; echo out\n  │ out\n  ✓ ',
  );
  expect(one.stdout).toContain('± git apply fix.patch\n  │ -bad\n  │ +good\n  ✓ ');
  expect((await run('list')).stdout).toMatch(/first .*done\n.*second .*next\n/);
  expect((await run('next')).stdout).toContain('The second');
  expect((await run('next')).stdout).toMatch(/The talk is over/);
  expect(log()).toBe('1\n2\n');
});

test('a failing step ends an unattended scene with exit code 1, and is played again the next time', async () => {
  const { run, home } = talk(scene('a', step('name=one exit=0', 'test -e $STATE/mended')));
  const failed = await run('next');
  expect(failed.code).toBe(1);
  expect(failed.stdout).toMatch(/✗ one\n {4}expected exit code 0\n {4}got {6}exit code 1\n/);
  writeFileSync(join(home, 'state', 'mended'), '');
  expect((await run('list')).stdout).toMatch(/playing/);
  expect(await run('next')).toMatchObject({ code: 0, stdout: expect.stringContaining('✓') });
});

test('killed in a step and started again, the talk goes on, and what was left running is ended', async () => {
  const waiting = step(
    'name=wait exit=0',
    'echo $$ >> $STATE/pids; test -e $STATE/go && exit; exec sleep 300',
  );
  const { run, start, home, log } = talk(
    scene('a', step('name=one exit=0', 'echo 1 >> $STATE/log') + waiting),
  );
  const player = start('next');
  const pid = await vi.waitFor(() => Number(readFileSync(join(home, 'state', 'pids'), 'utf8')), {
    timeout: 10_000,
  });
  player.child.kill('SIGKILL');
  await player.done;
  expect(alive(pid)).toBe(true);
  writeFileSync(join(home, 'state', 'go'), '');
  const again = await run('next');
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toContain('continued');
  expect(again.stderr).toContain('Ended a step that an earlier player had left running');
  expect(again.stdout).not.toContain('log');
  expect(alive(pid)).toBe(false);
  expect(log()).toBe('1\n');
});

test('goto to a scene that is not there begins nothing', async () => {
  const { run, home } = talk(first, second);
  expect(await run('goto', 'third')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^pycont: There is no scene 'third'/),
  });
  expect(existsSync(home)).toBe(false);
});

test('goto prepares the stage for the start of a scene, forwards and backwards', async () => {
  const { run, log } = talk(first, second);
  const there = await run('goto', 'second');
  expect(there).toMatchObject({ code: 0, stdout: expect.stringContaining('start of scene 2, second') });
  expect(log()).toBe('1\n');
  expect((await run('list')).stdout).toMatch(/first .*done\n.*second .*next\n/);
  expect((await run('next')).code).toBe(0);
  expect((await run('goto', '1')).code).toBe(0);
  expect(log()).toBe('');
  expect((await run('goto', 'third')).stderr).toMatch(/There is no scene 'third'/);
});

test('reset ends the talk and keeps its journal', async () => {
  const { run, log, home } = talk(first, second);
  await run('next');
  const reset = await run('reset');
  expect(reset).toMatchObject({ code: 0, stdout: expect.stringContaining('starts from the beginning') });
  expect(log()).toBe('');
  expect(readdirSync(join(home, 'talk')).sort()).toEqual(['archive', 'groups']);
  expect(readdirSync(join(home, 'talk', 'archive'))).toHaveLength(1);
  expect((await run('list')).stdout).toMatch(/first .*next\n/);
  expect((await run('reset')).stdout).toMatch(/no talk in progress/);
});

test('a journal with an incomplete last line is reported and does no harm', async () => {
  const { run, home } = talk(first, second);
  await run('next');
  appendFileSync(join(home, 'talk', 'journal.jsonl'), '{"v":1,"seq":9');
  expect((await run('list')).stdout).toMatch(/second .*next/);
  expect((await run('next')).stderr).toMatch(/incomplete/);
});

test('a journal of another pycont is left alone', async () => {
  const { run, home } = talk(first);
  await run('next');
  const file = join(home, 'talk', 'journal.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"v":1', '"v":2'));
  expect(await run('next')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/another pycont.*\n→ .*scene reset/),
  });
  expect((await run('reset')).code).toBe(0);
  expect((await run('next')).code).toBe(0);
});

test('SIGTERM ends the step before the player', async () => {
  const { start, home } = talk(scene('a', step('exit=0', 'echo $$ > $PYCONT_HOME/pid; exec sleep 300')));
  const { child, done } = start('next');
  const pid = await vi.waitFor(() => Number(readFileSync(join(home, 'pid'), 'utf8')), { timeout: 10_000 });
  child.kill('SIGTERM');
  expect((await done).code).toBe(143);
  expect(alive(pid)).toBe(false);
});

test('after the cluster died in a scene, the talk goes on at its start on the other stage', async () => {
  const two = scene(
    'second',
    step('name=two exit=0', 'echo 2 >> $STATE/log') + step('name=never exit=0', 'test -e $STATE/never'),
  );
  const { run, log, home, other } = talk(first, two);
  expect((await other('stage', 'switch', 'embedded')).stderr).toMatch(/No talk is in progress\n→/);
  await run('next');
  expect((await run('next')).code).toBe(1);
  const journal = join(home, 'talk', 'journal.jsonl');
  // As if all of it had been played on a cluster that is gone now.
  writeFileSync(journal, readFileSync(journal, 'utf8').replace('"stage":"embedded"', '"stage":"cluster"'));
  rmSync(join(home, 'state'), { recursive: true });
  expect((await run('next')).stderr).toMatch(/There is no cluster/);
  expect((await other('stage', 'switch', 'moon')).code).toBe(2);
  const switched = await other('stage', 'switch', 'embedded');
  expect(switched).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('on the embedded stage, at the start of scene 2'),
  });
  expect(log()).toBe('1\n');
  expect(readFileSync(journal, 'utf8')).toMatch(
    /"stage-switched","stage":"embedded","scene":"second"[^]*"world-restored"/,
  );
  const again = await run('next');
  expect(again.stdout).toContain('echo 2 >> $STATE/log');
  expect(log()).toBe('1\n2\n');
});
