import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../src/operator/decision/decide.ts';
import type { Decision } from '../../src/operator/decision/decide.ts';
import { remember } from '../../src/operator/decision/memory.ts';
import type { Memory } from '../../src/operator/decision/memory.ts';
import type { Observation, Signal } from '../../src/operator/decision/observation.ts';
import type { Policy } from '../../src/operator/decision/policy.ts';
import { noon } from './examples.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const signals: fc.Arbitrary<Signal> = fc.oneof(
  fc.constant<Signal>({ state: 'unknown', cause: 'NoSeries', detail: '' }),
  fc.constant<Signal>({ state: 'idle', share: 1, rate: 0, mean: 0 }),
  fc.record({
    state: fc.constant('measured' as const),
    share: fc.oneof(share, fc.constantFrom(0, 1)),
    rate: fc.double({ min: 0.01, max: 1000, noNaN: true }),
    mean: fc.double({ min: 0.001, max: 10, noNaN: true }),
  }),
  fc.record({ state: fc.constant('measured' as const), share }),
);

const policies: fc.Arbitrary<Policy> = fc
  .record({
    min: fc.integer({ min: 1, max: 5 }),
    more: fc.integer({ min: 0, max: 6 }),
    threshold: fc.constantFrom(0.1, 0.5, 1),
    objective: fc.double({ min: 0.1, max: 0.99, noNaN: true }),
    window: fc.integer({ min: 2, max: 60 }),
    cooldown: fc.integer({ min: 0, max: 120 }),
    stabilization: fc.integer({ min: 0, max: 300 }),
  })
  .map(({ more, ...policy }) => ({
    ...policy,
    max: policy.min + more,
    scaleDownAbove: Math.max(0.95, policy.objective),
    paused: false,
  }));

interface Moment {
  elapsed: number;
  signal: Signal;
  /** Somebody else asks for this many replicas. */
  byHand?: number;
  ready: number;
  rollingOut: boolean;
  autoscaled: boolean;
  paused: boolean;
  /** The write of the decision fails. */
  lost: boolean;
}

const rarely = fc.integer({ min: 0, max: 19 }).map((n) => n === 0);
const moments: fc.Arbitrary<Moment> = fc.record({
  elapsed: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min: -50, max: 4000 }) },
  ),
  signal: signals,
  byHand: fc.oneof(
    { weight: 15, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 14 }) },
  ),
  ready: fc.oneof(
    { weight: 4, arbitrary: fc.constant(Infinity) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 }) },
  ),
  rollingOut: rarely,
  autoscaled: rarely,
  paused: rarely,
  lost: rarely,
});

interface Look {
  moment: Moment;
  seen: Observation;
  before: Memory;
  decision: Decision;
  now: number;
}

/** Plays a history: what is decided is what is seen next, unless the write is lost or somebody intervenes. */
function play(policy: Policy, history: Moment[]): Look[] {
  let now = noon;
  let replicas = policy.min;
  let memory: Memory = {};
  return history.map((moment) => {
    now += moment.elapsed;
    replicas = moment.byHand ?? replicas;
    const seen: Observation = {
      replicas,
      ready: Math.min(replicas, moment.ready),
      rollingOut: moment.rollingOut,
      revision: '1',
      signal: moment.signal,
      ...(moment.autoscaled ? { autoscaler: 'other' } : {}),
    };
    const before = memory;
    const decision = decide({ ...policy, paused: moment.paused }, seen, before, now);
    const lost = moment.lost && decision.replicas !== replicas;
    // What was seen is kept all the same.
    memory = lost ? remember(policy, seen, before, now) : decision.memory;
    if (!lost) replicas = decision.replicas;
    return { moment, seen, before, decision, now };
  });
}

const histories = fc.tuple(policies, fc.array(moments, { minLength: 1, maxLength: 60 }));
const always = (check: (policy: Policy, looks: Look[]) => void): void =>
  fc.assert(
    fc.property(histories, ([policy, history]) => check(policy, play(policy, history))),
    { numRuns: 3000 },
  );

const moved = ({ seen, decision }: Look): number => decision.replicas - seen.replicas;
/** The clock shows less than at the look before. */
const setBack = ({ before, now }: Look): boolean => now < (before.lookedAt ?? -Infinity);
const within = ({ min, max }: Policy, replicas: number): boolean => replicas >= min && replicas <= max;

test('whatever it asks for lies between minimum and maximum', () => {
  always((policy, looks) => {
    for (const look of looks)
      if (moved(look) !== 0) expect(within(policy, look.decision.replicas)).toBe(true);
  });
});

test('inside the bounds it moves by one at the most', () => {
  always((policy, looks) => {
    for (const look of looks)
      if (within(policy, look.seen.replicas)) expect(Math.abs(moved(look))).toBeLessThanOrEqual(1);
  });
});

test('unknown moves nothing but into the bounds', () => {
  always((policy, looks) => {
    for (const look of looks)
      if (look.seen.signal.state === 'unknown' && within(policy, look.seen.replicas))
        expect(moved(look)).toBe(0);
  });
});

test('nothing moves while paused, switched off, or scaled by an HPA', () => {
  always((_policy, looks) => {
    for (const look of looks)
      if (look.moment.paused || look.seen.replicas === 0 || look.moment.autoscaled)
        expect(moved(look)).toBe(0);
  });
});

test('at most one step in a cooldown, whoever made the last one', () => {
  always((policy, looks) => {
    let last = -Infinity;
    let replicas = policy.min;
    for (const look of looks) {
      // A clock that was set back makes the past incomparable: the cooldown begins anew.
      if (setBack(look)) last = look.now;
      const byHand = look.before.replicas !== undefined && look.seen.replicas !== replicas;
      if (byHand) last = look.now;
      if (moved(look) !== 0 && within(policy, look.seen.replicas))
        expect(look.now - last).toBeGreaterThanOrEqual(policy.cooldown);
      if (moved(look) !== 0 && !look.moment.lost) last = look.now;
      replicas = look.moment.lost ? look.seen.replicas : look.decision.replicas;
    }
  });
});

test('one replica less only after a whole calm stabilization', () => {
  always((policy, looks) => {
    looks.forEach((look, i) => {
      if (moved(look) !== -1 || !within(policy, look.seen.replicas)) return;
      // Times from before the clock was set back cannot be compared with those after.
      const begin = looks.slice(0, i).findLastIndex(setBack);
      for (const { now, seen } of looks.slice(begin + 1, i + 1))
        if (now > look.now - policy.stabilization && seen.signal.state !== 'unknown')
          expect(seen.signal.share).toBeGreaterThanOrEqual(policy.scaleDownAbove);
    });
  });
});

test('never up without a share below the objective, never down with one', () => {
  always((policy, looks) => {
    for (const look of looks) {
      const { signal, replicas } = look.seen;
      if (signal.state === 'unknown' || !within(policy, replicas)) continue;
      if (signal.share >= policy.objective) expect(moved(look)).toBeLessThanOrEqual(0);
      else expect(moved(look)).toBeGreaterThanOrEqual(0);
    }
  });
});

test('the same input gives the same output, and the input stays as it was', () => {
  always((policy, looks) => {
    for (const { seen, before, decision, now, moment } of looks) {
      const input = structuredClone([seen, before]);
      expect(decide({ ...policy, paused: moment.paused }, seen, before, now)).toEqual(decision);
      expect([seen, before]).toEqual(input);
    }
  });
});

test('total: any numbers at all give a decision with a whole number of replicas', () => {
  const anything = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, 0, -1));
  fc.assert(
    fc.property(
      policies,
      anything,
      anything,
      anything,
      anything,
      fc.nat(20),
      (policy, share, rate, mean, scaledAt, replicas) => {
        const seen: Observation = {
          replicas,
          ready: replicas,
          rollingOut: false,
          revision: '',
          signal: { state: 'measured', share, rate, mean },
        };
        const { replicas: next, reason } = decide(policy, seen, { scaledAt, replicas }, noon);
        expect(Number.isInteger(next)).toBe(true);
        expect(reason).toBeTypeOf('string');
      },
    ),
    { numRuns: 3000 },
  );
});
