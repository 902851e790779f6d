import { expect, test } from 'vitest';
import { expandWord, splitWords } from '../../../../src/embedded/images/dockerfile/words.ts';

test.each([
  ['a b  c', ['a', 'b', 'c']],
  ['A="x y" B=\'p q\'', ['A="x y"', "B='p q'"]],
  ['a\\ b c', ['a\\ b', 'c']],
  ['A="x \\" y" z', ['A="x \\" y"', 'z']],
  ['', []],
])('%j splits into %j', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

const variables = { NAME: 'kad', EMPTY: '', OTHER: 'o' };

test.each([
  ['$NAME', 'kad'],
  ['${NAME}s', 'kads'],
  ['$NAMES', ''],
  ['"$NAME x"', 'kad x'],
  ["'$NAME x'", '$NAME x'],
  ['\\$NAME', '$NAME'],
  ['${EMPTY:-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${NONE-d}', 'd'],
  ['${NONE:-$OTHER}', 'o'],
  ['${NONE:-${NONE2:-deep}}', 'deep'],
  ['${NAME:+yes}', 'yes'],
  ['${EMPTY:+yes}', ''],
  ['${EMPTY+yes}', 'yes'],
  ['a$', 'a$'],
  ['"a\\n"', 'a\\n'],
  ['"say \\"hi\\""', 'say "hi"'],
])('%j becomes %j', (text, expected) => {
  expect(expandWord(text, variables)).toBe(expected);
});

test('another escape character', () => {
  expect(expandWord('`$NAME\\x', variables, '`')).toBe('$NAME\\x');
});

test.each(['"open', "'open", '${NAME', '${NAME%x}'])('%j is an error', (text) => {
  expect(() => expandWord(text, variables)).toThrow();
});
