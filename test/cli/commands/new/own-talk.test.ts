import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../../src/system/package-root.ts';
import { pycont, scene, step, talkOf } from '../../pycont.ts';

test('a new talk has no mistake, and nothing is written over', async () => {
  const { root, env } = talkOf();
  const talk = join(root, 'my talk');
  const made = await pycont(['new', talk], env);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining(`lint '${talk}'`) });
  expect(await pycont(['lint', talk], env)).toMatchObject({
    code: 0,
    stdout: '✓ 2 scenes, 6 steps, no mistake\n',
  });
  expect((await pycont(['--scenes', talk, 'scene', 'list'], env)).stdout).toMatch(/hello[^]*goodbye/);
  expect((await pycont(['new', talk], env)).code).toBe(2);
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
