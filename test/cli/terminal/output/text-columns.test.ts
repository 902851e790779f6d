import { expect, test } from 'vitest';
import { chop, truncate, visibleLength, withoutTabs } from '../../../../src/cli/terminal/output/output.ts';

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
  expect(chop('e\u0301'.repeat(100), 10).join('')).toBe('e\u0301'.repeat(100));
  expect(chop('日本', 0)).toEqual(['日', '本']);
  expect(truncate('日本語', 5)).toBe('日本…');
  expect(truncate('日本語', 6)).toBe('日本語');
});

test('a million letters are broken in no time to speak of, and none is lost', () => {
  const line = 'x'.repeat(1_000_000);
  expect(chop(line, 75).join('')).toBe(line);
});

test('a tab reaches to the next stop', () => {
  expect(withoutTabs('a\tb', 4)).toBe('a   b');
  expect(withoutTabs('日本\tb', 0)).toBe('日本    b');
});
