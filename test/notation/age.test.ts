import { expect, test } from 'vitest';
import { ageOf, humanDuration } from '../../src/notation/index.ts';

test.each([
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [192, '3m12s'],
  [600, '10m'],
  [179 * 60, '179m'],
  [3 * 3600, '3h'],
  [3 * 3600 + 240, '3h4m'],
  [8 * 3600 + 60, '8h'],
  [47 * 3600, '47h'],
  [76 * 3600, '3d4h'],
  [200 * 3600, '8d'],
  [3 * 365 * 86_400 + 30 * 86_400, '3y30d'],
  [9 * 365 * 86_400, '9y'],
  [-5, '<invalid>'],
])('%d seconds are %s', (seconds, text) => {
  expect(humanDuration(seconds * 1000)).toBe(text);
});

test('since a time', () => {
  const now = Date.parse('2024-01-01T00:00:00Z');
  expect(ageOf('2023-12-31T23:56:55Z', now)).toBe('3m5s');
  expect(ageOf('2023-12-31T21:56:00Z', now)).toBe('124m');
  expect(ageOf('2024-01-01T00:00:00.5Z', now)).toBe('0s');
  expect([ageOf(undefined, now), ageOf('soon', now)]).toEqual(['<unknown>', '<unknown>']);
});
