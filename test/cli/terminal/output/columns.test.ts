import { expect, test } from 'vitest';
import {
  beginning,
  chop,
  truncate,
  visibleLength,
  withoutTabs,
  wrap,
} from '../../../../src/cli/terminal/output/output.ts';

test('a text takes as many columns as a terminal gives it', () => {
  const columns = {
    '': 0,
    abc: 3,
    'Příliš žluťoučký kůň': 20,
    '│ ✓ … — “x” ↵ ─': 15,
    日本語: 6,
    '（、。）': 8,
    한국어: 6,
    ﾊﾝｶｸ: 4,
    '🎉': 2,
    'e\u0301a\u0308': 2,
    'ž\u200Bx': 2,
    '\u001B[31mred\u001B[0m': 3,
    'Привет, мир': 11,
    // A letter of Yi.
    ꀀ: 2,
    '👩🏽‍🚀': 2,
    'a\u00A0b': 3,
    '\u00AD': 0,
  };
  for (const [text, count] of Object.entries(columns)) expect(visibleLength(text), text).toBe(count);
});

test('a wide letter that would stand half outside of its row begins the next', () => {
  expect(visibleLength('a日本', 2)).toBe(6);
  expect(visibleLength('日本語', 5)).toBe(7);
});

test('what is too long is broken, or cut, by its columns', () => {
  expect(chop('日本語日本語', 5)).toEqual(['日本', '語日', '本語']);
  expect(chop('🎉🎉 ok 🎉🎉', 8)).toEqual(['🎉🎉 ok ', '🎉🎉']);
  expect(chop('e\u0301'.repeat(100), 10)).toEqual(Array(10).fill('\u00E9'.repeat(10)));
  expect(chop('日本', 0)).toEqual(['日', '本']);
  expect(truncate('日本語', 5)).toBe('日本…');
  expect(truncate('日本語', 6)).toBe('日本語');
  expect(truncate('český', 4)).toBe('čes…');
  expect(truncate('\u001B[1mčeský\u001B[22m', 4)).toBe('\u001B[1mčes…\u001B[22m');
  expect(beginning('日本語', 5)).toBe('日本');
  expect(beginning('český', 3)).toBe('čes');
});

test('a million letters are broken in no time to speak of, and none is lost', () => {
  const line = 'x'.repeat(1_000_000);
  expect(chop(line, 75).join('')).toBe(line);
});

test('a tab reaches to the next stop', () => {
  expect(withoutTabs('a\tb', 4)).toBe('a   b');
  expect(withoutTabs('日本\tb', 0)).toBe('日本    b');
});

test('lines are broken between words, but for spaces that hold', () => {
  expect(wrap('za 2\u00A0s  a\u00A0pak\nznovu', 8)).toEqual(['za 2\u00A0s', 'a\u00A0pak', 'znovu']);
  expect(wrap('a  word-that-is-too-long b', 8)).toEqual(['a', 'word-that-is-too-long', 'b']);
  expect(wrap('\u001B[1mone two\u001B[22m three', 5)).toEqual([
    '\u001B[1mone\u001B[22m',
    '\u001B[1mtwo\u001B[22m',
    'three',
  ]);
  expect(wrap(' ', 8)).toEqual([]);
});
