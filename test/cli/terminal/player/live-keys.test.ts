/** What the speaker can do while the show waits; each in a real terminal. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { NODE_ARGUMENTS, scene, step, talkOf } from '../../pycont.ts';
import { Terminal, WITHIN } from '../../terminal.ts';

function play(scenes: string[], ...args: string[]) {
  const { env, scenes: folder, home } = talkOf(...scenes);
  const open = (more: NodeJS.ProcessEnv = {}) =>
    new Terminal(['--scenes', folder, 'scene', 'next', ...args], { ...env, ...more });
  const log = () =>
    existsSync(join(home, 'world', 'log')) ? readFileSync(join(home, 'world', 'log'), 'utf8') : '';
  const journal = () => readFileSync(join(home, 'talk', 'journal.jsonl'), 'utf8');
  return { home, open, log, journal };
}

const writes = (id: string) =>
  scene(id, step(`name=${id} exit=0`, `echo ${id} >> $WORLD/log`) + step('exit=0', 'echo on'));

test('help and a look back start nothing, and the prompt comes back', async () => {
  const { open, log } = play(
    [scene('one', `\nNarrator: Hello there.\n${step('exit=0', 'echo hi >> $WORLD/log')}`)],
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
  await terminal.sees('edited ·');
  terminal.press('\u0001# \u0003');
  await terminal.sees('$ echo one >> $WORLD/log ↵');
  terminal.press('e');
  await terminal.sees('edited ·');
  terminal.press('; echo more >> $WORLD/log\r');
  await terminal.sees('; echo more >> $WORLD/log ↵');
  expect(log()).toBe('');
  terminal.press('\r');
  await terminal.sees('✓');
  expect(log()).toBe('one\nmore\n');
  expect(journal()).toContain('"edited":"echo one >> $WORLD/log; echo more >> $WORLD/log"');
});

test('what is typed into a line never commands the terminal', async () => {
  const terminal = play([writes('one')], '--type', 'none').open();
  await terminal.sees('/log ↵');
  terminal.press('e');
  await terminal.sees('edited ·');
  terminal.press('; echo \u009B2Jmore\r');
  await terminal.sees('; echo 2Jmore ↵');
  expect(terminal.raw).not.toContain('\u009B');
});

test('a jump brings the world to the start of the scene', async () => {
  const { open, log } = play([writes('one'), writes('two'), writes('three')], '--type', 'none');
  const terminal = open();
  await terminal.sees('/log ↵');
  terminal.press('g');
  await terminal.sees('number or id:');
  terminal.press('nowhere\r');
  await terminal.sees('There is no scene nowhere');
  await terminal.sees('number or id:');
  terminal.press('3\r');
  await terminal.sees('echo three >> $WORLD/log ↵');
  expect(log()).toBe('one\ntwo\n');
});

test('undo asks, and takes the world back to the start of the scene', async () => {
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
  await terminal.sees('echo two >> $WORLD/log ↵');
  expect(log()).toBe('one\n');
});

test("a shell in the stage's environment, whose Ctrl-C is its own", async () => {
  const { open, home } = play([writes('one')], '--type', 'none');
  const terminal = open({ SHELL: '/bin/bash', PS1: 'mine> ' });
  await terminal.sees('/log ↵');
  terminal.press('!');
  await terminal.sees('A shell on the embedded stage');
  terminal.press('sleep 300\r');
  await terminal.sees('sleep 300');
  terminal.press('\u0003');
  terminal.press('test -t 0 && echo "$WORLD" > $PYCONT_HOME/said; exit\r');
  await terminal.sees('Back in the show.');
  await terminal.sees('/log ↵');
  expect(readFileSync(join(home, 'said'), 'utf8')).toBe(`${join(home, 'world')}\n`);
});

test('the command is typed by whatever keys are hit, and runs by Enter alone', async () => {
  const { open, log } = play([writes('one')], '--type', 'keys');
  const terminal = open();
  await terminal.sees('$ ');
  await vi.waitFor(() => {
    terminal.press('x');
    expect(terminal.text).toContain('echo one >> $WORLD/log ↵');
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
  await terminal.sees('edited ·');
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
  await terminal.sees(/0:0\d\/1:00/);
  terminal.press('\r');
  await terminal.sees('echo on ↵');
  await terminal.sees(/server & · 0:\d\d\/1:00/);
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
  await terminal.sees('edited ·');
  // Control and Space: nothing that a command can hold.
  terminal.press('; echo \u0000more\r');
  await terminal.sees('echo more ↵');
  terminal.press('\r');
  await terminal.sees('echo on ↵');
});
