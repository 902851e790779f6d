/** Any input at all gives a decision. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/operator/decision/decide.ts';
import { NO_MEMORY } from '../../../src/operator/decision/memory.ts';
import type { Counted, Observation, Signal } from '../../../src/operator/decision/observation.ts';
import { asked, counted, idle, kad, seen } from './world/examples.ts';
import { policies } from './world/history.ts';
import { NOON, Target } from './world/target.ts';

const number = fc.oneof(
  fc.double(),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, -1, Number.MAX_VALUE, Number.MIN_VALUE),
);
const requests = fc.record({ total: number, fast: number, doubtful: number, latency: number });
const signal: fc.Arbitrary<Signal> = fc.oneof(
  fc.record({
    state: fc.constant('counted' as const),
    window: requests,
    seconds: number,
    fresh: requests,
    freshSeconds: number,
    pods: number,
    known: number,
  }),
  fc.record({ state: fc.constant('share' as const), share: number, idle: fc.boolean() }),
);
const observation: fc.Arbitrary<Observation> = fc.record({
  replicas: fc.nat(20),
  ready: fc.nat(20),
  rollingOut: fc.boolean(),
  revision: fc.constantFrom('', '1'),
  startup: number,
  signal,
});

test('any numbers at all give a whole number of replicas within the bounds, or as many as there are', () => {
  fc.assert(
    fc.property(policies, fc.array(observation, { minLength: 1, maxLength: 12 }), (policy, all) => {
      let memory = NO_MEMORY;
      let now = NOON;
      for (const seen of all) {
        const decision = decide(policy, seen, memory, (now += 70));
        ({ memory } = decision);
        const { replicas, reason } = decision;
        expect(reason).toBeTypeOf('string');
        if (replicas === seen.replicas) continue;
        expect(Number.isInteger(replicas)).toBe(true);
        expect(replicas).toBeGreaterThanOrEqual(policy.min);
        expect(replicas).toBeLessThanOrEqual(policy.max);
      }
    }),
    { numRuns: 2000 },
  );
});

const one = (field: string, value: number): Counted => {
  const all = {
    total: 10,
    fast: 10,
    doubtful: 0,
    latency: 1,
    seconds: 1,
    [field.replace('fresh.', '')]: value,
  };
  const { seconds, ...fresh } = all;
  return counted(1, 10, 0.1, { fresh, freshSeconds: seconds });
};

/** A minute of calm, one answer with a bad number, then what asks for a step up or down. */
function spoils(signal: Signal): void {
  const up = new Target(kad);
  up.during(60, { signal: counted(0.97, 10) });
  expect(up.observe({ signal }).replicas).toBe(2);
  up.during(20, { signal: counted(0, 40, 2) });
  expect(up.replicas).toBeGreaterThan(2);

  const down = new Target(kad);
  down.during(5, { signal: counted(0.97, 10) });
  expect(down.observe({ signal }).replicas).toBe(2);
  down.during(900, { signal: idle });
  expect(down.replicas).toBe(1);
}

describe('one bad number moves nothing, and spoils nothing for later:', () => {
  test.each([
    ['fresh.fast', NaN],
    ['fresh.fast', Infinity],
    ['fresh.fast', -Infinity],
    ['fresh.latency', NaN],
    ['fresh.latency', Infinity],
    ['fresh.seconds', NaN],
    ['fresh.total', -1],
    ['fresh.latency', -1],
  ])('%s %d', (field, value) => spoils(one(field, value)));

  test.each([
    ['fresh.seconds', Infinity],
    ['fresh.total', NaN],
    ['fresh.total', Infinity],
    ['fresh.total', -Infinity],
    ['fresh.latency', -Infinity],
  ])('%s %d', (field, value) => spoils(one(field, value)));

  const spoilsShare = (share: number): void => {
    const target = new Target({ ...kad, min: 2 });
    target.during(60, { signal: asked(0.97) });
    target.observe({ signal: asked(share) });
    target.during(120, { signal: asked(0) });
    expect(target.replicas).toBeGreaterThan(2);
  };
  test.each([-1, 2])('a share of %d', spoilsShare);
  test.each([NaN, Infinity, -Infinity])('a share of %d', spoilsShare);
});

test('a start-up time of NaN is waited for like one that nobody knows', () => {
  const signal = counted(0, 40, 2);
  const decision = decide(kad, seen({ startup: NaN, ready: 1, signal }), NO_MEMORY, NOON);
  expect(decision.reason).toBe('WaitingForReplicas');
});
