/** Steps in a terminal of their own, in a real terminal with a speaker. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { pycont, scene, step, talkOf } from '../../pycont.ts';
import { WatchedPlayer } from '../../random-keys/watched-player.ts';
import { WITHIN } from '../../terminal.ts';

const next = step('name=next exit=0', 'echo the next');

function play(body: string) {
  const { scenes, home, env } = talkOf(scene('one', body + next));
  const player = new WatchedPlayer(scenes, home, { ...env, TERM: 'xterm-256color' });
  const journal = () => readFileSync(join(home, 'talk', 'journal.jsonl'), 'utf8');
  /** As soon as the command is typed, whose end is `end`. */
  const run = async (end: string) => {
    await player.sees(`${end} ↵`);
    player.press('\r');
  };
  return { player, journal, run, scenes, home, env };
}

/** Rows without the status at their right. */
const rowsOf = (player: WatchedPlayer) => player.rows.map((row) => row.replace(/ {3,}\S.*$/, ''));

const ASKS = 'read -p "name? " a; echo hi $a; read -p "more? " b; echo end $b';
const SCRIPT = `${ASKS}\nwait for="name?"\nsend="Joe"\nwait for="more?"\nsend="no"`;

test('a progress bar is drawn in its line, and more lines than the window has scroll by', async () => {
  const bar = 'for n in 1 2 3; do printf "\\r\\e[32m$n of 3\\e[0m"; sleep 0.1; done; echo; seq 100 160';
  const { player, run } = play(step('name=it tty contains="3 of 3"', bar));
  await run('160');
  await player.sees('echo the next');
  const rows = rowsOf(player);
  const at = rows.indexOf('  │ 160');
  expect(rows.slice(at - 20, at)).toEqual(Array.from({ length: 20 }, (_, row) => `  │ ${140 + row}`));
  expect(rows[at + 1]).toMatch(/^ {2}✓ /);
  await player.sees(/next ↵/);
  player.press('b');
  await player.sees('Shown so far');
  // Of keys that arrive together only the first counts.
  await vi.waitFor(() => {
    player.press('\u001B[5~');
    expect(rowsOf(player)).toContain('  │ 3 of 3');
  }, WITHIN);
  expect(rowsOf(player)).not.toContain('  │ 2 of 3');
  player.press('q');
});

test('a step knows the size of its window, and all is there after a resize', async () => {
  const sizes = `trap 'echo "now $(stty size)"' WINCH; echo "first $(stty size)"; until [ -e "$PYCONT_HOME/go" ]; do sleep 0.05; done`;
  const { player, run, home } = play(step('name=it tty contains="now"', sizes));
  await run('done');
  await player.sees('  │ first 27 95');
  await player.apply({ kind: 'resize', columns: 60, rows: 20 });
  await player.sees('  │ now 17 55');
  writeFileSync(join(home, 'go'), '');
  await player.sees('echo the next ↵');
  const rows = rowsOf(player);
  expect(rows.filter((row) => row.includes('first'))).toEqual([
    expect.stringContaining('echo "first'),
    '  │ first 27 95',
  ]);
  expect(rows.filter((row) => row.startsWith('  │ now'))).toEqual(['  │ now 17 55']);
});

test('Ctrl-C of the speaker is for the command in its terminal', async () => {
  const { player, run, journal } = play(step('name=it tty exit=130', 'echo up; sleep 300'));
  await run('300');
  await player.sees('  │ up');
  player.press('\u0003');
  await player.sees('echo the next ↵');
  expect(journal()).toMatch(/"step-done","scene":"one","step":"it"/);
});

test('what the script types is told before, and typed for a key', async () => {
  const { player, journal } = play(step('name=it interactive contains="hi Joe"', SCRIPT));
  await player.sees('↵ the script types · t you type');
  player.press('\r');
  await player.sees('↵ types "Joe" · t you type');
  await player.sees('  │ name?');
  player.press('b');
  await player.sees('Shown so far');
  player.press('q');
  await player.sees('↵ types "Joe"');
  player.press(' ');
  await player.sees('  │ name? Joe');
  await player.sees('↵ types "no"');
  player.press('\u001B[6~');
  await player.sees('echo the next ↵');
  expect(rowsOf(player)).toEqual(
    expect.arrayContaining(['  │ name? Joe', '  │ hi Joe', '  │ more? no', '  │ end no']),
  );
  expect(journal()).toMatch(/"step-done","scene":"one","step":"it"/);
});

test('the speaker takes over from the script, until the command has ended', async () => {
  const { player } = play(step('name=it interactive contains="hi Joe"', SCRIPT));
  await player.sees('the script types');
  player.press('\r');
  await player.sees('↵ types "Joe"');
  player.press('\r');
  await player.sees('↵ types "no"');
  player.press('t');
  await vi.waitFor(() => expect(player.rows.join()).not.toContain('t you type'), WITHIN);
  player.press('\u001B[200~q b\u001B[201~');
  await player.sees('  │ more? q b');
  player.press('\r');
  await player.sees('  │ end q b');
  await player.sees('echo the next ↵');
  player.press('q');
  await player.sees('Left in scene one');
});

test('the speaker types instead of the script, in the whole terminal, and what was there stays', async () => {
  const { player } = play(step('name=it interactive contains="hi Ann"', SCRIPT));
  await player.sees('t you type');
  player.press('t');
  await player.sees(/^name\?/);
  player.press('Ann\r');
  await player.sees(/^more\?/);
  player.press('yes\r');
  await player.sees('echo the next ↵');
  await player.apply({ kind: 'resize', columns: 70, rows: 25 });
  await player.quiet();
  expect(rowsOf(player)).toEqual(expect.arrayContaining(['name? Ann', 'hi Ann', 'more? yes', 'end yes']));
});

test('a recording draws what the rehearsal drew', async () => {
  const command = 'test -e $PYCONT_HOME/broken && exit 3; printf "10 %%\\r\\e[32m100 %%\\e[0m\\nall\\n"';
  const { scenes, home, env } = talkOf(scene('one', step('name=it tty contains="all"', command) + next));
  expect((await pycont(['--scenes', scenes, 'rehearse'], env)).code).toBe(0);
  writeFileSync(join(home, 'broken'), '');
  const player = new WatchedPlayer(scenes, home, { ...env, TERM: 'xterm-256color' });
  await player.sees(/all\\n" ↵/);
  player.press('\r');
  await player.sees('p recording');
  player.press('p');
  await player.sees('echo the next ↵');
  expect(rowsOf(player)).toEqual(expect.arrayContaining(['  │ 100 %', '  │ all']));
});

test('in a pipe, and without colours, there are only lines that stay', async () => {
  const command = 'printf "10 %%\\r\\e[32m100 %%\\e[0m\\nall\\n"';
  const { scenes, env } = talkOf(scene('one', step('name=it tty contains="all"', command)));
  const { stdout, code } = await pycont(['--scenes', scenes, 'scene', 'next', '--yes'], env);
  expect(code).toBe(0);
  expect(stdout).toContain('  │ 100 %\n  │ all\n');
  expect(stdout).not.toContain('10 %\r');
  expect(stdout).not.toContain('\u001B[');
});

test('a step that draws leaves the terminal as it was: to the shell for a while, and for good', async () => {
  const { player, run } = play(step('name=it tty contains="x"', 'echo up; sleep 300'));
  await run('300');
  await player.sees('  │ up');
  player.press('\u001A');
  await vi.waitFor(() => expect(player.shown).toContain('STOPPED modes=same'), WITHIN);
  await player.quiet();
  expect(rowsOf(player)).toContain('  │ up');
  player.signal('SIGTERM');
  await player.ends();
  await player.leavesNothing();
});
