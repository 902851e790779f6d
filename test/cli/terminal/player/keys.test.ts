/** The player in a real terminal: a pty, real keys, real signals. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { decodeKeys } from '../../../../src/cli/terminal/input/key-decoder.ts';
import { NODE_ARGUMENTS, pycont, scene, step, talkOf } from '../../pycont.ts';
import { Terminal, WITHIN } from '../../terminal.ts';

function play(scenes: string[], ...args: string[]) {
  const { env, scenes: folder, home } = talkOf(...scenes);
  const open = () => new Terminal(['--scenes', folder, 'scene', 'next', ...args], env);
  const log = () => (existsSync(join(home, 'log')) ? readFileSync(join(home, 'log'), 'utf8') : '');
  return { home, log, open, terminal: open() };
}

const one = scene('one', `\nNarrator: Hello there.\n${step('exit=0', 'echo 1 >> $PYCONT_HOME/log')}`);
const two = scene('two', step('exit=0', 'echo 2 >> $PYCONT_HOME/log; echo ok'));

test('scene after scene is played by Enter alone', async () => {
  const { terminal, log } = play([one, two]);
  await terminal.sees('Hello there.');
  await terminal.sees('↵');
  terminal.press('\r');
  await terminal.sees('$ echo 1 >> $PYCONT_HOME/log ↵');
  expect(log()).toBe('');
  terminal.press('\r');
  await terminal.sees('✓');
  await terminal.sees('↵ scene 2: The two');
  terminal.press('\r');
  await terminal.sees('echo ok ↵');
  terminal.press('\r');
  await terminal.sees('│ ok');
  await terminal.sees('The talk is over');
  expect(await terminal.ends()).toBe(0);
  expect(log()).toBe('1\n2\n');
});

test('no key but the advance keys starts anything; q leaves, and the talk goes on there', async () => {
  const { terminal, log, open } = play([one], '--no-typing');
  await terminal.sees('Hello there.');
  await terminal.sees('↵');
  for (const key of ['x', 'n', '\u001B[A', '\t', '\u007F', '\u001B[200~rm -rf\r\u001B[201~', '0', 'é'])
    terminal.press(key);
  terminal.press(' ');
  await terminal.sees('/log ↵');
  terminal.press('acdf\u001B[B');
  terminal.press('q');
  await terminal.sees('Left at the start of scene one');
  expect(await terminal.ends()).toBe(0);
  expect(log()).toBe('');
  const again = open();
  await again.sees('↵');
  again.press('\u001B[C');
  await again.sees('/log ↵');
  again.press('\u001B[C');
  await again.sees('The talk is over');
  expect(log()).toBe('1\n');
});

test('a failing step offers to try again, to skip it and to leave', async () => {
  const { terminal, home } = play(
    [scene('one', step('name=it exit=0', 'echo . >> $PYCONT_HOME/tries; exit 3'))],
    '--no-typing',
  );
  await terminal.sees('exit 3 ↵');
  terminal.press('\r');
  await terminal.sees(/got +exit code 3/);
  await terminal.sees('r retry  e edit  s skip  ? more  q quit');
  terminal.press('\rr');
  await terminal.sees(/got +exit code 3/);
  await terminal.sees('r retry');
  expect(readFileSync(join(home, 'tries'), 'utf8')).toBe('.\n.\n');
  terminal.press('s');
  await terminal.sees('skipped');
  expect(await terminal.ends()).toBe(0);
});

test('Ctrl-C in a step is for the step; at the prompt it leaves', async () => {
  const { terminal } = play([scene('one', step('name=it exit=0', 'echo started; sleep 300'))], '--no-typing');
  await terminal.sees('sleep 300 ↵');
  terminal.press('\r');
  await terminal.sees('│ started');
  terminal.press('\u0003');
  await terminal.sees(/got +exit code 130/);
  await terminal.sees('r retry');
  terminal.press('r');
  await terminal.sees('│ started');
  terminal.press('\u0003');
  await terminal.sees('r retry');
  terminal.press('\u0003');
  await terminal.ends();
});

test('keys pressed while a step runs do not start the next one', async () => {
  const wait = 'touch $PYCONT_HOME/there; until test -e $PYCONT_HOME/go; do sleep 0.02; done';
  const { terminal, home, log } = play(
    [scene('one', step('exit=0', wait) + step('exit=0', 'echo 1 >> $PYCONT_HOME/log'))],
    '--no-typing',
  );
  await terminal.sees('done ↵');
  terminal.press('\r');
  await vi.waitFor(() => expect(existsSync(join(home, 'there'))).toBe(true), WITHIN);
  terminal.press('\r\r\r\r');
  writeFileSync(join(home, 'go'), '');
  await terminal.sees('/log ↵');
  expect(log()).toBe('');
  terminal.press('\r');
  await terminal.sees('The talk is over');
  expect(log()).toBe('1\n');
});

test('an interactive step has the real terminal, and gives it back', async () => {
  const ask = 'read -p "name? " name && echo "$name" > $PYCONT_HOME/name && test -t 1';
  const { terminal, home } = play(
    [scene('one', step('interactive exit=0', ask) + '\nNarrator: And on.\n')],
    '--no-typing',
  );
  await terminal.sees('test -t 1 ↵');
  terminal.press('\r');
  await terminal.sees('name? ');
  terminal.press('Joe\r');
  await terminal.sees('And on.');
  await terminal.sees('↵');
  terminal.press('\r');
  await terminal.sees('The talk is over');
  expect(readFileSync(join(home, 'name'), 'utf8')).toBe('Joe\n');
});

test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT', 'q'])(
  'the terminal is given back as it was after %s',
  async (how) => {
    const { env, scenes, root } = talkOf(one);
    const words = [process.execPath, ...NODE_ARGUMENTS, '--scenes', scenes, 'scene', 'next'].map(
      (word) => `'${word}'`,
    );
    // The shell that started the player compares the terminal's modes; the player tells it its number.
    const script = `before=$(stty -g); bash -c 'echo $$ > ${root}/pid; exec "$@"' - ${words.join(' ')}
    [ "$before" = "$(stty -g)" ] && echo all as it was`;
    const terminal = new Terminal(['-c', script], env, 'bash');
    await terminal.sees('↵');
    if (how === 'q') terminal.press('q');
    else process.kill(Number(readFileSync(join(root, 'pid'), 'utf8')), how);
    await terminal.sees('all as it was');
  },
);

test('keys are told apart', () => {
  expect(decodeKeys('\r \u001B[Cq\u0003')).toEqual(['enter', 'space', 'right', 'q', 'ctrl-c']);
  expect(decodeKeys('\u001B[5~\u001B[6~.\u0014\t\u001BOP\u001B[15~\u007F')).toEqual([
    'pageup',
    'pagedown',
    '.',
    'ctrl-t',
    'tab',
    'f1',
    'f5',
    'backspace',
  ]);
  expect(decodeKeys('\u001B[1;5Cé\u0000')).toEqual(['other', 'other', 'other']);
});

test('what a terminal answers to a program that is gone, and a click, are no keys', () => {
  const answers = {
    colour: '\u001B]11;rgb:ffff/ffff/ffff\u0007',
    'colour, ended otherwise': '\u001B]11;rgb:ffff/ffff/ffff\u001B\\',
    name: '\u001BP>|XTerm(390)\u001B\\',
    version: '\u001B[>41;354;0c',
    mode: '\u001B[?2026;2$y',
    click: '\u001B[M   ',
    'click, told in figures': '\u001B[<0;10;10M',
  };
  for (const [what, answer] of Object.entries(answers))
    expect(decodeKeys(`s${answer}q`), what).toEqual(['s', 'q']);
  expect(decodeKeys('\u001B[[B\u001B[25~')).toEqual(['other', 'other']);
});

test('a step that fails on stage can be replayed from the rehearsal, marked as recorded', async () => {
  const command = 'test -e $PYCONT_HOME/broken && exit 3; echo all is well';
  const { env, scenes, home } = talkOf(
    scene('one', step('name=it exit=0', command) + '\nNarrator: And on.\n'),
  );
  expect((await pycont(['--scenes', scenes, 'rehearse'], env)).code).toBe(0);
  writeFileSync(join(home, 'broken'), '');
  const terminal = new Terminal(['--scenes', scenes, 'scene', 'next', '--no-typing'], env);
  await terminal.sees('well ↵');
  terminal.press('\r');
  await terminal.sees('p recording');
  terminal.press('p');
  await terminal.sees('● recorded');
  await terminal.sees('│ all is well');
  await terminal.sees('● recorded');
  await terminal.sees('And on.');
  await terminal.sees('↵');
  terminal.press('\r');
  await terminal.sees('The talk is over');
  const journal = readFileSync(join(home, 'talk', 'journal.jsonl'), 'utf8');
  expect(journal).toMatch(/"step-failed"[^]*"step-replayed","scene":"one","step":"it"/);
});
