import { expect, test } from 'vitest';
import { ExpositionParser } from '../../../src/embedded/prometheus/scrape/exposition.ts';

const parse = (text: string) =>
  new ExpositionParser().parse(text).map(({ labels, v, t }) => [String(labels), v, t]);

test('names, labels, values and timestamps', () => {
  const text = [
    '# HELP a Help with "quotes"',
    '# TYPE a counter',
    'a 1',
    'a{} 2',
    ' a{b="c",d="e",} 3 1700000000000',
    'a { b = "c" } 4',
    'a{b="c"}\t5\t-1',
    'ns:rule 6e-3\r',
    'n NaN',
    'i +Inf',
    'j -inf',
    'empty{x=""} 1',
    '',
  ];
  expect(parse(text.join('\n'))).toEqual([
    ['a{}', 1, undefined],
    ['a{}', 2, undefined],
    ['a{b="c", d="e"}', 3, 1_700_000_000_000],
    ['a{b="c"}', 4, undefined],
    ['a{b="c"}', 5, -1],
    ['ns:rule{}', 0.006, undefined],
    ['n{}', NaN, undefined],
    ['i{}', Infinity, undefined],
    ['j{}', -Infinity, undefined],
    ['empty{}', 1, undefined],
  ]);
});

test('escapes in values of labels', () => {
  const [sample] = new ExpositionParser().parse(String.raw`a{x="a \"b\" \\ c\nd }, ž"} 1`);
  expect(sample?.labels.get('x')).toBe('a "b" \\ c\nd }, ž');
});

test('le keeps its spelling', () => {
  expect(parse('b{le="1"} 1\nb{le="1.0"} 2')).toEqual([
    ['b{le="1"}', 1, undefined],
    ['b{le="1.0"}', 2, undefined],
  ]);
});

test.each([
  ['a', 'line 1: no value'],
  ['a b', 'line 1: no number'],
  ['a 1\n{b="c"} 1', 'line 2: no metric name'],
  ['a{b="c" 1', 'labels without an end'],
  ['a{b=c} 1', 'labels are not name="value" pairs'],
  ['a{b="c" d="e"} 1', 'labels are not name="value" pairs'],
  ['a 1 2 3', 'more after the timestamp'],
  ['a 1 1.5', 'a timestamp must be whole milliseconds'],
  ['<html>', 'no metric name'],
])('%s is refused', (text, message) => {
  expect(() => parse(text)).toThrow(message);
});
