/** What a program draws, where nothing can be drawn in place. */
import { expect, test, vi } from 'vitest';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';
import { lineOfWindow, linesOf } from '../../../../src/cli/terminal/output/terminal-rows.ts';
import { Emulator } from '../../../../src/show/player/terminal/emulator.ts';
import { COLOURS, Program, Window, openScreen } from './window.ts';

function pipe() {
  const written: string[] = [];
  return { written, write: (text: string) => written.push(text) };
}

test('a pipe gets what stays, and the last picture', async () => {
  const out = pipe();
  const program = new Program(out, {});
  await program.prints('\u001B[31mstart\u001B[0m\r\n10 %', '\r60 %', '\r100 %\r\n');
  expect(out.written).toEqual([]);
  await program.prints(`${'x'.repeat(100)}\r\n`, 'y\r\n'.repeat(22));
  // Of the line that is too long, only one row has scrolled off.
  expect(out.written).toEqual(['  │ start\n', '  │ 100 %\n']);
  program.ends();
  const rest = [`  │ ${'x'.repeat(100)}`, ...Array.from({ length: 22 }, () => '  │ y')];
  expect(out.written.slice(2).join('')).toBe(`${rest.join('\n')}\n`);
});

test('a pipe gets colours where they are asked for', async () => {
  const out = pipe();
  const program = new Program(out, { FORCE_COLOR: '1', ...COLOURS });
  await program.prints('\u001B[31mred\u001B[0m\r\n');
  program.ends();
  expect(out.written.join('')).toContain('\u001B[31mred\u001B[0m\n');
});

test('a terminal that moves no cursor gets no control sequences', async () => {
  vi.stubEnv('TERM', 'dumb');
  const window = new Window();
  const screen = openScreen(window, { TERM: 'dumb' });
  const program = new Program(screen, { TERM: 'dumb' });
  await program.prints('\u001B[31mred\u001B[0m\r\n10 %', '\r100 %\r\n');
  program.ends();
  expect(window.writes.join('')).toBe('  │ red\n  │ 100 %\n');
});

test('what a program has left in the whole window is there after a resize, as it was', async () => {
  vi.stubEnv('TERM', COLOURS.TERM);
  const window = new Window(30, 10);
  const screen = openScreen(window);
  screen.write('  $ top\n');
  const emulator = new Emulator({ columns: 30, rows: 10 });
  const text = 'a line that is longer than thirty columns';
  await emulator.write(`\u001B[31mleft\u001B[0m\r\n${text}\r\n`);
  window.write(`left\n${text}\n`);
  for (const line of linesOf(emulator.picture({ over: true }).settled))
    screen.adopt(lineOfWindow(line, themeFor(window, COLOURS), screen));
  screen.write('  ✓\n');
  window.become(50, 10);
  await vi.waitFor(async () => expect(await window.hasStyle('left', 'isFgPalette')).toBe(true));
  expect(await window.seen()).toEqual(['  $ top', 'left', text, '  ✓']);
});
