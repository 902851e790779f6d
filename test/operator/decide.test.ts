import { describe, expect, test } from 'vitest';
import { decide } from '../../src/operator/decision/decide.ts';
import type { Reason } from '../../src/operator/decision/decide.ts';
import type { Memory } from '../../src/operator/decision/memory.ts';
import type { Observation } from '../../src/operator/decision/observation.ts';
import type { Policy } from '../../src/operator/decision/policy.ts';
import { idle, measured, noon, policy, rested, seen, unknown } from './examples.ts';

type Case = [
  what: string,
  observation: Partial<Observation>,
  expected: [number, Reason],
  more?: { policy?: Partial<Policy>; memory?: Partial<Memory> },
];

/** One that a breach by 40 requests a second per replica has led to: the window still holds what was before. */
const afterAStep: Partial<Memory> = {
  scaledAt: noon - 9,
  unsettledAt: noon - 6,
  breach: { ratePerReplica: 40, revision: '1', at: noon - 10 },
};

const cases: Case[] = [
  ['objective missed: one more', { signal: measured(0.5) }, [3, 'ObjectiveMissed']],
  ['a share of 0 is a breach, not a missing value', { signal: measured(0) }, [3, 'ObjectiveMissed']],
  [
    'a share of 0 from a query that knows no rate',
    { signal: { state: 'measured', share: 0 } },
    [3, 'ObjectiveMissed'],
  ],
  ['exactly at the objective is met', { signal: measured(0.9) }, [2, 'ObjectiveMet']],
  ['one slow request of three is no breach', { signal: measured(2 / 3, 0.3) }, [2, 'ObjectiveMet']],
  [
    'missed with all there may be',
    { replicas: 5, signal: measured(0.1) },
    [5, 'AtMaximum'],
    { memory: { replicas: 5 } },
  ],
  [
    'missed, but in the cooldown',
    { signal: measured(0.1) },
    [2, 'CoolingDown'],
    { memory: { scaledAt: noon - 7 } },
  ],
  [
    'missed, the cooldown is just over',
    { signal: measured(0.1) },
    [3, 'ObjectiveMissed'],
    { memory: { scaledAt: noon - 8 } },
  ],
  ['idle and calm for long enough: one less', { signal: idle }, [1, 'Calm']],
  ['idle, but not for long', { signal: idle }, [2, 'Stabilizing'], { memory: { calmSince: noon - 14 } }],
  ['idle at the minimum', { replicas: 1, signal: idle }, [1, 'AtMinimum'], { memory: { replicas: 1 } }],
  ['met, but not calm', { signal: measured(0.93) }, [2, 'ObjectiveMet']],
  ['calm, and one can carry it', { signal: measured(1, 20, 0.1) }, [1, 'Calm']],
  ['calm, but only thanks to both', { signal: measured(1, 80, 0.4) }, [2, 'LoadNeedsAll']],
  [
    'calm, but a breach has taught that one cannot carry it',
    { signal: measured(1, 50, 0.1) },
    [2, 'LoadNeedsAll'],
    { memory: { breach: { ratePerReplica: 40, revision: '1', at: noon - 600 } } },
  ],
  [
    'calm, but too near to what was too many',
    { signal: measured(1, 35, 0.1) },
    [2, 'LoadNeedsAll'],
    { memory: { breach: { ratePerReplica: 40, revision: '1', at: noon - 600 } } },
  ],
  [
    'calm, slow enough that it would not do, were there a queue',
    { signal: measured(1, 2, 0.4) },
    [1, 'Calm'],
  ],
  [
    'what was learned of another version does not count',
    { revision: '2', signal: measured(1, 50, 0.1) },
    [1, 'Calm'],
    { memory: { breach: { ratePerReplica: 40, revision: '1', at: noon - 600 } } },
  ],
  [
    'the busiest moment of late counts, not the lull of now',
    { signal: measured(1, 10, 0.1) },
    [2, 'LoadNeedsAll'],
    {
      memory: {
        breach: { ratePerReplica: 40, revision: '1', at: noon - 600 },
        peak: { since: noon - 5, rate: 50, before: 20 },
      },
    },
  ],
  [
    'below the minimum: at once, whatever the latency',
    { replicas: 1, signal: unknown },
    [3, 'BelowMinimum'],
    { policy: { min: 3 }, memory: { replicas: 1, scaledAt: noon } },
  ],
  [
    'above the maximum: at once, in the cooldown too',
    { replicas: 9, signal: unknown },
    [5, 'AboveMaximum'],
    { memory: { replicas: 9, scaledAt: noon } },
  ],
  ['unknown never scales', { signal: unknown }, [2, 'LatencyUnknown']],
  ['paused', { signal: measured(0) }, [2, 'Paused'], { policy: { paused: true } }],
  [
    'paused outside the bounds',
    { replicas: 9, signal: measured(0) },
    [9, 'Paused'],
    { policy: { paused: true } },
  ],
  ['0 replicas mean switched off', { replicas: 0, ready: 0, signal: measured(0) }, [0, 'SwitchedOff']],
  ['an HPA on the same target', { autoscaler: 'kad', signal: measured(0) }, [2, 'YieldsToAutoscaler']],
  ['a rollout in progress', { rollingOut: true, signal: measured(0) }, [2, 'RollingOut']],
  ['a new replica not ready yet', { ready: 1, signal: measured(0) }, [2, 'WaitingForReplicas']],
  [
    'a new replica not ready for a minute yet',
    { ready: 1, signal: measured(0) },
    [2, 'WaitingForReplicas'],
    { memory: { shortSince: noon - 59 } },
  ],
  [
    'a replica that is never ready is not waited for',
    { ready: 1, signal: measured(0) },
    [3, 'ObjectiveMissed'],
    { memory: { shortSince: noon - 60 } },
  ],
  ['scaled by hand: a cooldown from there', { replicas: 4, signal: measured(0) }, [4, 'CoolingDown']],
  [
    'the clock went backwards',
    { signal: measured(0) },
    [2, 'ClockWentBackwards'],
    { memory: { lookedAt: noon + 30 } },
  ],
  [
    'a step in the future',
    { signal: measured(0) },
    [2, 'ClockWentBackwards'],
    { memory: { scaledAt: noon + 1 } },
  ],
  [
    'slow leftovers of the time before the new replica',
    { replicas: 2, signal: measured(0.5, 45) },
    [2, 'Settling'],
    { memory: afterAStep },
  ],
  [
    'a queue that these replicas will soon have worked off',
    { replicas: 2, signal: measured(0.6, 70, 0.3) },
    [2, 'Settling'],
    { memory: afterAStep },
  ],
  [
    'a queue that is too long for them',
    { replicas: 2, signal: measured(0.6, 70, 1) },
    [3, 'ObjectiveMissed'],
    { memory: afterAStep },
  ],
  [
    'no leftovers: the step was long ago, whatever else unsettled the replicas',
    { replicas: 2, signal: measured(0.5, 45) },
    [3, 'ObjectiveMissed'],
    { memory: { unsettledAt: noon - 6, breach: { ratePerReplica: 40, revision: '1', at: noon - 10 } } },
  ],
];

describe('decide', () => {
  test.each(cases)('%s', (_what, observation, [replicas, reason], more = {}) => {
    const decision = decide(
      { ...policy, ...more.policy },
      seen(observation),
      { ...rested(), ...more.memory },
      noon,
    );
    expect(decision).toMatchObject({ replicas, reason });
  });

  test.each([
    ['up', measured(0.1), 3],
    ['down', idle, 1],
  ])(
    'a step %s starts all anew: the cooldown, the calm, the breach, the measuring',
    (_way, signal, replicas) => {
      const { memory } = decide(policy, seen({ signal }), rested(), noon);
      expect(memory).toMatchObject({ replicas, scaledAt: noon, unsettledAt: noon });
      expect([memory.calmSince, memory.missedSince]).toEqual([undefined, undefined]);
    },
  );

  test('the first look at all may scale up, but finds no calm yet', () => {
    expect(decide(policy, seen({ signal: measured(0.1) }), {}, noon).replicas).toBe(3);
    expect(decide(policy, seen({ signal: idle }), {}, noon).reason).toBe('Stabilizing');
  });
});
