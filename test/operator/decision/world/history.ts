import * as fc from 'fast-check';
import { decide } from '../../../../src/operator/decision/decide.ts';
import { NO_MEMORY } from '../../../../src/operator/decision/memory.ts';
import type { Memory } from '../../../../src/operator/decision/memory.ts';
import type { Observation, Requests, Signal } from '../../../../src/operator/decision/observation.ts';
import type { Policy } from '../../../../src/operator/decision/policy.ts';
import type { Decision } from '../../../../src/operator/decision/reason.ts';
import { unknown } from './examples.ts';
import { NOON } from './target.ts';

const part = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1));

/** What was counted in a window, and of that since the observation before. */
const counts: fc.Arbitrary<Signal> = fc
  .record({
    total: fc.oneof(fc.nat(20), fc.nat(5000)),
    slow: part,
    doubtful: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, part),
    mean: fc.double({ min: 0.001, max: 10, noNaN: true }),
    part,
    seconds: fc.integer({ min: 1, max: 60 }),
    pods: fc.integer({ min: 1, max: 5 }),
    known: part,
  })
  .map(({ total, slow, doubtful, mean, part, seconds, pods, known }) => {
    const of = (share: number): Requests => ({
      total: total * share,
      fast: total * share * (1 - slow) * (1 - doubtful),
      doubtful: total * share * (1 - slow) * doubtful,
      latency: total * share * mean,
    });
    return {
      state: 'counted',
      window: of(1),
      seconds,
      fresh: of(part),
      freshSeconds: seconds * part,
      pods,
      known: Math.ceil(pods * known),
    };
  });

const signals: fc.Arbitrary<Signal> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(unknown) },
  { weight: 3, arbitrary: counts },
  { weight: 1, arbitrary: part.map((share): Signal => ({ state: 'share', share, idle: false })) },
  { weight: 1, arbitrary: fc.constant<Signal>({ state: 'share', share: 1, idle: true }) },
);

export const policies: fc.Arbitrary<Policy> = fc
  .record({
    min: fc.integer({ min: 1, max: 5 }),
    more: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })),
    threshold: fc.constantFrom(0.1, 0.5, 1),
    objective: fc.oneof(fc.double({ min: 0.1, max: 0.99, noNaN: true }), fc.constant(1)),
    window: fc.integer({ min: 2, max: 60 }),
    cooldown: fc.integer({ min: 0, max: 120 }),
    stabilization: fc.integer({ min: 0, max: 120 }),
    maxStep: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  })
  .map(({ more, maxStep, ...policy }) => ({
    ...policy,
    max: policy.min + more,
    scaleDownAbove: Math.max(0.95, policy.objective),
    ...(maxStep === undefined ? {} : { maxStep }),
    paused: false,
  }));

export interface Moment {
  elapsed: number;
  signal: Signal;
  /** Somebody else asks for this many replicas. */
  byHand?: number | undefined;
  ready: number;
  rollingOut: boolean;
  revision: string;
  autoscaled: boolean;
  paused: boolean;
  /** The write of the decision fails. */
  lost: boolean;
}

const rarely = fc.integer({ min: 0, max: 19 }).map((n) => n === 0);
const moments: fc.Arbitrary<Moment> = fc.record({
  elapsed: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 4000 }) },
  ),
  signal: signals,
  byHand: fc.oneof(
    { weight: 15, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 14 }) },
  ),
  ready: fc.oneof(
    { weight: 8, arbitrary: fc.constant(Infinity) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 }) },
  ),
  rollingOut: rarely,
  revision: fc.oneof({ weight: 30, arbitrary: fc.constant('1') }, { weight: 1, arbitrary: fc.constant('2') }),
  autoscaled: rarely,
  paused: rarely,
  lost: rarely,
});

/** The same moment for some time: what is measured lasts. */
const stretches: fc.Arbitrary<Moment[]> = fc
  .tuple(moments, fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 30 })))
  .map(([moment, times]) =>
    Array.from({ length: times }, (_, i) => (i === 0 ? moment : { ...moment, byHand: undefined })),
  );

export const histories: fc.Arbitrary<Moment[]> = fc
  .array(stretches, { minLength: 1, maxLength: 20 })
  .map((all) => all.flat());

export interface Turn {
  moment: Moment;
  policy: Policy;
  seen: Observation;
  before: Memory;
  decision: Decision;
  now: number;
}

/** Plays a history: what is decided is what is seen next, unless the write is lost or somebody intervenes. */
export function play(policy: Policy, history: Moment[]): Turn[] {
  let now = NOON;
  let replicas = policy.min;
  let memory: Memory = NO_MEMORY;
  return history.map((moment) => {
    now += moment.elapsed;
    replicas = moment.byHand ?? replicas;
    const seen: Observation = {
      replicas,
      ready: Math.min(replicas, moment.ready),
      rollingOut: moment.rollingOut,
      revision: moment.revision,
      signal: moment.signal,
      ...(moment.autoscaled ? { autoscaler: 'other' } : {}),
    };
    const before = memory;
    const then = { ...policy, paused: moment.paused };
    const decision = decide(then, seen, before, now);
    memory = moment.lost ? decision.observed : decision.memory;
    if (!moment.lost) replicas = decision.replicas;
    return { moment, policy: then, seen, before, decision, now };
  });
}

export const moved = ({ seen, decision }: Turn): number => decision.replicas - seen.replicas;
export const within = ({ min, max }: Policy, replicas: number): boolean => replicas >= min && replicas <= max;
