/** What interrupts the calm that it takes to give a replica back. */
import { expect, test } from 'vitest';
import { counted, idle, kad, unknown } from './world/examples.ts';
import { Target } from './world/target.ts';

const calm = (): Target => {
  const target = new Target(kad, 3);
  target.during(kad.stabilization - 1, { signal: idle });
  return target;
};

test('an unknown of a moment does not', () => {
  const target = calm();
  target.during(2, { signal: unknown });
  expect(target.observe({ signal: idle }).reason).toBe('Calm');
});

test('a long one does', () => {
  const target = calm();
  target.during(2 * kad.window, { signal: unknown });
  expect(target.until('Calm', 60, { signal: idle })).toBe(kad.stabilization + 1);
});

test.each([
  ['a replica that is missing for a second', { ready: 2, signal: idle }],
  ['a second of a rollout', { rollingOut: true, signal: idle }],
  ['another version', { revision: '2', signal: idle }],
])('%s does', (_what, more) => {
  const target = calm();
  target.observe(more);
  const { revision } = { revision: '1', ...more };
  expect(target.until('Calm', 60, { signal: idle, revision })).toBeGreaterThanOrEqual(kad.stabilization);
});

test('somebody else’s step does, and a cooldown begins', () => {
  const target = calm();
  target.replicas = 4;
  for (let second = 0; second < kad.cooldown; second++)
    expect(target.observe({ signal: counted(0, 40, 2) }).reason).toBe('CoolingDown');
  expect(target.observe({ signal: counted(0, 40, 2) }).reason).toBe('ObjectiveMissed');
});

test('so many slow requests that the objective is in doubt do', () => {
  const target = calm();
  target.observe({
    signal: counted(0.96, 40, 0.2, { fresh: { total: 5, fast: 2, doubtful: 0, latency: 3 } }),
  });
  expect(target.until('Calm', 60, { signal: counted(1, 40) })).toBeGreaterThanOrEqual(kad.stabilization);
});

test('but not for ever, where no request comes after them', () => {
  const target = calm();
  // Some slow ones, and not enough to be sure.
  target.observe({
    signal: counted(0.96, 1, 0.2, { fresh: { total: 5, fast: 2, doubtful: 0, latency: 3 } }),
  });
  expect(target.until('Calm', 60, { signal: idle })).toBeLessThanOrEqual(2 * kad.stabilization);
});

test('the own step does: each one needs a stabilization of its own', () => {
  const target = new Target({ ...kad, maxStep: 1 }, 4);
  target.during(600, { signal: idle });
  expect(target.replicas).toBe(1);
  const gaps = target.steps.slice(1).map(({ at }, i) => at - target.steps[i]!.at);
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(kad.stabilization);
});
