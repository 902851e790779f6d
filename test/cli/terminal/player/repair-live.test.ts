/** Repairs on stage, in a real terminal: a failed command edited, a diff read, the screen blank meanwhile. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { pycont, scene, step, talkOf } from '../../pycont.ts';
import { WatchedPlayer } from '../../random-keys/watched-player.ts';
import { WITHIN } from '../../terminal.ts';

const UP = '\u001B[A';
const PAGE_UP = '\u001B[5~';
const PAGE_DOWN = '\u001B[6~';

function open(...scenes: string[]) {
  const talk = talkOf(...scenes);
  const { home, env } = talk;
  const begin = () => new WatchedPlayer(talk.scenes, home, env);
  const shows = (player: WatchedPlayer, expected: RegExp) =>
    vi.waitFor(() => expect(player.rows.join('\n')).toMatch(expected), WITHIN);
  const journal = () => readFileSync(join(home, 'talk', 'journal.jsonl'), 'utf8');
  return { ...talk, begin, shows, journal };
}

test('a command that has failed is edited and run, as often as it takes', async () => {
  const { begin, shows, journal } = open(scene('one', step('name=it exit=0', 'echo tried; exit 3')));
  const player = begin();
  await player.sees('exit 3 ↵');
  player.press('\r');
  await player.sees('r retry  e edit  s skip');
  player.press('e');
  await player.sees('editing · Enter runs it');
  player.press('\u0003');
  await player.sees('r retry  e edit  s skip');
  player.press('e');
  await player.sees('editing · Enter runs it');
  player.press('\u007F4\r');
  await shows(player, /\$ echo tried; exit 4\n {2}│ tried\n {2}✗ it\n[^]*exit code 4\n/);
  await player.sees('r retry');
  player.press('e');
  await player.sees('editing · Enter runs it');
  player.press('\u007F0\r');
  await shows(player, /\$ echo tried; exit 0\n {2}│ tried\n {2}✓ /);
  expect(journal()).toMatch(/"edited":"echo tried; exit 4"[^]*step-failed[^]*"edited":"echo tried; exit 0"/);
});

test('a command of several lines is edited in a window of its own, before it runs and after it failed', async () => {
  const { begin, shows, journal } = open(
    scene('one', `\nNarrator: Hello.\n${step('name=it exit=0', 'echo a\nexit 3')}`),
  );
  const player = begin();
  await player.sees(/^ {2}↵/);
  player.press('\r');
  await player.sees('> exit 3 ↵');
  player.press('e');
  await shows(
    player,
    /^ {2}Edit the command\n {2}\$ echo a\n {2}> exit 3\n {2}Enter new line · Ctrl-D or Esc Enter keeps/,
  );
  await player.apply({ kind: 'resize', columns: 60, rows: 16 });
  player.press(`${UP}\r`);
  player.press('\u001B[200~echo b\recho c\u001B[201~');
  await shows(player, /\$ echo a\n {2}> echo b\n {2}> echo c\n {2}> exit 3/);
  player.press('\u001B');
  player.press('\r');
  await shows(player, /\$ echo a\n {2}> exit 3\n {2}\$ echo a\n {2}> echo b\n {2}> echo c\n {2}> exit 3 ↵$/);
  player.press('\r');
  await player.sees('r retry  e edit');
  player.press('e');
  await player.sees('Esc Enter runs it');
  player.press('\u007F0\u0004');
  await shows(player, /> exit 0\n {2}│ a\n {2}│ b\n {2}│ c\n {2}✓ /);
  expect(journal()).toContain('"edited":"echo a\\necho b\\necho c\\nexit 0"');
});

test('d shows the whole of a diff; Page Up looks back, and Page Down comes back and goes on', async () => {
  const { begin, shows, scenes } = open(
    scene('one', `\n\`\`\`diff fix=fix.patch\n+line 7\n\`\`\`\n\nNarrator: Done.\n${step('exit=0', 'true')}`),
  );
  const lines = Array.from({ length: 40 }, (_, index) => `+line ${index + 1}`);
  const patch = [
    'diff --git a/app/new.ts b/app/new.ts',
    'new file mode 100644',
    '--- /dev/null',
    '+++ b/app/new.ts',
    '@@ -0,0 +1,40 @@',
  ];
  writeFileSync(join(scenes, '01-scene', 'fix.patch'), [...patch, ...lines, ''].join('\n'));
  const player = begin();
  await player.sees('fix.patch ↵');
  player.press(PAGE_DOWN);
  await shows(
    player,
    /│ app\/new.ts \(new file\)\n {2}│ \+line 7\n {2}│ … 39 lines more, d shows them\n {2}✓ /,
  );
  await player.sees('Done.');
  await player.apply({ kind: 'resize', columns: 60, rows: 16 });
  await player.sees('… 39 lines more');
  player.press('d');
  await shows(
    player,
    /^ {2}The last diff\n {2}app\/new.ts \(new file\)\n {2}@@ -0,0 \+1,40 @@\n {2}\+line 1\n/,
  );
  player.press(PAGE_DOWN);
  await player.sees('+line 20');
  player.press('q');
  await player.sees(/^ {2}↵/);
  player.press(PAGE_UP);
  await shows(player, /Shown so far[^]*… 39 lines more/);
  player.press(PAGE_DOWN);
  await player.sees(/^ {2}↵/);
  await player.apply({ kind: 'resize', columns: 90, rows: 60 });
  await shows(player, /\+line 1\n[^]*\+line 40\n {2}✓/);
  player.press(PAGE_DOWN);
  await player.sees('$ true ↵');
});

test('a blank screen is black until a key, and shows then what was written meanwhile', async () => {
  const wait = 'echo begun; until test -e $PYCONT_HOME/go; do sleep 0.02; done; echo over';
  const { begin, shows, home } = open(scene('one', step('name=it exit=0', wait) + step('exit=0', 'true')));
  const player = begin();
  await player.sees('echo over ↵');
  player.press('.');
  await vi.waitFor(() => expect(player.rows).toEqual([]), WITHIN);
  expect(player.background(0, 0)).toBe(16);
  expect(player.background(29, 98)).toBe(16);
  await player.apply({ kind: 'resize', columns: 60, rows: 16 });
  player.press('\r');
  await player.sees('echo over ↵');
  player.press('\r');
  await player.sees('│ begun');
  player.press('.');
  await vi.waitFor(() => expect(player.rows).toEqual([]), WITHIN);
  writeFileSync(join(home, 'go'), '');
  await vi.waitFor(
    () => expect(readFileSync(join(home, 'talk', 'journal.jsonl'), 'utf8')).toContain('step-done'),
    WITHIN,
  );
  await player.quiet();
  expect(player.rows).toEqual([]);
  player.press(PAGE_DOWN);
  await shows(player, /│ begun\n {2}│ over\n {2}✓ [^]*\n {2}\$ true ↵$/);
  player.press('b');
  await shows(player, /│ over/);
});

test('mistakes in the keys are told before the show begins, and its keys are those of the show', async () => {
  const { begin, home, env, scenes } = open(scene('one', `\nNarrator: Hello.\n${step('exit=0', 'true')}`));
  const file = join(home, 'keys.yaml');
  const wrong = begin();
  await wrong.sees(/^ {2}↵/);
  wrong.press('q');
  await wrong.ends();
  writeFileSync(file, 'next: [n, sapce]\nskipp: x\n');
  const told = begin();
  await told.ends();
  expect(told.shown).toContain(`pycont: ${file}:1:11: sapce is not a valid key`);
  expect(told.shown).toContain(`${file}:2:1: skipp is not a name that keys are bound to. Did you mean skip?`);
  expect(told.shown).toContain('ENDED code=2 modes=same');
  expect(told.shown).not.toContain('Hello.');
  const doctor = await pycont(['--scenes', scenes, '--stage', 'embedded', 'doctor', '--json'], env);
  expect(doctor.stdout).toContain(`${file}:1:11`);
  writeFileSync(file, 'next: n\nhelp: [f1]\n');
  const player = begin();
  await player.sees(/^ {2}n$/);
  player.press('\r');
  player.press('\u001BOP');
  await player.sees(/^ {2}n +continue; run the command/);
  player.press('q');
  await player.sees(/^ {2}n$/);
  player.press('n');
  await player.sees('$ true n');
});
