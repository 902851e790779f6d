import { beforeEach, expect, test } from 'vitest';
import { Marks } from '../../../src/dashboard/model/marks.ts';
import type { Objects } from '../../../src/dashboard/model/objects.ts';
import { NOTHING, deployment, replicaSet, scaler, step } from './objects.ts';

let marks: Marks;
let known: Objects;
beforeEach(() => {
  marks = new Marks(600_000);
  known = { ...NOTHING, deployments: [deployment(1)], replicaSets: [replicaSet(1)] };
});

/** From now on this is so. */
function see(now: number, change: Partial<Objects> = {}): void {
  known = { ...known, ...change };
  marks.seen(known, now);
}
const all = () => Object.values(marks.all);

test('nothing has happened', () => {
  see(1000);
  see(2000);
  expect(all()).toEqual([]);
});

test('a new ReplicaSet is a release; an old one that comes back is one again', () => {
  see(1000);
  see(2000, { replicaSets: [replicaSet(1), replicaSet(2)] });
  see(3000);
  const release = { kind: 'release', workload: 'Deployment/kad' };
  expect(all()).toEqual([{ ...release, at: 2000, version: '0.2' }]);
  see(4000, { replicaSets: [replicaSet(1, { revision: 3 }), replicaSet(2)] });
  expect(all()).toEqual([
    { ...release, at: 2000, version: '0.2' },
    { ...release, at: 4000, version: '0.1' },
  ]);
});

test('releases from before are known by their ReplicaSets, the first one is none', () => {
  see(50_000, { replicaSets: [replicaSet(1, { createdAt: 1000 }), replicaSet(2, { createdAt: 20_000 })] });
  expect(all()).toEqual([{ kind: 'release', workload: 'Deployment/kad', at: 20_000, version: '0.2' }]);
});

test('somebody scales, where no operator is', () => {
  see(1000);
  see(2000, { deployments: [deployment(3)] });
  expect(all()).toEqual([{ kind: 'scale', workload: 'Deployment/kad', at: 2000, from: 1, to: 3 }]);
});

const STEP = { kind: 'step', workload: 'Deployment/kad', from: 1, to: 2, why: 'the objective is missed' };

test('the operator steps: its Event comes a moment after the change', () => {
  see(1000, { scalers: [scaler()] });
  see(2000, { deployments: [deployment(2)] });
  expect(all()).toEqual([]);
  see(2300, { steps: [step(1, 2)] });
  see(9000);
  expect(all()).toEqual([{ ...STEP, at: 2000 }]);
});

test('its Event comes before the change', () => {
  see(1000, { scalers: [scaler()] });
  see(2000, { steps: [step(1, 2)] });
  see(2300, { deployments: [deployment(2)] });
  see(9000);
  expect(all()).toEqual([{ ...STEP, at: 2000 }]);
});

test('somebody else scales beside an operator: no Event says that it was the operator', () => {
  see(1000, { scalers: [scaler()] });
  see(2000, { deployments: [deployment(4)] });
  see(2500);
  expect(all()).toEqual([]);
  see(4500);
  expect(all()).toEqual([{ kind: 'scale', workload: 'Deployment/kad', at: 2000, from: 1, to: 4 }]);
});

test.each([
  ['a step', [step(2, 3)], 'scale'],
  ['the next', [step(1, 2), step(2, 3)], 'step'],
  ['the one before', [step(2, 3), step(1, 2)], 'step'],
])('two changes that are seen as one: of %s by the operator the other is told apart', (_, steps, other) => {
  see(1000, { scalers: [scaler()] });
  see(2000, { deployments: [deployment(3)], steps });
  see(9000);
  expect(
    all()
      .map((mark) => [mark.kind, 'from' in mark && mark.from, mark.at])
      .toSorted(),
  ).toEqual([
    [other, 1, 2000],
    ['step', 2, 2000],
  ]);
});

test('the same step again is the same Event, counted', () => {
  see(1000, { scalers: [scaler()] });
  see(2000, { deployments: [deployment(2)], steps: [step(1, 2)] });
  see(3000, { deployments: [deployment(1)], steps: [step(1, 2), step(2, 1)] });
  see(4000, { deployments: [deployment(2)], steps: [step(1, 2, { count: 2 }), step(2, 1)] });
  see(9000);
  expect(all().map(({ kind, at }) => [kind, at])).toEqual([
    ['step', 2000],
    ['step', 3000],
    ['step', 4000],
  ]);
});

test('an operator without a LatencyScaler', () => {
  see(1000);
  const about = { kind: 'Deployment', name: 'kad' };
  see(2000, { deployments: [deployment(2)], steps: [step(1, 2, { about })] });
  expect(all()).toEqual([{ ...STEP, at: 2000 }]);
});

test('steps from before have the time of their Event', () => {
  see(50_000, { scalers: [scaler()], steps: [step(1, 2, { at: 30_000 })] });
  see(60_000);
  expect(all()).toEqual([{ ...STEP, at: 30_000 }]);
});

test('what changed while nobody looked has no time, and is no mark', () => {
  see(1000);
  marks.forget();
  see(90_000, { deployments: [deployment(3)] });
  see(91_000);
  expect(all()).toEqual([]);
});

test('load on and off, when it lasts', () => {
  const rates = [0, 0.9, 8, 0, 30, 31, 3, 40, 1, 40, 1, 0, 0];
  for (const [second, rate] of rates.entries()) marks.measured(second * 1000, rate);
  expect(all()).toEqual([
    { kind: 'load-on', at: 4000 },
    { kind: 'load-off', at: 10_000 },
  ]);
});

test('old marks are forgotten', () => {
  see(1000);
  see(2000, { deployments: [deployment(3)] });
  see(600_000);
  expect(all()).toHaveLength(1);
  see(603_000);
  expect(all()).toEqual([]);
});
