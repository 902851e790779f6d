import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderNotes } from '../../../../src/cli/commands/notes/view.ts';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';
import { translator } from '../../../../src/messages/index.ts';
import { parseScene } from '../../../../src/show/format/parse-scene.ts';
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

test('the words of the next speech stand above the command that they lead to', async () => {
  const speech = '\nHipster (proud): It *was* easy.\n';
  const body = step('name=first exit=0', 'true') + speech + step('name=second exit=0', 'true');
  const { env, scenes } = talkOf(scene('one', body));
  const notes = async () => (await pycont(['--scenes', scenes, 'notes'], env)).stdout;
  const player = new Terminal(['--scenes', scenes, 'scene', 'next', '--no-typing'], env);
  await player.sees('true ↵');
  expect(await notes()).not.toContain('easy');
  player.press('\r');
  await player.sees('It was easy.');
  expect(await notes()).toMatch(/^ {2}words {4}Hipster \(proud\): It was easy\.\n *\n {2}now +second$/m);
});

test('a scene over its budget is told in colour, for the speaker alone', () => {
  const theme = themeFor({ write: () => {} }, { FORCE_COLOR: '1' });
  const late = { ...parseScene(noted, 'scene.md'), number: 1, folder: '/nowhere' };
  const times = { sceneMs: 90_000, talkMs: 90_000, talkBudgetMs: 600_000, behindMs: 30_000 };
  const notes = { phase: 'playing', scene: late, speeches: [], said: 0, ...times } as const;
  const seen = { notes, sceneCount: 2, playing: true };
  const clocks = renderNotes(seen, translator('en'), theme, { columns: 80, rows: 24 }).join('\n');
  expect(clocks).toContain(theme.warn('scene 1:30 of 1:00'));
  expect(clocks).toContain(`talk 1:30 of 10:00   ${theme.warn('0:30 behind')}`);
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
