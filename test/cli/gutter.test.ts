import { expect, test } from 'vitest';
import { themeFor } from '../../src/cli/terminal/output/output.ts';
import { Gutter } from '../../src/cli/terminal/output/gutter.ts';

function written(columns: number, chunks: string[]): string[] {
  let text = '';
  const out = { write: (part: string) => (text += part), isTTY: true, columns };
  const gutter = new Gutter(out, themeFor(out, { NO_COLOR: '1' }));
  chunks.forEach((chunk) => gutter.write(chunk));
  gutter.close();
  return text.split('\n').slice(0, -1);
}

test('lines stand behind a bar, however the chunks are cut', () => {
  const lines = ['  │ one', '  │ two', '  │ '];
  expect(written(80, ['one\ntwo\n\n'])).toEqual(lines);
  expect(written(80, [...'one\r\ntwo\r\n\r\n'])).toEqual(lines);
});

test('a long line goes on below, behind a space where one is near, and loses nothing', () => {
  const text = 'deployment "redis" successfully rolled out at last';
  const rows = written(30, [text]);
  expect(rows.map((row) => row.replace('  │ ', '')).join('')).toBe(text);
  expect(rows[0]).toBe('  │ deployment "redis" ');
  expect(
    written(30, [...text])
      .map((row) => row.replace('  │ ', ''))
      .join(''),
  ).toBe(text);
  expect(written(30, ['x'.repeat(60)])).toEqual([
    '  │ ' + 'x'.repeat(25),
    '  │ ' + 'x'.repeat(25),
    '  │ ' + 'x'.repeat(10),
  ]);
});

test('what would move the cursor, ring the bell or change letters does not reach the terminal', () => {
  expect(written(80, ['\u001B[31mred\u001B[0m \u0007\u000E\u0008done\u001B]0;title\u0007\n'])).toEqual([
    '  │ red done',
  ]);
  expect(written(80, ['a\u001B[3', '1mb\u001B', '[2Jc\n'])).toEqual(['  │ abc']);
});

test('a tab reaches to the next stop, and a progress line shows its latest state', () => {
  expect(written(80, ['a\tb\n'])).toEqual(['  │ a       b']);
  expect(written(80, ['10 %\r20 %\r30 %\n'])).toEqual(['  │ 30 %']);
});
