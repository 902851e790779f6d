import { describe, expect, test } from 'vitest';
import { Emulator } from '../../../../src/show/player/terminal/emulator.ts';
import type { Picture } from '../../../../src/show/player/terminal/emulator.ts';

async function shown(...writes: string[]): Promise<Emulator> {
  const emulator = new Emulator({ columns: 20, rows: 4 });
  for (const text of writes) await emulator.write(text);
  return emulator;
}

const plain = ({ settled, live }: Picture) => ({
  settled: settled.map((row) => row.plain),
  live: live.map((row) => row.plain),
});

describe('what stands on the screen', () => {
  test('lines, down to the last that is not empty', async () => {
    const emulator = await shown('one\r\n\r\ntwo\r\n');
    expect(plain(emulator.picture())).toEqual({ settled: [], live: ['one', '', 'two'] });
  });

  test('a progress bar is its last state', async () => {
    const emulator = await shown('  1 %\r', ' 50 %\r', '100 %');
    expect(plain(emulator.picture())).toEqual({ settled: [], live: ['100 %'] });
    expect(emulator.text()).toBe('100 %');
  });

  test('rows that scroll off are settled, once', async () => {
    const emulator = await shown('1\r\n2\r\n3\r\n4\r\n5\r\n');
    expect(plain(emulator.picture())).toEqual({ settled: ['1', '2'], live: ['3', '4', '5'] });
    await emulator.write('6');
    expect(plain(emulator.picture())).toEqual({ settled: [], live: ['3', '4', '5', '6'] });
    expect(plain(emulator.picture({ over: true }))).toEqual({ settled: ['3', '4', '5', '6'], live: [] });
  });

  test('more rows at once than are kept', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => String(index));
    const emulator = await shown(lines.join('\r\n'));
    expect(emulator.picture().settled).toHaveLength(lines.length - 4);
    expect(emulator.text()).toBe(lines.join('\n'));
  });

  test('colours, which end with their row', async () => {
    const emulator = await shown(
      '\u001B[31mred\r\nstill\u001B[0m not \u001B[1;38;5;99mbold\u001B[0m \u001B[44m  \u001B[0m',
    );
    expect(emulator.picture().live.map(({ styled }) => styled)).toEqual([
      '\u001B[31mred\u001B[0m',
      '\u001B[31mstill\u001B[0m not \u001B[1;38;5;99mbold\u001B[0m \u001B[44m  \u001B[0m',
    ]);
  });

  test('what is longer than a row is one line of the text', async () => {
    const emulator = await shown('0123456789 0123456789 end\r\nnext');
    const { live } = emulator.picture();
    expect(live.map(({ wrapped }) => wrapped)).toEqual([false, true, false]);
    expect(emulator.text()).toBe('0123456789 0123456789 end\nnext');
  });

  test('wide letters take two columns', async () => {
    const emulator = await shown('日本\u001B[32m語\u001B[0m');
    expect(emulator.picture().live[0]).toMatchObject({
      plain: '日本語',
      styled: '日本\u001B[32m語\u001B[0m',
    });
  });
});

describe('the other screen', () => {
  test('what it showed last remains, and is part of the text', async () => {
    const emulator = await shown(
      'before\r\n',
      '\u001B[?1049h\u001B[Hin top',
      '\u001B[2J\u001B[Hlast picture',
    );
    expect(emulator.picture().otherScreen).toBe(true);
    await emulator.write('\u001B[?1049lafter');
    expect(emulator.picture().otherScreen).toBe(false);
    expect(emulator.text()).toContain('last picture');
    expect(emulator.text()).toContain('before\nafter');
    expect(plain(emulator.picture({ over: true })).settled).toEqual(['last picture', 'before', 'after']);
  });

  test('and where the program dies in it', async () => {
    const emulator = await shown('\u001B[?1049h\u001B[Hdied here');
    expect(emulator.text()).toBe('died here');
    expect(plain(emulator.picture({ over: true })).settled).toEqual(['died here']);
  });
});

test('a program that asks where the cursor is gets an answer', async () => {
  const replies: string[] = [];
  const emulator = new Emulator({ columns: 20, rows: 4 }, (data) => replies.push(data));
  await emulator.write('abc\u001B[6n');
  expect(replies).toEqual(['\u001B[1;4R']);
});

test('the cursor is drawn where somebody types, unless the program hides it', async () => {
  const emulator = new Emulator({ columns: 10, rows: 4 });
  const last = () => emulator.picture({ cursor: true }).live.at(-1)?.styled;
  await emulator.write('$ ls');
  expect(last()).toBe('$ ls\u001B[7m \u001B[0m');
  await emulator.write('\u001B[D');
  expect(last()).toBe('$ l\u001B[7ms\u001B[0m');
  expect(emulator.picture().live.at(-1)?.styled).toBe('$ ls');
  await emulator.write('\u001B[?25l');
  expect(last()).toBe('$ ls');
  await emulator.write('\u001B[?25h\r\n');
  expect(last()).toBe('\u001B[7m \u001B[0m');
  await emulator.write('0123456789');
  expect(last()).toBe('012345678\u001B[7m9\u001B[0m');
});

test('a screen of another height has each row once', async () => {
  const emulator = new Emulator({ columns: 10, rows: 4 });
  const rows: string[] = [];
  const look = (over = false) => {
    const { settled, live } = emulator.picture({ over });
    rows.push(...settled.map((row) => row.plain));
    return [...rows, ...live.map((row) => row.plain)];
  };
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
  await emulator.write(numbers(8).join('\r\n'));
  expect(look()).toEqual(numbers(8));
  emulator.resize({ columns: 10, rows: 7 });
  expect(look()).toEqual(numbers(8));
  emulator.resize({ columns: 10, rows: 2 });
  expect(look()).toEqual(numbers(8));
  await emulator.write('\r\n9');
  expect(look(true)).toEqual(numbers(9));
});
