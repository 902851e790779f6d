import { expect, test } from 'vitest';
import { frameInterval } from '../../src/cli/commands/graph/pace.ts';

test('small frames come when asked for, large ones as 7 kB a second allow', () => {
  expect(frameInterval(1_000, 0)).toBe(1_000);
  expect(frameInterval(1_000, 7_000)).toBe(1_000);
  expect(frameInterval(1_000, 10_500)).toBe(1_500);
  expect(frameInterval(5_000, 10_500)).toBe(5_000);
});
