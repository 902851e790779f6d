/** What is on the screen when a show begins. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NODE_ARGUMENTS, pycont, scene, talkOf } from '../../pycont.ts';
import { Terminal } from '../../terminal.ts';
import { Window } from '../screen/window.ts';

const titled = () => {
  const talk = talkOf(scene('one', '\n**Narrator:** Hello there.\n'));
  writeFileSync(join(talk.scenes, 'talk.md'), '---\ntitle: All about it\n---\n');
  return talk;
};

test('the title of the talk is the first thing on the screen, then that of the scene', async () => {
  const { env, scenes } = titled();
  const words = [process.execPath, ...NODE_ARGUMENTS, '--scenes', scenes, 'scene', 'next'];
  const script = `echo typed before; echo reported before >&2; exec ${words.map((word) => `'${word}'`).join(' ')}`;
  const terminal = new Terminal(['-c', script], env, 'bash');
  await terminal.sees('Hello there.');
  await terminal.sees('↵');
  const window = new Window(100, 30);
  window.write(terminal.raw);
  expect((await window.seen()).filter((line) => line !== '')).toEqual([
    '  All about it',
    expect.stringMatching(/^ {2}─+$/),
    '  The one',
    '  scene 1 · one',
    '  Narrator    Hello there.',
    '  ↵',
  ]);
});

test('in a pipe too, and the end of a scene tells no time', async () => {
  const { env, scenes } = titled();
  const { stdout } = await pycont(['--scenes', scenes, 'scene', 'next'], env);
  expect(stdout).toMatch(/^\n {2}All about it\n\n {2}─+\n {2}The one\n/);
  expect(stdout).toMatch(/^ {2}scene 1 ends$/m);
});
