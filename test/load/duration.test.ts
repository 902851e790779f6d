import { expect, test } from 'vitest';
import { parseDuration } from '../../src/load/index.ts';
import { UserError } from '../../src/errors/user-error.ts';

test.each([
  ['500ms', 500],
  ['20s', 20_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1m30s', 90_000],
  ['1.5s', 1500],
])('%s', (text, milliseconds) => {
  expect(parseDuration(text, '--duration')).toBe(milliseconds);
});

test.each([
  ['20', 'has no unit'],
  ['soon', 'is no duration'],
  ['', 'is no duration'],
  ['-5s', 'is no duration'],
  ['0s', 'is no time at all'],
  ['9999h', 'is too long'],
])('%j is refused with the flag and the reason', (text, why) => {
  expect(() => parseDuration(text, '--duration')).toThrow(`--duration: ${JSON.stringify(text)} ${why}`);
  expect(() => parseDuration(text, '--duration')).toThrow(UserError);
});
