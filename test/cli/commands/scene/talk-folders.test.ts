/** The variables by which steps find the talk's files. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pycont, scene, step, talkOf } from '../../pycont.ts';

function talkWithFiles() {
  const { root, env, home } = talkOf();
  const talk = join(root, 'my talk');
  const write = (path: string, text: string) => {
    mkdirSync(join(talk, path, '..'), { recursive: true });
    writeFileSync(join(talk, path), text);
  };
  write('talk.md', '---\ntitle: A talk with files\n---\n');
  write('files/all.txt', 'for all scenes\n');
  const run = (...args: string[]) => pycont(['--scenes', talk, ...args], env);
  return { talk, write, run, home };
}

test('a step, its check and a background step find the files of the scene and of the talk', async () => {
  const { talk, write, run, home } = talkWithFiles();
  write('01 first/pod.yaml', 'kind: Pod\n');
  write(
    '01 first/scene.md',
    scene(
      'first',
      step('name=file contains="kind: Pod"', 'cat "$SCENE_DIR/pod.yaml"') +
        step(
          'name=talk exit=0 contains="for all" check="test -f \\"$SCENE_DIR/pod.yaml\\""',
          'cat "$TALK_DIR/files/all.txt"',
        ) +
        step(
          'name=beside background contains="kind" check="test -f \\"$SCENE_DIR/pod.yaml\\""',
          'cat "$SCENE_DIR/pod.yaml"; sleep 60',
        ) +
        '\n```stop name=beside check="test -f \\"$SCENE_DIR/pod.yaml\\""\n```\n',
    ),
  );
  write(
    '02 second/scene.md',
    scene('second', step('name=here exit=0', 'echo "$SCENE_DIR|$TALK_DIR" >> $STATE/said')),
  );
  write('03 third/scene.md', scene('third', step('exit=0', 'echo "$SCENE_DIR|$TALK_DIR" >> $STATE/said')));
  const rehearsed = await run('rehearse');
  expect(rehearsed.code, rehearsed.stdout).toBe(0);
  const gone = await run('scene', 'goto', 'third');
  expect(gone.code, gone.stderr).toBe(0);
  // A step that is run again has the folder of its own scene.
  expect(readFileSync(join(home, 'state', 'said'), 'utf8')).toBe(`${join(talk, '02 second')}|${talk}\n`);
  expect((await run('scene', 'next')).code).toBe(0);
  expect(readFileSync(join(home, 'state', 'said'), 'utf8')).toContain(`${join(talk, '03 third')}|${talk}\n`);
});

test('the list begins with the title of the talk, in the language of the list', async () => {
  const { write, run } = talkWithFiles();
  write('01-a/scene.md', scene('a', step('exit=0', 'true')));
  expect((await run('scene', 'list')).stdout).toMatch(/^A talk with files\n\n#/);
  write('talk.cs.md', '---\ntitle: Přednáška se soubory\n---\n');
  expect((await run('--lang', 'cs', 'scene', 'list')).stdout).toMatch(/^Přednáška se soubory\n\n#/);
});

test('a mistake in talk.md is reported before anything is played', async () => {
  const { write, run } = talkWithFiles();
  write('01-a/scene.md', scene('a', step('exit=0', 'true')));
  write('talk.md', '---\ntitle: T\nowns: { namespaces: [default] }\n---\n');
  for (const args of [['rehearse'], ['scene', 'next']])
    expect(await run(...args)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/talk\.md:3:22: 'default' among namespaces/),
    });
});
