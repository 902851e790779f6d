/** A dependency stalls for 5 s every ten minutes: more replicas are no help, and fewer are no better. */
import { expect, test } from 'vitest';
import { flags, kad } from './world/examples.ts';
import { Result, slow, waits } from './world/scenario.ts';

const EVERY = 600;
const STALL = 5;
const HOURS = 4;

test.each([
  ['deploy/operator/kad.yaml', kad, 'workers are busy', slow, 20],
  ['deploy/operator/kad.yaml', kad, 'workers are busy', slow, 60],
  ['deploy/operator/kad.yaml', kad, 'requests wait', waits, 20],
  ['deploy/operator/kad.yaml', kad, 'requests wait', waits, 60],
  ['the README’s flags', flags, 'workers are busy', slow, 20],
  ['the README’s flags', flags, 'workers are busy', slow, 60],
  ['the README’s flags', flags, 'requests wait', waits, 20],
  ['the README’s flags', flags, 'requests wait', waits, 60],
])('%s, an app whose %s: at most 2 turns, and no steps in the end', (_name, policy, _what, app, rate) => {
  const base = (second: number): number => app.base + (second % EVERY >= EVERY - STALL ? STALL : 0);
  const result = new Result({ policy, app, rate: () => rate, base, start: 2, hours: HOURS });
  expect(result.turns).toBeLessThanOrEqual(2);
  expect(result.run.steps.filter(({ at }) => at > (3600 * HOURS * 3) / 4)).toEqual([]);
  expect(result.share).toBeGreaterThanOrEqual(policy.objective);
});
