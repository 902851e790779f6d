import { expect, test } from 'vitest';
import { preposition } from '../../src/messages/czech-numerals.ts';

test.each([
  ['0:30', 'z\u{A0}0:30', 'v\u{A0}0:30'],
  ['1 min', 'z\u{A0}1 min', 'v\u{A0}1 min'],
  ['2 min 30 s', 'ze 2 min 30 s', 've 2 min 30 s'],
  ['3:00', 'ze 3:00', 've 3:00'],
  ['4', 'ze 4', 've 4'],
  ['5', 'z\u{A0}5', 'v\u{A0}5'],
  ['7', 'ze 7', 'v\u{A0}7'],
  ['11', 'z\u{A0}11', 'v\u{A0}11'],
  ['12', 'ze 12', 've 12'],
  ['16', 'ze 16', 'v\u{A0}16'],
  ['25', 'ze 25', 've 25'],
  ['60', 'ze 60', 'v\u{A0}60'],
  ['100', 'ze 100', 've 100'],
  ['300', 'ze 300', 've 300'],
  ['1000', 'z\u{A0}1000', 'v\u{A0}1000'],
  ['2000', 'ze 2000', 've 2000'],
])('a preposition before %s', (number, from, inside) => {
  expect(preposition('z', number)).toBe(from);
  expect(preposition('v', number)).toBe(inside);
});
