/** The caption follows a player in another process, which knows nothing of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ShowCaption } from '../../../../src/cli/commands/dashboard/show-caption.ts';
import { scene, start, step, talkOf } from '../../pycont.ts';
import { Terminal } from '../../terminal.ts';

const BODY = `
Narrator (proud): This is *one*.

## What it costs

| what | price |
| --- | --- |
| one | 1 |
${step('name=first exit=0', 'true')}
Operations looks up.

Hipster: And?
${step('name=second exit=0 timeout=60s', 'echo two')}`;

const UNTIL = '; until test -e $PYCONT_HOME/go; do sleep 0.05; done';

const TWO = scene('two', '\nNarrator: That was it.\n');

function captionOf({ home, scenes }: { home: string; scenes: string }) {
  const caption = new ShowCaption({ home, scenes, language: 'en', stage: 'auto' });
  const seen: unknown[] = [];
  caption.listen(() => seen.push(caption.current()));
  onTestFinished(() => caption.close());
  return { caption, seen };
}

const ofOne = { number: 1, title: 'The one' };

test('what is said, shown and typed, as long as a player runs', async () => {
  const talk = talkOf(scene('one', BODY), TWO);
  const { caption, seen } = captionOf(talk);
  const shows = (expected: object) => expect.poll(() => caption.current()).toEqual(expected);
  expect(caption.current()).toBeUndefined();
  const player = new Terminal(['--scenes', talk.scenes, 'scene', 'next', '--no-typing'], talk.env);
  await player.sees('This is one.');
  await shows({ scene: ofOne, kind: 'said', speaker: 'Narrator', text: 'This is one.' });
  player.press('\r');
  await player.sees('price');
  await shows({ scene: ofOne, kind: 'shown', text: 'What it costs' });
  player.press('\r');
  await player.sees('true ↵');
  await shows({ scene: ofOne, kind: 'typed', text: 'true' });
  player.press('\r');
  await player.sees('And?');
  await shows({ scene: ofOne, kind: 'said', speaker: 'Hipster', text: 'And?' });
  player.press('\r');
  await player.sees('echo two ↵');
  await shows({ scene: ofOne, kind: 'typed', text: 'echo two' });
  player.press('e');
  await player.sees('editing ·');
  player.press(`${UNTIL}\r`);
  await player.sees('done ↵');
  player.press('\r');
  await shows({ scene: ofOne, kind: 'typed', text: `echo two${UNTIL}` });
  writeFileSync(join(talk.home, 'go'), '');
  await player.sees('scene 1 ends');
  await shows({ scene: { number: 2, title: 'The two' }, kind: 'shown', text: 'The two' });
  player.press('q');
  await player.ends();
  await expect.poll(() => caption.current()).toBeUndefined();
  expect(seen.at(-1)).toBeUndefined();
  // A direction passes by too quickly to be sure of.
  expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBeGreaterThanOrEqual(7);
});

test('in the language of the player, also of a rehearsal', async () => {
  const wait = step('name=wait exit=0 timeout=60s', 'until test -e $PYCONT_HOME/go; do sleep 0.05; done');
  const talk = talkOf(scene('one', wait));
  const czech = wait.replace('name=wait', 'name=čeká');
  writeFileSync(
    join(talk.scenes, '01-scene', 'scene.cs.md'),
    scene('one', czech).replace('title: The one', 'title: Jedna'),
  );
  const { caption } = captionOf(talk);
  const rehearsal = start(['--lang', 'cs', '--scenes', talk.scenes, 'rehearse'], talk.env);
  await expect
    .poll(() => caption.current(), { timeout: 60_000 })
    .toEqual({
      scene: { number: 1, title: 'Jedna' },
      kind: 'typed',
      text: 'until test -e $PYCONT_HOME/go; do sleep 0.05; done',
    });
  writeFileSync(join(talk.home, 'go'), '');
  expect((await rehearsal.done).code).toBe(0);
  await expect.poll(() => caption.current()).toBeUndefined();
});

test('a player that is killed has no caption, although it has left its position', async () => {
  const talk = talkOf(scene('one', BODY));
  const { caption } = captionOf(talk);
  const player = new Terminal(['--scenes', talk.scenes, 'scene', 'next', '--no-typing'], talk.env);
  await player.sees('This is one.');
  await expect.poll(() => caption.current()).toMatchObject({ kind: 'said' });
  player.pty.kill('SIGKILL');
  await player.ends();
  await expect.poll(() => caption.current()).toBeUndefined();
  expect(JSON.parse(readFileSync(join(talk.home, 'talk', 'position.json'), 'utf8'))).toMatchObject({
    item: 0,
  });
});
