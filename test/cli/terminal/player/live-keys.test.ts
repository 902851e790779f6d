/** What the speaker can do while the show waits; each in a real terminal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { scene, step, talkOf } from '../../pycont.ts';
import { WatchedPlayer } from '../../random-keys/watched-player.ts';
import { WITHIN } from '../../terminal.ts';
import { play, writes } from './play.ts';

test('help and a look back start nothing, and the prompt comes back', async () => {
  const { open, log } = play(
    [scene('one', `\nNarrator: Hello there.\n${step('exit=0', 'echo hi >> $STATE/log')}`)],
    '--type',
    'none',
  );
  const terminal = open();
  await terminal.sees('↵');
  terminal.press('?');
  await terminal.sees('edit the command before it runs');
  terminal.press('\r');
  await terminal.sees('↵');
  terminal.press('\r');
  await terminal.sees('/log ↵');
  terminal.press('b');
  await terminal.sees('Shown so far');
  await terminal.sees('Hello there.');
  terminal.press('q');
  await terminal.sees('↵');
  expect(log()).toBe('');
  terminal.press('\r');
  await terminal.sees('The talk is over');
  expect(log()).toBe('hi\n');
});

test('the command can be edited before it runs, and the journal says so', async () => {
  const { open, log, journal } = play([writes('one')], '--type', 'none');
  const terminal = open();
  await terminal.sees('/log ↵');
  terminal.press('e');
  await terminal.sees('editing ·');
  terminal.press('\u0001# \u0003');
  await terminal.sees('$ echo one >> $STATE/log ↵');
  terminal.press('e');
  await terminal.sees('editing ·');
  terminal.press('; echo more >> $STATE/log\r');
  await terminal.sees('; echo more >> $STATE/log ↵');
  expect(log()).toBe('');
  terminal.press('\r');
  await terminal.sees('✓');
  expect(log()).toBe('one\nmore\n');
  expect(journal()).toContain('"edited":"echo one >> $STATE/log; echo more >> $STATE/log"');
});

test('what is typed into a line never commands the terminal', async () => {
  const terminal = play([writes('one')], '--type', 'none').open();
  await terminal.sees('/log ↵');
  terminal.press('e');
  await terminal.sees('editing ·');
  terminal.press('; echo \u009B2Jmore\r');
  await terminal.sees('; echo 2Jmore ↵');
  expect(terminal.raw).not.toContain('\u009B');
});

test('a jump prepares the stage for the start of the scene', async () => {
  const { open, log } = play([writes('one'), writes('two'), writes('three')], '--type', 'none');
  const terminal = open();
  await terminal.sees('/log ↵');
  terminal.press('g');
  await terminal.sees('number or id:');
  terminal.press('nowhere\r');
  await terminal.sees('There is no scene nowhere');
  await terminal.sees('number or id:');
  terminal.press('3\r');
  await terminal.sees('echo three >> $STATE/log ↵');
  expect(log()).toBe('one\ntwo\n');
});

test('undo asks, and takes the stage back to the start of the scene', async () => {
  const { open, log } = play([writes('one'), writes('two')], '--type', 'none');
  const terminal = open();
  for (const text of ['/log ↵', 'echo on ↵', '↵ scene 2', '/log ↵']) {
    await terminal.sees(text);
    terminal.press('\r');
  }
  await terminal.sees('echo on ↵');
  expect(log()).toBe('one\ntwo\n');
  terminal.press('u');
  await terminal.sees('Undo scene two?');
  terminal.press('\r n');
  await terminal.sees(' ↵');
  terminal.press('u');
  await terminal.sees('Undo scene two?');
  terminal.press('y');
  await terminal.sees('echo two >> $STATE/log ↵');
  expect(log()).toBe('one\n');
});

test("a shell in the stage's environment, whose Ctrl-C is its own", async () => {
  const { open, home, scenes } = play([writes('one')], '--type', 'none');
  const terminal = open({ SHELL: '/bin/bash', PS1: 'mine> ' });
  await terminal.sees('/log ↵');
  terminal.press('!');
  await terminal.sees('A shell on the embedded stage');
  terminal.press('sleep 300\r');
  await terminal.sees('sleep 300');
  terminal.press('\u0003');
  terminal.press('test -t 0 && echo "$STATE|$SCENE_DIR|$TALK_DIR" > $PYCONT_HOME/said; exit\r');
  await terminal.sees('Back in the show.');
  await terminal.sees('/log ↵');
  expect(readFileSync(join(home, 'said'), 'utf8')).toBe(
    `${join(home, 'state')}|${join(scenes, '01-scene')}|${scenes}\n`,
  );
});

test('where a shell has left the cursor in the middle of the screen, the show goes on with nothing below', async () => {
  const { scenes, home, env } = talkOf(scene('one', step('exit=0', 'true')));
  const player = new WatchedPlayer(scenes, home, { ...env, SHELL: '/bin/cat' });
  await player.sees('true ↵');
  player.press('!');
  await player.sees('A shell on the embedded stage');
  player.press('below\r');
  await vi.waitFor(() => expect(player.rows.filter((row) => row === 'below')).toHaveLength(2), WITHIN);
  player.press('\u001B[H\r\u0004');
  await player.sees('Back in the show.');
  await vi.waitFor(() => expect(player.rows.at(-1)).toContain('true ↵'), WITHIN);
});

test('the command is typed by whatever keys are hit, and runs by Enter alone', async () => {
  const { open, log } = play([writes('one')], '--type', 'keys');
  const terminal = open();
  await terminal.sees('$ ');
  await vi.waitFor(() => {
    terminal.press('x');
    expect(terminal.text).toContain('echo one >> $STATE/log ↵');
  }, WITHIN);
  terminal.press('   ');
  expect(log()).toBe('');
  terminal.press('\r');
  await terminal.sees('✓');
});

test('an interactive step has a terminal of its own: Ctrl-C is for it, and the show goes on', async () => {
  const ask = 'trap "echo caught; exit 0" INT; echo ready; while :; do sleep 0.05; done';
  const { open, journal } = play(
    [scene('one', step('name=it interactive exit=0', ask) + step('exit=0', 'echo on'))],
    '--type',
    'none',
  );
  const terminal = open();
  await terminal.sees('done ↵');
  terminal.press('\r');
  await terminal.sees('ready');
  terminal.press('\u0003');
  await terminal.sees('caught');
  await terminal.sees('echo on ↵');
  expect(journal()).toMatch(/"step-done","scene":"one","step":"it"/);
});

test('after an interactive step the show goes on in a line of its own', async () => {
  const { open } = play([scene('one', step('interactive exit=0', 'printf "no end"'))], '--type', 'none');
  const terminal = open();
  await terminal.sees('end" ↵');
  terminal.press('\r');
  await terminal.sees(/no end\n +✓/);
});
