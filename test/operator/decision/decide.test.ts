/** What takes precedence over what. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/operator/decision/decide.ts';
import { NO_MEMORY } from '../../../src/operator/decision/memory.ts';
import type { Memory } from '../../../src/operator/decision/memory.ts';
import type { Observation } from '../../../src/operator/decision/observation.ts';
import type { Policy } from '../../../src/operator/decision/policy.ts';
import type { Reason } from '../../../src/operator/decision/reason.ts';
import { counted, idle, kad, requests, seen, unknown } from './world/examples.ts';
import { NOON } from './world/target.ts';

const missed = counted(0, 40, 2);
const stepped = (ago: number, own = true): Partial<Memory> => ({
  step: { at: NOON - ago, from: 1, to: 2, own },
});
/** Nothing has spoken against fewer replicas for an hour. */
const rested: Partial<Memory> = { quietSince: NOON - 3600, knownAt: NOON - 1 };

type Case = [
  what: string,
  observation: Partial<Observation>,
  expected: [number, Reason],
  more?: { policy?: Partial<Policy>; memory?: Partial<Memory> },
];

const cases: Case[] = [
  ['paused, although there are 0', { replicas: 0, ready: 0 }, [0, 'Paused'], { policy: { paused: true } }],
  ['paused outside the bounds', { replicas: 9, signal: missed }, [9, 'Paused'], { policy: { paused: true } }],
  [
    '0 replicas disable scaling, also beside an HPA',
    { replicas: 0, ready: 0, autoscaler: 'kad' },
    [0, 'ScalingDisabled'],
  ],
  [
    '0 replicas, although the minimum is 1',
    { replicas: 0, ready: 0, signal: missed },
    [0, 'ScalingDisabled'],
  ],
  [
    'an HPA on the same target, outside the bounds',
    { replicas: 9, autoscaler: 'kad', signal: missed },
    [9, 'YieldsToAutoscaler'],
  ],
  [
    'an HPA on the same target, objective missed',
    { autoscaler: 'kad', signal: missed },
    [2, 'YieldsToAutoscaler'],
  ],
  [
    'below the minimum, in the cooldown and unknown',
    { replicas: 2, signal: unknown },
    [3, 'BelowMinimum'],
    { policy: { min: 3 }, memory: stepped(1) },
  ],
  [
    'below the minimum, objective missed: the minimum, no more',
    { replicas: 1, signal: missed },
    [3, 'BelowMinimum'],
    { policy: { min: 3 } },
  ],
  [
    'above the maximum, in the cooldown and objective missed',
    { replicas: 9, signal: missed },
    [5, 'AboveMaximum'],
    { memory: stepped(1) },
  ],
  ['above the maximum, while it rolls out', { replicas: 9, ready: 3, rollingOut: true }, [5, 'AboveMaximum']],
  ['objective missed in the cooldown', { signal: missed }, [2, 'CoolingDown'], { memory: stepped(7) }],
  ['idle in the cooldown', { signal: idle }, [2, 'CoolingDown'], { memory: { ...rested, ...stepped(7) } }],
  [
    'in the cooldown of somebody else’s step',
    { signal: missed },
    [2, 'CoolingDown'],
    { memory: stepped(7, false) },
  ],
  ['at the maximum, with replicas missing', { replicas: 5, ready: 4, signal: missed }, [5, 'AtMaximum']],
  ['objective missed, a replica on its way', { ready: 1, signal: missed }, [2, 'WaitingForReplicas']],
  ['nobody knows, not even at the minimum', { replicas: 1, signal: unknown }, [1, 'LatencyUnknown']],
  [
    'unknown while it rolls out',
    { signal: unknown, rollingOut: true },
    [2, 'LatencyUnknown'],
    { memory: rested },
  ],
  ['idle while it rolls out', { signal: idle, rollingOut: true }, [2, 'RollingOut'], { memory: rested }],
  ['idle with a replica missing', { ready: 1, signal: idle }, [2, 'WaitingForReplicas'], { memory: rested }],
  [
    'idle as far as half of the pods are known',
    { signal: counted(1, 0, 0, { known: 1 }) },
    [2, 'PartlyMeasured'],
    { memory: rested },
  ],
  ['idle at the minimum', { replicas: 1, signal: idle }, [1, 'AtMinimum'], { memory: rested }],
  [
    'idle, but not for long',
    { signal: idle },
    [2, 'Stabilizing'],
    { memory: { ...rested, quietSince: NOON - 9 } },
  ],
  [
    'idle for a stabilization',
    { signal: idle },
    [1, 'Calm'],
    { memory: { ...rested, quietSince: NOON - 10 } },
  ],
];

describe('decide', () => {
  test.each(cases)('%s', (_what, observation, [replicas, reason], more = {}) => {
    const now = seen(observation);
    const memory = {
      ...NO_MEMORY,
      at: NOON - 1,
      replicas: now.replicas,
      ready: now.ready,
      revision: '1',
      ...more.memory,
    };
    expect(decide({ ...kad, ...more.policy }, now, memory, NOON)).toMatchObject({ replicas, reason });
  });

  test('when the cooldown is over, the objective counts', () => {
    const memory = { ...NO_MEMORY, at: NOON - 1, replicas: 2, ready: 2, revision: '1', ...stepped(8) };
    const { replicas, reason } = decide(kad, seen({ signal: missed }), memory, NOON);
    expect(reason).toBe('ObjectiveMissed');
    expect(replicas).toBeGreaterThan(2);
  });

  test('the very first observation may scale up, and finds no calm yet', () => {
    expect(decide(kad, seen({ signal: missed }), NO_MEMORY, NOON).reason).toBe('ObjectiveMissed');
    expect(decide(kad, seen({ signal: idle }), NO_MEMORY, NOON).reason).toBe('Stabilizing');
  });

  test('exactly at the objective is met, at any number of requests', () => {
    for (const rate of [1, 1000, 1_000_000])
      expect(decide(kad, seen({ signal: counted(0.9, rate) }), NO_MEMORY, NOON).replicas).toBe(2);
  });

  test('a write that fails is made again at once, upon what was seen', () => {
    const first = decide(kad, seen({ signal: missed }), NO_MEMORY, NOON);
    // Nobody has asked for anything since.
    const signal = { ...missed, fresh: requests(0) };
    const again = decide(kad, seen({ signal }), first.observed, NOON + 1);
    expect(again).toMatchObject({ replicas: first.replicas, reason: 'ObjectiveMissed' });
  });

  test.each([
    ['up', missed, NO_MEMORY],
    ['down', idle, { ...NO_MEMORY, ...rested, at: NOON - 1, replicas: 2, ready: 2, revision: '1' }],
  ])('a step %s begins everything anew; a write that fails leaves what was seen', (_way, signal, before) => {
    const { replicas, memory, observed } = decide(kad, seen({ signal }), before, NOON);
    expect(memory).toMatchObject({
      replicas,
      quietSince: NOON,
      step: { at: NOON, from: 2, to: replicas, own: true },
    });
    expect(observed).toMatchObject({ replicas: 2, at: NOON, knownAt: NOON });
    expect(observed.step).toEqual(before.step);
  });
});
