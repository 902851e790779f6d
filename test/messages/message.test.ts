import { expect, test } from 'vitest';
import { czech, english } from '../../src/messages/formats.ts';
import { cz } from '../../src/messages/czech.ts';
import { area, entry } from '../../src/messages/message.ts';
import type { Text } from '../../src/messages/message.ts';
import { translator } from '../../src/messages/index.ts';

const TEST = area('test', {
  none: entry('no mistake', 'bez chyby'),
  step: entry<{ step: string; why: Text }>(
    ({ step, why }) => `'${step}': ${why}`,
    ({ step, why }) => cz`„${step}“: ${why}`,
  ),
  scenes: entry<{ count: number }>(
    ({ count }, { plural }) => `${count} ${plural(count, { one: 'scene', other: 'scenes' })}`,
    ({ count }, { plural }) =>
      cz`${count} ${plural(count, { one: 'scéna', few: 'scény', other: 'scén' })} v ${count} s`,
  ),
});
const [inEnglish, inCzech] = [translator('en'), translator('cs')];

test('a message is worded in the language of whoever reads it', () => {
  expect(TEST.none.key).toBe('test.none');
  expect(String(TEST.none)).toBe('no mistake');
  expect(inCzech(TEST.none)).toBe('bez chyby');
  expect(JSON.stringify({ why: TEST.none })).toBe('{"why":"no mistake"}');
});

test('a message among the values is worded as well; what a person wrote stays, even where it reads like one', () => {
  expect(inCzech(TEST.step({ step: 'no mistake', why: TEST.none }))).toBe('„no mistake“: bez chyby');
  expect(inEnglish(TEST.step({ step: 'k s v', why: 'no mistake' }))).toBe("'k s v': no mistake");
  expect(inCzech('no mistake')).toBe('no mistake');
});

test.each([
  [1, '1 scene', '1 scéna v\u{A0}1\u{A0}s'],
  [3, '3 scenes', '3 scény v\u{A0}3\u{A0}s'],
  [5, '5 scenes', '5 scén v\u{A0}5\u{A0}s'],
])('the form that goes with %i', (count, en, cs) => {
  expect(inEnglish(TEST.scenes({ count }))).toBe(en);
  expect(inCzech(TEST.scenes({ count }))).toBe(cs);
});

test('Czech: no break after a word of one letter nor before a unit, but in the words of a person', () => {
  expect(cz`jde o to, že s ${'pod a s x'} a ${5} s to trvá`).toBe(
    'jde o\u{A0}to, že s\u{A0}pod a s x a\u{A0}5\u{A0}s to trvá',
  );
  expect(cz`${'scéna 1'} min`).toBe('scéna 1\u{A0}min');
  expect(cz`curl -s x`).toBe('curl -s x');
});

test.each([
  [80, '80 ms', '80\u{A0}ms'],
  [800, '0.8 s', '0,8\u{A0}s'],
  [12_000, '12 s', '12\u{A0}s'],
  [150_000, '2 min 30 s', '2\u{A0}min 30\u{A0}s'],
])('%i ms', (ms, en, cs) => {
  expect(english.time(ms)).toBe(en);
  expect(czech.time(ms)).toBe(cs);
});

test('a share is never 0 % or 100 % by rounding', () => {
  expect([1, 0.9999, 0.5, 0.0001, 0, undefined].map(czech.share)).toEqual([
    '100\u{A0}%',
    '99,9\u{A0}%',
    '50\u{A0}%',
    '0,1\u{A0}%',
    '0\u{A0}%',
    '–',
  ]);
});
