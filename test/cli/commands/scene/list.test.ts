import { expect, test } from 'vitest';
import { pycont, scene, talkOf } from '../../pycont.ts';

test('a list is of front matter alone: whatever is wrong with a scene is told by lint and by those who play it', async () => {
  const { env, scenes } = talkOf(scene('broken', '\n```sh exit=0\nls\n'));
  const list = () => pycont(['--scenes', scenes, 'scene', 'list'], env);
  expect(await list()).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/1 {2}broken .*next/),
  });
  expect((await pycont(['lint', scenes], env)).stdout).toContain('the block is not closed');
});

test('a mistake in a front matter is told with its place', async () => {
  const { env, scenes } = talkOf(scene('one', '\nNarrator: Hi.\n'), '---\nid: TWO\n---\n');
  const { code, stderr } = await pycont(['--scenes', scenes, 'scene', 'list'], env);
  expect(code).toBe(2);
  expect(stderr).toMatch(/02-scene\/scene\.md:1:1: the front matter has no 'title'\n→ /);
});
