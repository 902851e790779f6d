/** What an operator's end does not cost. */
import { describe, expect, test } from 'vitest';
import { memoryOf, statusOf } from '../../../src/operator/report/status.ts';
import type { ScalerStatus } from '../../../src/operator/kubernetes/resources.ts';
import { counted, kad, seen } from './world/examples.ts';
import { NOON, Target } from './world/target.ts';

/** What the status of a target says after one more second. */
function statusAfter(target: Target, more = {}): ScalerStatus {
  const { replicas } = target;
  const decision = target.observe(more);
  return statusOf(
    {},
    1,
    { policy: target.policy, seen: seen({ replicas, ...more }), decision, message: '' },
    target.now,
  );
}

/** Through JSON, as the API server keeps it. */
const kept = (status: ScalerStatus): ScalerStatus => JSON.parse(JSON.stringify(status)) as ScalerStatus;

describe('a cooldown', () => {
  test('a step just before the restart: a whole one passes', () => {
    const first = new Target(kad);
    const status = statusAfter(first, { signal: counted(0, 40, 2) });
    expect(status.lastScaleTime).toBeDefined();
    // The other's clock shows something else.
    for (const now of [NOON, 5, 10 * NOON]) {
      const second = new Target(kad, first.replicas, memoryOf(kept(status), now));
      second.now = now;
      const pods = { pods: first.replicas, known: first.replicas };
      const signal = counted(0, 40, 2, pods);
      for (let i = 1; i < kad.cooldown; i++) expect(second.observe({ signal }).replicas).toBe(first.replicas);
      expect(second.steps).toEqual([]);
    }
  });

  test('no step was ever made: there is none to wait for', () => {
    const status = statusAfter(new Target(kad), { signal: counted(0.97) });
    const target = new Target(kad, 2, memoryOf(kept(status), NOON));
    expect(target.observe({ signal: counted(0, 40, 2) }).reason).toBe('ObjectiveMissed');
  });

  test('somebody has scaled in between: a whole one passes', () => {
    const status = statusAfter(new Target(kad), { signal: counted(0.97) });
    const target = new Target(kad, 4, memoryOf(kept(status), NOON));
    expect(target.during(kad.cooldown, { signal: counted(0, 40, 2) })).toBe('CoolingDown');
  });
});

describe('what was learned', () => {
  /** Two carry 60 a second, one does not. */
  const learned = (): Target => {
    const target = new Target({ ...kad, min: 1 }, 2);
    for (let round = 0; round < 4 && target.replicas === 2; round++)
      target.during(300, { signal: counted(1, 60, 0.12) });
    target.during(30, { ready: 1, signal: counted(0.1, 38, 3, { pods: 1, known: 1 }) });
    target.replicas = 2;
    target.during(600, { signal: counted(1, 60, 0.12) });
    return target;
  };

  test('survives it, rounded', () => {
    const target = learned();
    const status = statusAfter(target, { signal: counted(1, 60, 0.12) });
    expect(status.learned).toBeDefined();
    const { capacity, exceeded, revision } = memoryOf(kept(status), NOON);
    expect(revision).toBe('1');
    for (const key of ['carried', 'tooMuch'] as const) {
      const was = target.memory.capacity[key];
      if (was === undefined) expect(capacity[key]).toBeUndefined();
      else expect(capacity[key]! / was).toBeCloseTo(1, 1);
    }
    expect(exceeded === undefined).toBe(target.memory.exceeded === undefined);
  });

  test('is not tried again after it', () => {
    const status: ScalerStatus = {
      desiredReplicas: 2,
      learned: { requestsPerSecondPerReplica: 34, carried: 30, tooMuch: 38, exceeded: 38, revision: '1' },
    };
    const target = new Target(kad, 2, memoryOf(status, NOON));
    expect(target.during(3600, { signal: counted(1, 60, 0.12) })).toBe('LoadNeedsAll');
    expect(target.steps).toEqual([]);
  });

  test.each([
    ['what led to a missed objective', { exceeded: 38 }],
    ['what is too much', { requestsPerSecondPerReplica: 34, tooMuch: 38 }],
  ])('nor is it when all that is known is %s', (_what, learned) => {
    const status: ScalerStatus = { desiredReplicas: 2, learned: { ...learned, revision: '1' } };
    const target = new Target(kad, 2, memoryOf(status, NOON));
    target.during(3600, { signal: counted(1, 60, 0.01) });
    expect(target.steps).toEqual([]);
  });

  test('without it, or of somebody who knew nothing, one is tried', () => {
    for (const status of [{}, { desiredReplicas: 2, learned: null }, { desiredReplicas: 2, learned: {} }]) {
      const target = new Target(kad, 2, memoryOf(status, NOON));
      target.during(3600, { signal: counted(1, 60, 0.01) });
      expect(target.replicas).toBe(1);
    }
  });

  test('of another version is a first guess only', () => {
    const target = new Target(
      kad,
      2,
      memoryOf(
        {
          desiredReplicas: 2,
          learned: { requestsPerSecondPerReplica: 34, carried: 30, tooMuch: 38, revision: '0' },
        },
        NOON,
      ),
    );
    target.during(1800, { signal: counted(1, 120, 0.05) });
    expect(target.memory.capacity.carried).toBeGreaterThan(50);
  });
});
