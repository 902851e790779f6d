/** What is kept from look to look, and what follows from it in the end. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/operator/decision/decide.ts';
import { remember } from '../../src/operator/decision/memory.ts';
import type { Memory } from '../../src/operator/decision/memory.ts';
import type { Observation } from '../../src/operator/decision/observation.ts';
import { idle, measured, noon, policy, rested, seen, unknown } from './examples.ts';

const DAY = 24 * 3600;

/** Looks again and again, each upon what the last one left; gives the reason. */
function looking(memory: Memory) {
  return {
    look(at: number, observation: Partial<Observation>): string {
      const decision = decide(policy, seen(observation), memory, noon + at);
      memory = decision.memory;
      return decision.reason;
    },
    get memory(): Memory {
      return memory;
    },
  };
}

describe('the calm', () => {
  test('an unknown of a moment does not interrupt it, a long one does', () => {
    const short = looking({});
    short.look(0, { signal: idle });
    short.look(5, { signal: unknown });
    expect(short.look(10, { signal: idle })).toBe('Stabilizing');
    expect(short.look(15, { signal: idle })).toBe('Calm');
    const long = looking({});
    long.look(0, { signal: idle });
    for (let at = 1; at < 20; at++) long.look(at, { signal: unknown });
    expect(long.look(20, { signal: idle })).toBe('Stabilizing');
  });

  test('each replica that is given back needs one of its own', () => {
    const { look } = looking(rested(3));
    expect(look(0, { replicas: 3, signal: idle })).toBe('Calm');
    for (let at = 1; at <= 15; at++) expect(look(at, { replicas: 2, signal: idle })).not.toBe('Calm');
    expect(look(16, { replicas: 2, signal: idle })).toBe('Calm');
  });

  test('begins anew when somebody else scales', () => {
    const { look } = looking(rested(2));
    look(0, { replicas: 3, signal: idle });
    for (let at = 1; at < 8; at++) expect(look(at, { replicas: 3, signal: idle })).toBe('CoolingDown');
    expect(look(8, { replicas: 3, signal: idle })).toBe('Stabilizing');
  });

  test('the busiest moment of the stretch before counts as well', () => {
    const { look } = looking({
      ...rested(2),
      breach: { ratePerReplica: 40, revision: '1', at: noon - 600 },
    });
    for (let at = 0; at < 14; at++) look(at, { signal: measured(1, 50, 0.1) });
    for (let at = 14; at < 29; at++) expect(look(at, { signal: measured(1, 10, 0.1) })).toBe('LoadNeedsAll');
    // A whole stretch later it is forgotten.
    expect(look(31, { signal: measured(1, 10, 0.1) })).toBe('Calm');
  });
});

describe('the clock', () => {
  test('when it is set back, a whole cooldown begins there', () => {
    const { look } = looking({ ...rested(), lookedAt: noon + 30 });
    expect(look(0, { signal: measured(0) })).toBe('ClockWentBackwards');
    expect(look(7, { signal: measured(0) })).toBe('CoolingDown');
    expect(look(8, { signal: measured(0) })).toBe('ObjectiveMissed');
  });
});

describe('a breach by few requests', () => {
  test('counts when it lasts: more of them bear witness', () => {
    const { look } = looking({ ...rested(1), replicas: 1 });
    for (let at = 0; at <= 20; at++)
      expect(look(at, { replicas: 1, signal: measured(0.6, 0.3) })).toBe('AtMinimum');
    expect(look(21, { replicas: 1, signal: measured(0.6, 0.3) })).toBe('ObjectiveMissed');
  });
});

describe('what a breach teaches', () => {
  const learned = (memory: Memory, observation: Partial<Observation>, at = 0): number | undefined =>
    remember(policy, seen(observation), memory, noon + at).breach?.ratePerReplica;
  const breach = { ratePerReplica: 40, revision: '1', at: noon };

  test('what a replica cannot carry', () => {
    const { memory } = decide(policy, seen({ signal: measured(0.3, 80) }), { replicas: 2 }, noon);
    expect(memory.breach).toEqual(breach);
  });

  test('the most that it served while it lasts', () => {
    const memory = { ...rested(), breach };
    expect(learned(memory, { signal: measured(0.3, 60) }, 1)).toBe(40);
    expect(learned(memory, { signal: measured(0.3, 100) }, 1)).toBe(50);
    // A later one is another one.
    expect(learned(memory, { signal: measured(0.3, 60) }, 11)).toBe(30);
  });

  test.each<[string, Partial<Observation>, Partial<Memory>]>([
    ['pods are being replaced', { rollingOut: true }, {}],
    ['a replica is missing', { ready: 1 }, {}],
    ['the window still holds another number of them', {}, { unsettledAt: noon - 9 }],
  ])('nothing while %s', (_what, observation, memory) => {
    expect(
      learned({ ...rested(), ...memory }, { signal: measured(0.3, 80), ...observation }),
    ).toBeUndefined();
  });

  test('a calm under more than that teaches better', () => {
    const memory = { ...rested(), breach };
    expect(learned(memory, { signal: measured(1, 100) })).toBe(50);
    expect(learned(memory, { signal: measured(1, 60) })).toBe(40);
    expect(learned({ ...memory, unsettledAt: noon - 9 }, { signal: measured(1, 100) })).toBe(40);
  });

  test('for a day', () => {
    const memory = { ...rested(), knownAt: noon, breach };
    expect(learned(memory, { signal: measured(0.92) }, DAY - 1)).toBe(40);
    expect(learned(memory, { signal: measured(0.92) }, DAY)).toBeUndefined();
  });
});
