import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CZECH_EXAMPLE_TALK } from '../../../../src/cli/commands/new/example-talk-czech.ts';
import { EXAMPLE_TALK } from '../../../../src/cli/commands/new/example-talk.ts';
import { packageRoot } from '../../../../src/system/package-root.ts';
import { pycont, scene, step, talkOf } from '../../pycont.ts';

test('a new talk has no mistake, and nothing is written over', async () => {
  const { root, env } = talkOf();
  const talk = join(root, 'my talk');
  const made = await pycont(['new', talk], env);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining(`lint '${talk}'`) });
  expect(await pycont(['lint', talk], env)).toMatchObject({
    code: 0,
    stdout: '✓ 2 scenes, 6 steps, no mistakes\n',
  });
  expect((await pycont(['--scenes', talk, 'scene', 'list'], env)).stdout).toMatch(
    /^Containers in short\n[^]*hello[^]*goodbye/,
  );
  expect((await pycont(['new', talk], env)).code).toBe(2);
});

test('a Czech speaker gets a Czech talk, which is played as it stands', async () => {
  const { root, env } = talkOf();
  const talk = join(root, 'přednáška');
  const czech = (...args: string[]) => pycont(['--lang', 'cs', ...args], env);
  expect((await czech('new', talk)).code).toBe(0);
  expect(await czech('lint', talk)).toMatchObject({ code: 0, stdout: '✓ 2 scény, 6 kroků, bez chyby\n' });
  expect((await czech('--scenes', talk, 'scene', 'show', '1')).stdout).toMatch(/Vypravěč +Takhle se píše/);
  const english = Object.entries(EXAMPLE_TALK).flatMap(([, text]) => text.split('\n'));
  const steps = /^(```|docker|ls|for |---|budget|owns:| {2}containers|$)/;
  for (const text of Object.values(CZECH_EXAMPLE_TALK))
    for (const line of text.split('\n').filter((line) => !steps.test(line)))
      expect(english).not.toContain(line);
});

test('lint tells all mistakes, and ends with exit code 2', async () => {
  const { scenes, env } = talkOf(scene('a', '\n```sh\nls\n```\n\nNobody: hi\n'));
  const { code, stdout, stderr } = await pycont(['lint', scenes], env);
  expect(stdout).toMatch(
    /scene\.md:8:1: the step expects nothing\n {2}→ [^\n]+\n[^\n]*scene\.md:12:1: Nobody speaks[^]*\n2 mistakes\n$/,
  );
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
});

test("pycont's own talk has no mistake", async () => {
  const { env } = talkOf();
  const { code, stdout } = await pycont(['lint', join(packageRoot(), 'scenes')], env);
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('no mistake') });
});

test('a talk that is not there is told', async () => {
  const { root, env } = talkOf(scene('a', step('exit=0', 'true')));
  writeFileSync(join(root, 'file'), '');
  for (const folder of ['nowhere', 'file'])
    expect((await pycont(['lint', join(root, folder)], env)).code).toBe(2);
});
