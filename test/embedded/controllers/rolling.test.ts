import { expect, test } from 'vitest';
import {
  boundsOf,
  newReplicas,
  oldReplicas,
  proportionalReplicas,
} from '../../../src/embedded/controllers/deployment/rolling.ts';
import type { Size } from '../../../src/embedded/controllers/deployment/rolling.ts';
import { sameTemplate, templateHash } from '../../../src/embedded/controllers/deployment/template.ts';

const rolling = (replicas: number, maxSurge?: number | string, maxUnavailable?: number | string) => ({
  replicas,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
});
const size = (name: string, replicas: number, more: Partial<Size> = {}): Size => ({
  name,
  replicas,
  pods: replicas,
  available: replicas,
  age: 0,
  ...more,
});

test.each([
  [rolling(1), { maxSurge: 1, maxUnavailable: 0 }],
  [rolling(10), { maxSurge: 3, maxUnavailable: 2 }],
  [rolling(3, '50%', '50%'), { maxSurge: 2, maxUnavailable: 1 }],
  [rolling(4, 0, 0), { maxSurge: 0, maxUnavailable: 1 }],
  [rolling(2, '0%', '10%'), { maxSurge: 0, maxUnavailable: 1 }],
  [rolling(2, 1, 5), { maxSurge: 1, maxUnavailable: 2 }],
  [rolling(3, '100%', 0), { maxSurge: 3, maxUnavailable: 0 }],
  [
    { replicas: 3, strategy: { type: 'Recreate' } },
    { maxSurge: 0, maxUnavailable: 0 },
  ],
])('bounds of %j', (spec, bounds) => {
  expect(boundsOf(spec)).toEqual(bounds);
});

test('the new ReplicaSet grows as far as the surge allows', () => {
  expect(newReplicas(rolling(4, 1, 1), 0, [size('old', 4)])).toBe(1);
  expect(newReplicas(rolling(4, 1, 1), 1, [size('old', 3), size('new', 1)])).toBe(2);
  expect(newReplicas(rolling(4, 1, 1), 6, [size('new', 6)])).toBe(4);
  // Pods still to be removed count as well.
  expect(newReplicas(rolling(4, 1, 1), 1, [size('old', 3, { pods: 4 }), size('new', 1)])).toBe(1);
});

test('old ReplicaSets shrink, unhealthy pods first, and enough pods stay available', () => {
  const shrink = (newOne: Size, old: Size[]) =>
    Object.fromEntries(oldReplicas(rolling(4, 1, 1), newOne, old));
  expect(shrink(size('new', 1, { available: 0 }), [size('old', 4)])).toEqual({ old: 3 });
  expect(shrink(size('new', 2, { available: 0 }), [size('old', 3)])).toEqual({});
  expect(shrink(size('new', 1), [size('a', 2, { available: 0 }), size('b', 2, { age: 1 })])).toEqual({
    a: 0,
  });
  expect(shrink(size('new', 4), [size('a', 1), size('b', 1, { age: 1 })])).toEqual({ a: 0, b: 0 });
});

test('scaling in mid-rollout is spread in proportion', () => {
  const sizes = [size('new', 8, { age: 1, annotatedMax: 13 }), size('old', 5, { annotatedMax: 13 })];
  expect(Object.fromEntries(proportionalReplicas(rolling(15, 3, 2), sizes, 13))).toEqual({ new: 11, old: 7 });
  expect(Object.fromEntries(proportionalReplicas(rolling(0, 3, 2), sizes, 13))).toEqual({ new: 0, old: 0 });
});

test('template hashes ignore order and the hash label, and differ by content and collision', () => {
  const a = {
    metadata: { labels: { app: 'kad', tier: 'web' } },
    spec: { containers: [{ name: 'kad', image: 'x' }] },
  };
  const b = {
    spec: { containers: [{ image: 'x', name: 'kad' }] },
    metadata: { labels: { tier: 'web', app: 'kad', 'pod-template-hash': 'abc' } },
  };
  const c = { ...a, spec: { containers: [{ name: 'kad', image: 'y' }] } };
  expect(sameTemplate(a, b)).toBe(true);
  expect(sameTemplate(a, c)).toBe(false);
  expect(templateHash(a)).toBe(templateHash(b));
  expect(new Set([templateHash(a), templateHash(c), templateHash(a, 1)]).size).toBe(3);
  expect(templateHash(a)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/);
});
