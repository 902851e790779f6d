/** What a run has left in the way of the next one is taken away first: a container, say, whose name is taken. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AfterFailure } from '../../../src/show/player/presenter.ts';
import { playAll, Recorder, talkOf } from './played.ts';

/** As `docker run --name` does, it leaves its name behind when the program in it fails. */
const NAMED = 'mkdir $STATE/name || exit 125; test -e $STATE/../mended';

const named = (beforeRetry: string) => `---
id: a
title: First
cast: [Narrator]
budget: 1m
---

\`\`\`sh name=named exit=0 before-retry="${beforeRetry}"
${NAMED}
\`\`\`
`;

const REMOVED = 'rmdir $STATE/name; echo removed >> $STATE/removed';

async function open(text = named(REMOVED)) {
  const { runPlayer, read, folder } = await talkOf(text);
  const play = (records?: number, ...answers: AfterFailure[]) => {
    const presenter = new Recorder();
    presenter.answers = answers;
    return runPlayer((talk, runtime) => playAll(talk, runtime, presenter), records);
  };
  const mend = () => writeFileSync(join(folder.journal, '..', '..', 'mended'), '');
  return { play, read, mend };
}

test('before the first run there is nothing to take away', async () => {
  const { play, read, mend } = await open();
  mend();
  expect(await play()).toEqual(['a', 'named', '✓ named', 'end of a']);
  expect(read('state/removed')).toEqual([]);
});

test('it is run for each retry, and for an edited command', async () => {
  const { play, read } = await open();
  const edited = { run: 'mkdir $STATE/name' };
  const failed = '✗ named: exit code 1';
  expect(await play(undefined, 'retry', 'retry', edited)).toEqual(
    ['a', 'named', failed, failed, failed].concat('✓ named', 'end of a'),
  );
  expect(read('state/removed')).toEqual(['removed', 'removed', 'removed']);
});

test('it is run when the talk goes on at the step that failed', async () => {
  const { play, read, mend } = await open();
  expect(await play(undefined, 'quit')).toEqual(['a', 'named', '✗ named: exit code 1']);
  mend();
  expect(await play()).toEqual(['a', 'named', '✓ named', 'end of a']);
  expect(read('state/removed')).toEqual(['removed']);
});

test('it is run after a player that was killed in the middle of the step', async () => {
  const { play, read, mend } = await open();
  // It has been run, and its intent alone is recorded.
  expect(await play(2)).toBe('killed');
  mend();
  expect(await play()).toEqual(['a', 'named', '✓ named', 'end of a']);
  expect(read('state/removed')).toEqual(['removed']);
});

test('its failure is a note, not one of the step', async () => {
  const { play, mend } = await open(named('echo no such name; exit 3'));
  expect(await play(undefined, 'quit')).toContain('✗ named: exit code 1');
  mend();
  const seen = await play();
  expect(seen).toContain('✗ named: exit code 125');
  expect(String(seen)).toMatch(/echo no such name; exit 3[^]*3[^]*no such name/);
});
