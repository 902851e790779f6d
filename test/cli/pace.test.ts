import { expect, test } from 'vitest';
import { frameInterval } from '../../src/cli/tui/pace.ts';

test('small frames come when asked for, large ones as 8 kB a second allow', () => {
  expect(frameInterval(1_000, 0)).toBe(1_000);
  expect(frameInterval(1_000, 8_000)).toBe(1_000);
  expect(frameInterval(1_000, 12_000)).toBe(1_500);
  expect(frameInterval(5_000, 12_000)).toBe(5_000);
});
