import { expect, test } from 'vitest';
import { keyTokens } from '../../../../src/cli/terminal/input/key-decoder.ts';
import { editText, editedText, layOut } from '../../../../src/cli/terminal/input/text-editor.ts';

const UP = '\u001B[A';
const RIGHT = '\u001B[C';
const LEFT = '\u001B[D';
const HOME = '\u001B[H';
const DELETE = '\u001B[3~';

/** The text, with a bar where the cursor is. */
function typed(text: string, keys: string): string {
  const { lines, row, at } = keyTokens(keys).reduce(editText, editedText(text));
  return lines
    .map((line, index) => (index === row ? `${line.slice(0, at)}|${line.slice(at)}` : line))
    .join('\n');
}

test.each([
  ['ab\ncd', '', 'ab\ncd|'],
  ['ab\ncd', 'X', 'ab\ncdX|'],
  ['ab', `${LEFT}\r`, 'a\n|b'],
  ['ab\ncd', `${HOME}\u007F`, 'ab|cd'],
  ['ab\ncd', `${UP}${DELETE}`, 'ab|cd'],
  ['ab\ncd', `${UP}${HOME}${DELETE}`, '|b\ncd'],
  ['ab\ncd', `${HOME}${LEFT}`, 'ab|\ncd'],
  ['ab\ncd', `${UP}${RIGHT}`, 'ab\n|cd'],
  ['ab\ncd', `${RIGHT}${UP}${UP}${LEFT}${LEFT}${LEFT}`, '|ab\ncd'],
  ['abc\nd\nefg', `${UP}`, 'abc\nd|\nefg'],
  ['one two', '\u0017', 'one |'],
  ['one two', '\u0015', '|'],
  ['one two', `\u0001${RIGHT}\u000B`, 'o|'],
  ['a', '\t', 'a\t|'],
  ['a', '\u001B[15~\u0000\u001Bx\u001B', 'a|'],
  ['e\u0301🙂', '\u007F\u007F', '|'],
  ['🙂', LEFT, '|🙂'],
  ['🙂\na', UP, '|🙂\na'],
  ['a', 'ř漢🙂', 'ař漢🙂|'],
])('%j after %j is %j', (text, keys, becomes) => {
  expect(typed(text, keys)).toBe(becomes);
});

test('its rows fit the window, and the cursor stands where it writes', () => {
  const rowsOf = (text: string, width: number) => {
    const { rows, cursor } = layOut(editedText(text), width);
    return { rows: rows.map((row) => row.text), cursor };
  };
  expect(rowsOf('abcde\nf', 3)).toEqual({ rows: ['abc', 'de', 'f'], cursor: { row: 2, column: 1 } });
  expect(rowsOf('abc', 3)).toEqual({ rows: ['abc', ''], cursor: { row: 1, column: 0 } });
  expect(rowsOf('漢漢', 3)).toEqual({ rows: ['漢', '漢'], cursor: { row: 1, column: 2 } });
  expect(rowsOf('\ta', 9)).toEqual({ rows: ['  a'], cursor: { row: 0, column: 3 } });
  expect(rowsOf('', 3)).toEqual({ rows: [''], cursor: { row: 0, column: 0 } });
});
