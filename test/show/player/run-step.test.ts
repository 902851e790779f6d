import { join } from 'node:path';
import { writeFileSync, existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Backgrounds } from '../../../src/show/player/backgrounds.ts';
import { runCommandStep } from '../../../src/show/player/run-step.ts';
import type { CommandStep, StopStep } from '../../../src/show/format/scene.ts';
import { inEnglish } from '../../messages/in-english.ts';
import { context, step, steps } from './contexts.ts';

test.each([
  ['exit=0', 'false', 'exit code 0', 'exit code 1'],
  ['exit=nonzero', 'true', 'an exit code other than 0', 'exit code 0'],
  ['contains="two"', 'echo one', 'output that contains "two"', 'one'],
  ['contains="two"', 'true', 'output that contains "two"', 'no output'],
  ['excludes="on"', 'echo one; echo three', 'output without "on"', 'one'],
  ['matches="^t"', 'echo one', 'output that matches /^t/', 'one'],
  ['empty', 'echo one', 'nothing on stdout', 'one'],
  ['duration=">9s"', 'true', 'a duration > 9.0 s', / m?s$/],
  ['check="test -e x"', 'true', 'this check to pass: test -e x', 'exit code 1'],
])('%s does not hold of %s', async (info, command, expected, got) => {
  const result = await runCommandStep(step(info, command), context());
  expect(inEnglish(result.failures)).toEqual([
    { expected, got: typeof got === 'string' ? got : expect.stringMatching(got) },
  ]);
});

test.each([
  ['exit=3', 'exit 3'],
  ['contains="err" exit=0', 'echo err >&2'],
  ['matches="^b$"', 'echo a; echo b'],
  ['empty', 'echo only on stderr >&2'],
  ['duration="<9s"', 'true'],
  ['check="test -e made"', 'touch made'],
  ['contains="green"', String.raw`printf '\033[32mgr\033[1meen'`],
])('%s holds of %s', async (info, command) => {
  expect(await runCommandStep(step(info, command), context())).toMatchObject({ failures: [], attempts: 1 });
});

test('until repeats the command, and shows only the last output', async () => {
  const seen: string[] = [];
  const result = await runCommandStep(
    step('until timeout=20s contains="xxx"', 'printf x >> n; cat n'),
    context(),
    {
      onOutput: ({ text }) => seen.push(text),
    },
  );
  expect(result).toMatchObject({ failures: [], attempts: 3, output: 'xxx' });
  expect(seen).toEqual(['xxx']);
});

test('until gives up, and says what the last whole attempt brought', async () => {
  const result = await runCommandStep(
    step('until timeout=900ms contains="never"', 'echo not yet; test -e x || { touch x; exit; }; sleep 60'),
    context(),
  );
  expect(inEnglish(result.failures)).toEqual([
    { expected: 'output that contains "never" within 0.9 s', got: 'not yet' },
  ]);
  expect(result.attempts).toBeGreaterThan(1);
});

test('a step that outlives its timeout fails whatever it printed', async () => {
  const result = await runCommandStep(step('contains="a" timeout=300ms', 'echo a; sleep 60'), context());
  expect(inEnglish(result.failures[0])).toMatchObject({ expected: 'the command to end within 0.3 s' });
});

test('Ctrl-C ends the attempts of a waiting step', async () => {
  let stop: (() => void) | undefined;
  const result = await runCommandStep(step('until timeout=60s contains="never"', 'true'), context(), {
    onRunning: (running) => (stop = running && (() => running.interrupt())),
    onWaiting: () => stop?.(),
  });
  expect(inEnglish(result)).toMatchObject({
    attempts: 1,
    interrupted: true,
    failures: [{ got: 'no output' }],
  });
});

test('a background step runs on until it is stopped, and is judged by all it printed', async () => {
  const place = context();
  const backgrounds = new Backgrounds(place);
  const [load, stop] = steps(
    [
      'sh name=load background contains="ready" exit=0',
      `trap 'echo summary; exit 0' INT; echo ready; while :; do sleep 0.02; done`,
    ],
    ['stop name=load contains="summary"', ''],
  ) as unknown as [CommandStep, StopStep];
  expect(await backgrounds.start(load)).toMatchObject({ failures: [] });
  expect(backgrounds.names).toEqual(['load']);
  expect(await backgrounds.stop(stop)).toMatchObject({
    failures: [],
    exitCode: 0,
    output: 'ready\nsummary\n',
  });
  expect(backgrounds.names).toEqual([]);
});

test('a background step that dies at once, or never gets ready, fails', async () => {
  const backgrounds = new Backgrounds(context());
  const [gone, late, silent] = steps(
    ['sh name=gone background contains="ready"', 'echo cannot; exit 3'],
    ['sh name=late background contains="ready" timeout=300ms', 'sleep 60'],
    ['sh name=silent background exit=0', 'exit 4'],
  );
  expect(inEnglish((await backgrounds.start(gone!)).failures)).toEqual([
    { expected: 'output that contains "ready"', got: 'it ended with exit code 3: cannot' },
  ]);
  expect(String((await backgrounds.start(late!)).failures[0]!.expected)).toBe(
    'output that contains "ready" within 0.3 s',
  );
  expect(inEnglish((await backgrounds.start(silent!)).failures)).toEqual([
    { expected: 'exit code 0', got: 'exit code 4' },
  ]);
  await backgrounds.stopAll();
});

test('what runs in the background ends with the scene', async () => {
  const place = context();
  const backgrounds = new Backgrounds(place);
  await backgrounds.start(
    steps([
      'sh name=a background check="test -e up"',
      `trap 'touch ended; exit' INT; touch up; while :; do sleep 0.02; done`,
    ])[0]!,
  );
  await backgrounds.stopAll();
  expect(existsSync(join(place.cwd, 'ended'))).toBe(true);
});

test('a background step sees what comes later: its check is asked again and again', async () => {
  const place = context();
  const backgrounds = new Backgrounds(place);
  const starting = backgrounds.start(steps(['sh name=a background check="test -e go"', 'sleep 60'])[0]!);
  await expect.poll(() => backgrounds.names).toEqual(['a']);
  writeFileSync(join(place.cwd, 'go'), '');
  expect((await starting).failures).toEqual([]);
  await backgrounds.stopAll();
});

test('the time of a step is that of its command, not of its checks', async () => {
  const began = performance.now();
  const { ms } = await runCommandStep(step('exit=0 check="sleep 0.5"', 'true'), context());
  expect(performance.now() - began - ms).toBeGreaterThanOrEqual(500);
});
