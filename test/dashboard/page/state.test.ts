import { expect, test } from 'vitest';
import { learn } from '../../../src/dashboard/page/stream/state.ts';
import type { Known, Told } from '../../../src/dashboard/page/stream/state.ts';
import type { Point } from '../../../src/dashboard/view/view.ts';
import { deployed, emptyView } from './fixture/views.ts';

const kad = deployed({ name: 'kad', sets: [['0.4', ['ready', 'ready']]] });
const [first, second] = Object.keys(kad.pods);
const start: Told = {
  name: 'view',
  data: { now: 5_000, view: emptyView(kad), points: [{ at: 1 }, { at: 2 }] },
};

const told = (...events: [what: Told, at: number][]) =>
  events.reduce<Known | undefined>((known, [what, at]) => learn(known, what, at), undefined);

test('nothing is known before the first view', () => {
  expect(told([{ name: 'alive', data: { now: 1 } }, 1])).toBeUndefined();
  expect(told([start, 1_000])).toMatchObject({
    ahead: 4_000,
    heardAt: 1_000,
    points: [{ at: 1 }, { at: 2 }],
  });
});

test('a patch changes what it names; the rest stays the same', () => {
  const before = told([start, 1_000])!;
  const patch = { pods: { [first!]: { state: 'terminating' } } };
  const after = learn(before, { name: 'patch', data: { now: 6_000, patch } }, 1_900)!;
  expect(after.view.pods[first!]?.state).toBe('terminating');
  expect(after.view.pods[second!]).toBe(before.view.pods[second!]);
  expect(after.view.services).toBe(before.view.services);
  expect(after.ahead).toBe(4_100);
});

test('points are added; one of the same time is replaced', () => {
  const points = (...points: Point[]): Told => ({ name: 'points', data: { now: 6_000, points } });
  const known = told([start, 0], [points({ at: 3 }), 1], [points({ at: 3, rate: 1 }, { at: 4 }), 2]);
  expect(known?.points).toEqual([{ at: 1 }, { at: 2 }, { at: 3, rate: 1 }, { at: 4 }]);
  const late = learn(known, points({ at: 4_000_000 }), 3);
  expect(late?.points).toEqual([{ at: 4_000_000 }]);
});

test('a pod that is gone keeps its place until it has faded away', () => {
  const patch = { name: 'patch', data: { now: 5_000, patch: { pods: { [first!]: null } } } } as const;
  const alive = { name: 'alive', data: { now: 5_000 } } as const;
  const seats = (known: Known | undefined) => Object.values(known!.memory.seats)[0];
  const going = told([start, 0], [patch, 100], [alive, 700]);
  expect(Object.keys(going!.memory.gone)).toEqual([first]);
  expect(seats(going)).toContain(first);
  const gone = learn(going, alive, 801);
  expect(gone!.memory.gone).toEqual({});
  expect(seats(gone)).toEqual([second]);
});
