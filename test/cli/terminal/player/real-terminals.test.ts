/** What a terminal does to a show, and a show to its terminal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { NODE_ARGUMENTS, scene, step, talkOf } from '../../pycont.ts';
import { Terminal, WITHIN } from '../../terminal.ts';
import { play, writes } from './play.ts';

test('what a program has made of the terminal is undone when it is gone', async () => {
  const mess = String.raw`printf '\e[?1049h\e[?25l\e[31m\e[?1000h'; kill -9 $$`;
  const { open } = play(
    [scene('one', step('interactive exit=137', mess) + '\nNarrator: And on.\n')],
    '--type',
    'none',
  );
  const terminal = open();
  await terminal.sees('$$ ↵');
  terminal.press('\r');
  await terminal.sees('And on.');
  for (const undone of ['[?1049l', '[?25h', '[0m', '[?1000l'])
    expect(terminal.raw.lastIndexOf(undone)).toBeGreaterThan(terminal.raw.lastIndexOf('[?1000h'));
});

test('a window of another size has its lines broken anew, the command and its edit among them', async () => {
  const words = 'these are words that the window breaks into lines of its own';
  const { open } = play(
    [scene('one', `\nNarrator: ${words}\n${step('exit=0', 'echo on')}`)],
    '--type',
    'none',
  );
  const terminal = open();
  await terminal.sees('lines of its own');
  await terminal.sees('↵');
  terminal.press('\r');
  await terminal.sees('echo on ↵');
  terminal.pty.resize(40, 12);
  await terminal.sees(/these are words that the window\n +breaks into lines of its own\n/);
  await terminal.sees('echo on ↵');
  terminal.press('e');
  await terminal.sees('editing ·');
  terminal.pty.resize(100, 30);
  await terminal.sees(words);
  await terminal.sees('$ echo on');
  terminal.press(' more\r');
  await terminal.sees('$ echo on more ↵');
});

test('Ctrl-Z gives the terminal to the shell that began the show, and fg goes on', async () => {
  const { env, scenes } = talkOf(writes('one'));
  const words = [process.execPath, ...NODE_ARGUMENTS, '--scenes', scenes, 'scene', 'next', '--no-typing'];
  const script = `set -m; before=$(stty -g); "$@"; echo stopped $?
    [ "$before" = "$(stty -g)" ] && echo all as it was; fg >/dev/null; echo ended $?`;
  const terminal = new Terminal(['-c', script, '-', ...words], env, 'sh');
  await terminal.sees('/log ↵');
  terminal.press('\u001A');
  await terminal.sees('stopped 148');
  await terminal.sees('all as it was');
  await terminal.sees('/log ↵');
  terminal.press('\r');
  await terminal.sees('echo on ↵');
  terminal.press('q');
  await terminal.sees('ended 0');
});

test('the status tells the clock of the scene and what runs in the background', async () => {
  const body =
    step('name=server background check="true"', 'sleep 300') +
    step('exit=0', 'echo on') +
    '\n```stop name=server\n```\n';
  const { open } = play([scene('one', body)], '--type', 'none');
  const terminal = open();
  await terminal.sees('sleep 300 & ↵');
  await vi.waitFor(() => expect(terminal.all).toMatch(/\d:\d\d\/1:00/), WITHIN);
  terminal.press('\r');
  await terminal.sees('echo on ↵');
  await vi.waitFor(() => expect(terminal.all).toMatch(/server & · \d:\d\d\/1:00/), WITHIN);
});

test('a killed player takes what ran in its terminal with it', async () => {
  const { open, home } = play(
    [scene('one', step('name=it interactive exit=0', 'echo $$ > $PYCONT_HOME/pid; exec sleep 300'))],
    '--type',
    'none',
  );
  const terminal = open();
  await terminal.sees('sleep 300 ↵');
  terminal.press('\r');
  const pid = await vi.waitFor(() => {
    const found = Number(readFileSync(join(home, 'pid'), 'utf8'));
    expect(found).toBeGreaterThan(1);
    return found;
  }, WITHIN);
  terminal.pty.kill('SIGKILL');
  await terminal.ends();
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), WITHIN);
});

test('a terminal that moves no cursor is sent words alone', async () => {
  const { open, log } = play([writes('one')], '--type', 'none');
  const terminal = open({ TERM: 'dumb' });
  await terminal.sees('/log ↵');
  terminal.press('?');
  await terminal.sees('edit the command before it runs');
  terminal.press('q');
  await terminal.sees('↵');
  terminal.press('g');
  await terminal.sees('The one');
  terminal.press('\u0003');
  await terminal.sees('↵');
  terminal.press('\r');
  await terminal.sees('✓');
  expect(log()).toBe('one\n');
  // readline sends its own at the list's prompt; there is no other.
  expect(terminal.raw.replace(/\[\d*[GJ]/g, '')).not.toMatch(/\[[?0-9;]*[A-Za-z]/);
});

test('a terminal that does not know its size is taken for one of 80 by 24', async () => {
  const { env, scenes } = talkOf(writes('one'));
  const words = [process.execPath, ...NODE_ARGUMENTS, '--scenes', scenes, 'scene', 'next', '--no-typing'];
  const terminal = new Terminal(['-c', 'stty rows 0 cols 0; exec "$@"', '-', ...words], env, 'sh');
  await terminal.sees('/log ↵');
  terminal.press('?');
  await terminal.sees('Keys');
  await terminal.sees('Enter closes');
  terminal.press('q');
  await terminal.sees('↵');
  terminal.press('g');
  await terminal.sees('number or id');
  terminal.press('\u0003');
  await terminal.sees('↵');
  terminal.press('e');
  await terminal.sees('editing ·');
  // Control and Space: nothing that a command can hold.
  terminal.press('; echo \u0000more\r');
  await terminal.sees('echo more ↵');
  terminal.press('\r');
  await terminal.sees('echo on ↵');
});
