import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pycont, scene, step, talkOf } from '../../pycont.ts';
import { Terminal } from '../../terminal.ts';

const noted = scene(
  'one',
  `\n<!-- Take a breath first. -->\n${step('name=first exit=0', 'true')}${step('name=second exit=0', 'test -e $PYCONT_HOME/go')}`,
);

test('in a pipe the notes are told once, whatever there is', async () => {
  const { env, scenes } = talkOf(noted);
  const none = await pycont(['--scenes', scenes, 'notes'], env);
  expect(none).toMatchObject({ code: 0, stdout: expect.stringContaining('No talk is in progress') });
  expect((await pycont(['--scenes', scenes, 'scene', 'next'], env)).code).toBe(1);
  const { stdout } = await pycont(['--scenes', scenes, 'notes'], env);
  expect(stdout).toMatch(/1\/1 The one\n.*scene 0:0\d of 1:00[^]*No player is running[^]*failed +second/);
});

test('live it follows the show, and a journal that vanishes or is cut short', async () => {
  const { env, scenes, home } = talkOf(noted);
  const notes = new Terminal(['--scenes', scenes, 'notes'], env);
  await notes.sees('No talk is in progress');
  const player = new Terminal(['--scenes', scenes, 'scene', 'next', '--no-typing'], env);
  await player.sees('true ↵');
  await notes.sees('Take a breath first.');
  player.press('\r');
  await player.sees('go ↵');
  await notes.sees(/now +second/);
  player.press('\r');
  await notes.sees(/failed +second/);
  const journal = join(home, 'talk', 'journal.jsonl');
  const whole = readFileSync(journal, 'utf8');
  truncateSync(journal, whole.indexOf('"step-intended"'));
  await notes.sees(/now +first/);
  rmSync(join(home, 'talk'), { recursive: true });
  await notes.sees('No talk is in progress');
  mkdirSync(join(home, 'talk'));
  writeFileSync(journal, 'rubbish\nmore\n');
  await notes.sees('The journal cannot be read');
  writeFileSync(journal, whole);
  await notes.sees(/failed +second/);
  notes.press('xyz \r');
  notes.press('q');
  expect(await notes.ends()).toBe(0);
});

test('notes that are killed disturb nothing, and those that are opened again know where the show is', async () => {
  const { env, scenes, home } = talkOf(noted);
  const open = () => new Terminal(['--scenes', scenes, 'notes'], env);
  const player = new Terminal(['--scenes', scenes, 'scene', 'next', '--no-typing'], env);
  await player.sees('true ↵');
  const notes = open();
  await notes.sees('Take a breath first.');
  notes.pty.kill('SIGKILL');
  await notes.ends();
  player.press('\r');
  await player.sees('go ↵');
  const again = open();
  await again.sees(/now +second/);
  again.pty.kill('SIGKILL');
  writeFileSync(join(home, 'go'), '');
  player.press('\r');
  await player.sees('The talk is over');
  expect(await player.ends()).toBe(0);
});
