/** What a program draws, in a window: in place, and all of it afterwards. */
import { stripVTControlCharacters } from 'node:util';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Screen } from '../../../../src/cli/terminal/screen/screen.ts';
import { COLOURS, Program, Window, openScreen } from './window.ts';

beforeEach(() => void vi.stubEnv('TERM', COLOURS.TERM));

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
const lines = (...texts: string[]) => texts.map((text) => `${text}\r\n`).join('');
const shownBy = (screen: Screen) => screen.transcript.slice(0, -1).map(stripVTControlCharacters);
const barred = (...texts: string[]) => texts.map((text) => `  │ ${text}`.trimEnd());

test('a progress bar moves in its line, and its end stays', async () => {
  const window = new Window();
  const screen = openScreen(window);
  screen.write('  $ pull\n');
  const program = new Program(screen);
  await program.prints('pulling\r\n[#..] 10 %', '\r[##.] 60 %');
  expect(await window.seen()).toEqual(['  $ pull', ...barred('pulling', '[##.] 60 %')]);
  // The line above it is not written again.
  expect(window.writes.at(-1)).not.toContain('pulling');
  await program.prints('\r[###] 100 %\r\n');
  program.ends();
  screen.write('  ✓\n');
  expect(await window.seen()).toEqual(['  $ pull', ...barred('pulling', '[###] 100 %'), '  ✓']);
});

test('colours are those of the program, with NO_COLOR there are none', async () => {
  for (const [env, coloured] of [
    [COLOURS, true],
    [{ ...COLOURS, NO_COLOR: '1' }, false],
  ] as const) {
    const window = new Window();
    const screen = openScreen(window, env);
    const program = new Program(screen, env);
    await program.prints('\u001B[1;31mred\u001B[0m\r\n');
    program.ends();
    expect(await window.seen()).toEqual(barred('red'));
    expect(await window.hasStyle('red', 'isFgPalette')).toBe(coloured);
    expect(await window.hasStyle('red', 'isBold')).toBe(coloured);
    expect(screen.transcript.join('').includes('31m')).toBe(coloured);
  }
});

test('more lines than the window has rows scroll by, each once', async () => {
  const window = new Window();
  const screen = openScreen(window);
  const program = new Program(screen);
  const all = numbers(1, 50);
  await program.prints(...all.slice(0, 30).map((text) => lines(text)), lines(...all.slice(30)));
  expect(await window.all()).toEqual(barred(...all));
  program.ends();
  expect(await window.all()).toEqual(barred(...all));
  expect(shownBy(screen)).toEqual(barred(...all));
  // One more line is one line more, however many there are.
  const writes = window.writes.filter((text) => text.includes('line 25'));
  expect(writes).toHaveLength(1);
  expect(stripVTControlCharacters(writes[0]!).trim()).toBe('│ line 25');
});

test('a view that is drawn anew changes in place, below what has scrolled by', async () => {
  const window = new Window();
  const screen = openScreen(window);
  const program = new Program(screen);
  await program.prints(lines(...numbers(1, 20)));
  const frame = (load: string) => `\u001B[H\u001B[J${lines('load', load, 'end')}`;
  await program.prints(frame('*'), frame('***'), frame('**'));
  program.ends();
  const all = await window.all();
  expect(all.slice(-3)).toEqual(barred('load', '**', 'end'));
  expect(all.slice(0, 11)).toEqual(barred(...numbers(1, 11)));
  expect(all.join('\n')).not.toContain('***');
});

test('the other screen is shown while it is open, and its last picture stays', async () => {
  const window = new Window();
  const screen = openScreen(window);
  const program = new Program(screen);
  await program.prints(lines('before'), '\u001B[?1049h\u001B[Hthe editor\r\n~\r\n~');
  expect(await window.seen()).toEqual(barred('the editor', '~', '~'));
  await program.prints('\u001B[?1049l', lines('after'));
  expect(await window.seen()).toEqual(barred('before', 'after'));
  program.ends();
  expect(await window.seen()).toEqual(barred('the editor', '~', '~', 'before', 'after'));
});

test('a line that the window breaks is one line, which another width breaks anew', async () => {
  const window = new Window(25, 12);
  const screen = openScreen(window);
  const program = new Program(screen);
  const long = 'a line      of more than twenty columns, and it goes on';
  await program.prints(`\u001B[32m${long}\u001B[0m\r\n${lines('short')}`);
  program.ends();
  expect(await window.seen()).toHaveLength(4);
  window.become(70, 12);
  await vi.waitFor(async () => expect(await window.seen()).toEqual(barred(long, 'short')));
  expect(await window.hasStyle(long, 'isFgPalette')).toBe(true);
  window.become(30, 12);
  await vi.waitFor(async () => expect(await window.seen()).toHaveLength(4));
  const text = shownBy(screen).map((row) => row.replace('  │ ', ''));
  expect(text.slice(0, 3).join('')).toBe(long);
});

test.each([
  [80, 20],
  [30, 8],
])('a window that becomes %d by %d in the middle has every line once', async (columns, rows) => {
  const window = new Window(40, 12);
  const screen = openScreen(window);
  screen.write('  $ tail\n');
  const program = new Program(screen);
  await program.prints(lines(...numbers(1, 30)));
  window.become(columns, rows);
  await program.prints(lines('line 31'));
  await vi.waitFor(() => expect(program.columns).toBe(columns - 5));
  const seen = await window.seen();
  expect(seen).toEqual(barred(...numbers(32 - seen.length, 31)));
  expect(seen.length).toBeGreaterThanOrEqual(rows - 2);
  await program.prints(lines(...numbers(32, 40)));
  program.ends();
  expect(await window.seen()).toEqual(barred(...numbers(42 - rows, 40)));
  expect(shownBy(screen)).toEqual(['  $ tail', ...barred(...numbers(1, 40))]);
});

test('a hint below it stays while the program goes on, and so does the status', async () => {
  const window = new Window();
  const screen = openScreen(window);
  screen.open('running 0:02');
  const program = new Program(screen);
  await program.prints('$ ');
  screen.ask('  ↵ types ls ', '  ↵ types ls ', 'running 0:03');
  await program.prints(lines('late'));
  const hint = expect.stringMatching(/^ {2}↵ types ls +running 0:03$/) as string;
  expect(await window.seen()).toEqual([...barred('$ late'), hint]);
  screen.answered();
  await program.prints('more');
  expect(await window.seen()).toEqual([
    ...barred('$ late', 'more'),
    expect.stringMatching(/^ +running 0:03$/),
  ]);
});

test('the cursor is hidden while a program draws, and back when it has ended or asks', async () => {
  const window = new Window();
  const screen = openScreen(window);
  const hidden = () => {
    const raw = window.writes.join('');
    return raw.lastIndexOf('\u001B[?25l') > raw.lastIndexOf('\u001B[?25h');
  };
  const program = new Program(screen);
  await program.prints('x');
  expect(hidden()).toBe(true);
  screen.ask(' ↵ ', ' ↵ ', '');
  expect(hidden()).toBe(false);
  screen.answered();
  await program.prints('y');
  expect(hidden()).toBe(true);
  program.ends();
  expect(hidden()).toBe(false);
});

test('what is drawn while a view is open is there when it closes', async () => {
  const window = new Window();
  const screen = openScreen(window);
  const program = new Program(screen);
  await program.prints(lines('one'));
  screen.close();
  const before = window.writes.length;
  await program.prints(lines('two', 'three'));
  expect(window.writes).toHaveLength(before);
  screen.open();
  expect(await window.seen()).toEqual(barred('one', 'two', 'three'));
});

test('the status is not drawn into a hint that fills its row', async () => {
  const window = new Window(40, 12);
  const screen = openScreen(window);
  screen.write('  $ run');
  const hint = ` ↵ ${'x'.repeat(29)} `;
  screen.ask(hint, hint, '0:03/1:00');
  expect(await window.seen()).toEqual([`  $ run${hint}`.trimEnd()]);
  screen.answered();
  expect(await window.seen()).toEqual(['  $ run']);
});
