import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Ledger } from '../../../../src/show/rehearsal/ledger.ts';
import { alive } from '../../../show/alive.ts';
import { pycont, scene, start, step, talkOf } from '../../pycont.ts';

const first = scene('first', `${step('name=one exit=0', 'echo 1 >> $STATE/log')}\n\`\`\`diff\n\`\`\`\n`);
const second = scene('second', step('name=two contains="good"', 'cat fix.patch; echo 2 >> $STATE/log'));
const third = scene('third', step('name=three exit=0', 'echo 3 >> $STATE/log'));

test('a rehearsal plays everything, tells each step, and ends with a row per scene and a total', async () => {
  const { env, scenes, home } = talkOf(first, second);
  const { code, stdout, stderr } = await pycont(['--scenes', scenes, 'rehearse'], env);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /1 first: The first\n {4}✓ one .*\n {4}✓ fix .*\n {2}2 second: The second\n {4}✓ two /,
  );
  expect(stdout).toMatch(/1 {2}first +The first +2 .* 1 min {2}passed\n/);
  expect(stdout).toMatch(/total +3 .* 2 min {2}passed\n/);
  // Before and after: a stage as it was found.
  expect(readFileSync(join(home, 'calls'), 'utf8').match(/reset/g)).toHaveLength(2);
  const ledgers = readdirSync(join(home, 'ledger'));
  expect(ledgers).toHaveLength(1);
  expect(JSON.parse(readFileSync(join(home, 'ledger', ledgers[0]!), 'utf8'))).toMatchObject({
    version: 1,
    verdict: 'passed',
  });
  expect((await pycont(['--scenes', scenes, 'rehearse'], env)).code).toBe(0);
});

test('with --json there is one document on stdout and progress on stderr', async () => {
  const { env, scenes } = talkOf(first, second);
  const { code, stdout, stderr } = await pycont(['--scenes', scenes, 'rehearse', '--json'], env);
  expect(code).toBe(0);
  expect(stderr).toContain('✓ one');
  const ledger = JSON.parse(stdout) as Ledger;
  expect(ledger).toMatchObject({
    stage: 'embedded',
    verdict: 'passed',
    scenes: [{ id: 'first', verdict: 'passed' }, { id: 'second' }],
  });
  expect(ledger.scenes[0]!.steps).toMatchObject([
    {
      id: 'one',
      kind: 'command',
      command: 'echo 1 >> $STATE/log',
      verdict: 'passed',
      exitCode: 0,
      attempts: 1,
      failures: [],
    },
    { id: 'fix', kind: 'fix', command: 'fix.patch' },
  ]);
});

test('a fix without a name is called in the language of the reader, and in English in the JSON', async () => {
  const { env, scenes } = talkOf(first);
  const { stdout, stderr } = await pycont(['--lang', 'cs', '--scenes', scenes, 'rehearse', '--json'], env);
  expect(stderr).toContain('✓ oprava ');
  expect((JSON.parse(stdout) as Ledger).scenes[0]!.steps[1]).toMatchObject({ id: 'fix', name: 'fix' });
});

test('a report calls such a fix in the language of the reader, too, and what somebody called fix by that name', async () => {
  const named = scene('named', step('name=fix exit=0', 'true'));
  const { env, scenes } = talkOf(first, named);
  const report = (...more: string[]) =>
    pycont(['--scenes', scenes, ...more.slice(0, 2), 'rehearse', ...more.slice(2)], env);
  expect((await report()).code).toBe(0);
  const { stdout } = await report('--lang', 'cs', '--report');
  expect(stdout).toMatch(/ first +oprava +1 /);
  expect(stdout).toMatch(/ named +fix +1 /);
  expect(stdout).not.toMatch(/ first +fix /);
  expect((await report('--lang', 'en', '--report')).stdout).toMatch(/ first +fix +1 /);
  const json = await report('--lang', 'cs', '--report', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({
    scenes: [{ steps: [{}, { id: 'fix', name: 'fix' }] }, { steps: [{ name: 'fix' }] }],
  });
});

test('a failure is told with its scene, step, command, and what was expected and came; later scenes are not run', async () => {
  const failing = scene('second', step('name="ask it" contains="yes"', 'echo perhaps; echo no >&2'));
  const { env, scenes } = talkOf(first, failing, third);
  const { code, stdout } = await pycont(['--scenes', scenes, 'rehearse'], env);
  expect(code).toBe(1);
  expect(stdout).toMatch(/Step 'ask it' of scene 2, second, failed\./);
  expect(stdout).toContain('$ echo perhaps; echo no >&2');
  expect(stdout).toMatch(/expected output that contains "yes"\n {4}got {6}perhaps\n {13}no\n/);
  expect(stdout).toMatch(/3 {2}third .*– .*not run\n/);
  expect(stdout).toMatch(/total .*failed\n/);
  const json = JSON.parse((await pycont(['--scenes', scenes, 'rehearse', '--json'], env)).stdout) as Ledger;
  expect(json.scenes.map(({ verdict }) => verdict)).toEqual(['passed', 'failed', 'not run']);
  expect(json.scenes[1]!.steps[0]).toMatchObject({
    failures: [{ expected: 'output that contains "yes"' }],
    output: 'perhaps\nno',
  });
});

test('one scene is rehearsed in the state that the ones before it leave', async () => {
  const { env, scenes } = talkOf(first, second, third);
  const { code, stdout } = await pycont(['--scenes', scenes, 'rehearse', '--scene', 'second', '--json'], env);
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as Ledger).scenes.map(({ id }) => id)).toEqual(['second']);
});

test('Ctrl-C ends the step and what runs in the background, clears the stage, and gives 130', async () => {
  const endless = scene(
    'endless',
    step('name=load background check="test -e $STATE/load"', 'echo $$ > $STATE/load; exec sleep 300') +
      step('name=wait exit=0', 'echo $$ > $STATE/wait; cp $STATE/* $PYCONT_HOME; exec sleep 300'),
  );
  const { env, scenes, home } = talkOf(endless);
  const { child, done } = start(['--scenes', scenes, 'rehearse'], env);
  const pids = await vi.waitFor(
    () => ['load', 'wait'].map((name) => Number(readFileSync(join(home, name), 'utf8'))),
    { timeout: 10_000 },
  );
  child.kill('SIGINT');
  const { code, stdout } = await done;
  expect(code).toBe(130);
  expect(stdout).toContain('Cleaning up');
  expect(pids.map(alive)).toEqual([false, false]);
  expect(readdirSync(join(home, 'state'))).toEqual([]);
});

test('a rehearsal keeps the place of a talk in progress, and the talk continues in its state', async () => {
  const { env, scenes, home } = talkOf(first, second, third);
  const run = (...args: string[]) => pycont(['--scenes', scenes, ...args], env);
  expect((await run('scene', 'next')).code).toBe(0);
  expect((await run('rehearse')).stdout).toContain('A talk is in progress');
  expect(existsSync(join(home, 'state', 'log'))).toBe(false);
  const { code, stdout } = await run('scene', 'next');
  expect(code).toBe(0);
  expect(stdout).toContain('The second');
  expect(readFileSync(join(home, 'state', 'log'), 'utf8')).toBe('1\n2\n');
});

test('a stage cannot be rehearsed on while a talk is played on it', async () => {
  const { env, scenes, home } = talkOf(
    scene('wait', step('exit=0', 'touch $STATE/there; until test -e $STATE/go; do sleep 0.02; done')),
  );
  const playing = start(['--scenes', scenes, 'scene', 'next'], env);
  await vi.waitFor(() => expect(existsSync(join(home, 'state', 'there'))).toBe(true), { timeout: 10_000 });
  for (const args of [['rehearse'], ['scene', 'next'], ['scene', 'reset']]) {
    const { code, stderr } = await pycont(['--scenes', scenes, ...args], env);
    expect(stderr).toMatch(new RegExp(`Another player is already running .*${playing.child.pid}`));
    expect(code).toBe(1);
  }
  writeFileSync(join(home, 'state', 'go'), '');
  expect((await playing.done).code).toBe(0);
});

test('rehearsals are reported together, and written for CI', async () => {
  const { env, scenes, home } = talkOf(scene('a', step('name=one exit=0', 'echo hi')));
  const early = await pycont(['--scenes', scenes, 'rehearse', '--report'], env);
  expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('not been rehearsed yet\n→') });
  const junit = join(home, 'ci', 'junit.xml');
  for (const more of [[], ['--junit', junit, '--markdown', join(home, 'ci', 'summary.md')]])
    expect((await pycont(['--scenes', scenes, 'rehearse', ...more], env)).code).toBe(0);
  expect(readFileSync(junit, 'utf8')).toContain('<testcase classname="a" name="one"');
  expect(readFileSync(join(home, 'ci', 'summary.md'), 'utf8')).toContain('Rehearsal: passed');
  const text = await pycont(['--scenes', scenes, 'rehearse', '--report', '--minutes', '20'], env);
  expect(text.stdout).toMatch(/2 rehearsals[^]*1 {2}a +2 [^]*Slowest steps[^]*one[^]*It fits/);
  const short = await pycont(['--scenes', scenes, 'rehearse', '--report', '--minutes', '0.1'], env);
  expect(short.stdout).toMatch(/No scene can be left out/);
  const json = await pycont(['--scenes', scenes, 'rehearse', '--report', '--format', 'json'], env);
  expect(JSON.parse(json.stdout)).toMatchObject({
    runs: 2,
    scenes: [{ id: 'a', runs: 2, steps: [{ id: 'one' }] }],
  });
  expect((await pycont(['--scenes', scenes, 'rehearse', '--minutes', '20'], env)).code).toBe(2);
  for (const wrong of ['0', '-1', 'abc', '', '1e400'])
    expect((await pycont(['--scenes', scenes, 'rehearse', '--report', '--minutes', wrong], env)).code).toBe(
      2,
    );
  for (const wrong of ['', home])
    expect((await pycont(['--scenes', scenes, 'rehearse', '--junit', wrong], env)).stderr).toMatch(
      /cannot be written: .*\n→ Give a writable file with --junit/,
    );
});

test('what a shorter slot loses is told, and the scenes that others need are kept', async () => {
  const about = (id: string, more: string) =>
    scene(id, step('exit=0', 'true')).replace('budget: 1m', `budget: 1m\nsummary: All of ${id}.${more}`);
  const { env, scenes } = talkOf(
    first,
    about('load', ''),
    about('aside', ''),
    about('operator', '\nneeds: [load]'),
    about('curtain', '\nneeds: [operator]'),
  );
  expect((await pycont(['--scenes', scenes, 'rehearse'], env)).code).toBe(0);
  const { stdout } = await pycont(['--scenes', scenes, 'rehearse', '--report', '--minutes', '2'], env);
  expect(stdout).toContain('Even without aside it takes');
  expect(stdout).toContain('Leaving out 3 aside (1 min) loses: All of aside.');
});
