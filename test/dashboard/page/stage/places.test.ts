import { array, assert, integer, property, string, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { cardsOf } from '../../../../src/dashboard/page/stage/places/cards.ts';
import { coloured, COLOURS } from '../../../../src/dashboard/page/stage/places/colours.ts';
import { layoutOf } from '../../../../src/dashboard/page/stage/places/layout.ts';
import type { Box, Room } from '../../../../src/dashboard/page/stage/places/layout.ts';
import { nodeLabels } from '../../../../src/dashboard/page/stage/places/nodes.ts';
import { seat } from '../../../../src/dashboard/page/stage/places/seats.ts';
import type { Pod, PodState, View } from '../../../../src/dashboard/view/view.ts';
import { deployed, emptyView, others, scaler, served, together } from '../fixture/views.ts';

const named = (name: string, state: PodState = 'ready') => ({ name, state }) as Pod;

test('a pod keeps its place, and the next takes one that is free', () => {
  const first = seat([], [named('a'), named('b'), named('c')]);
  expect(first).toEqual(['a', 'b', 'c']);
  const ending = [named('a', 'terminating'), named('b'), named('c')];
  expect(seat(first, ending)).toEqual(['a', 'b', 'c']);
  const without = [named('b', 'terminating'), named('c')];
  expect(seat(first, without)).toEqual([undefined, 'b', 'c']);
  expect(seat(seat(first, without), [...without, named('d')])).toEqual(['d', 'b', 'c']);
});

test('they move together only when none is ending any more', () => {
  const seats = ['a', 'b', 'c'];
  expect(seat(seats, [named('c')])).toEqual(['c']);
  expect(seat(seats, [named('c', 'terminating')])).toEqual([undefined, undefined, 'c']);
  expect(seat(seats, [named('a', 'terminating')])).toEqual(['a']);
});

test('a version keeps its colour; those of a rollout never share one', () => {
  const before = coloured(new Map(), ['0.3']);
  const after = coloured(before, ['0.3', '0.4']);
  expect(after.get('0.3')).toBe(before.get('0.3'));
  expect(after.get('0.4')).not.toBe(after.get('0.3'));
  expect(coloured(new Map(), ['0.4']).get('0.4')).toBe(after.get('0.4'));
  assert(
    property(uniqueArray(string(), { maxLength: COLOURS }), (versions) => {
      const colours = versions.reduce<ReadonlyMap<string, number>>(
        (before, _, at) => coloured(before, versions.slice(0, at + 1)),
        new Map(),
      );
      expect(new Set(colours.values()).size).toBe(versions.length);
    }),
  );
});

test('what serves is large, and the rest on the shelf', () => {
  const kad = deployed({ name: 'kad', sets: [['0.4', ['ready']]] });
  const names = (view: Partial<View>, before: string[] = []) => {
    const { large, shelf } = cardsOf(emptyView(view), before);
    return [large, shelf].map((cards) => cards.map(({ name }) => name));
  };
  expect(names({})).toEqual([[], []]);
  expect(names(together(kad, others))).toEqual([['kad'], ['prometheus', 'redis']]);
  expect(names(others)).toEqual([['prometheus'], ['redis']]);
  // What was large stays so until it is known what serves.
  expect(names(others, ['Deployment/redis'])).toEqual([['redis'], ['prometheus']]);
  expect(names(together(kad, others, served(kad, { rate: 1 })), ['Deployment/redis'])).toEqual([
    ['kad'],
    ['prometheus', 'redis'],
  ]);
  const ingress = {
    ingresses: { redis: { name: 'redis', rules: [{ host: '', path: '/', service: 'redis' }] } },
  };
  expect(names(together(kad, others, ingress, scaler()))).toEqual([['kad', 'redis'], ['prometheus']]);
});

test('a pod that nobody owns, and one whose ReplicaSet is gone, are shown', () => {
  const loose = { ...named('debug'), version: '1', createdAt: 0 } as Pod;
  const orphan = {
    ...named('kad-1-x', 'terminating'),
    version: '0.3',
    workload: 'Deployment/kad',
    set: 'kad-1',
    createdAt: 0,
  };
  const { large, shelf } = cardsOf(emptyView({ pods: { debug: loose, [orphan.name]: orphan } }));
  expect(large.map(({ name, groups }) => [name, groups.map(({ version }) => version)])).toEqual([
    ['kad', ['0.3']],
  ]);
  expect(shelf.map(({ kind, groups }) => [kind, groups[0]?.pods.length])).toEqual([['Pod', 1]]);
});

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width - 1e-6 &&
  b.x < a.x + a.width - 1e-6 &&
  a.y < b.y + b.height - 1e-6 &&
  b.y < a.y + a.height - 1e-6;

const HALL: Room = { width: 56.8, height: 11.6 };
const PHONE: Room = { width: 20, height: undefined };

test.each([
  ['a hall', HALL],
  ['a phone', PHONE],
])('on %s tiles never overlap, and never leave the stage', (_name, room) => {
  assert(
    property(array(integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 2 }), (counts) => {
      const states = counts.map((count) => Array<PodState>(count).fill('ready'));
      const sets = states.map((all, at): [string, PodState[]] => [`0.${at}`, all]);
      const { large } = cardsOf(emptyView(deployed({ name: 'kad', sets, wanted: 1 })));
      const seats = Object.fromEntries(
        large.flatMap(({ groups }) =>
          groups.map(({ name, pods }) => [name, pods.map((pod) => pod.name)] as const),
        ),
      );
      const { bands, height } = layoutOf(large, { seats, most: () => 0 }, room);
      const boxes = bands.flatMap(({ tiles }) => tiles.map(({ box }) => box));
      const hidden = bands.flatMap(({ groups }) => groups.map((group) => group.hidden));
      expect(boxes.length + hidden.reduce((sum, one) => sum + one, 0)).toBe(states.flat().length);
      boxes.forEach((box, at) => {
        expect(box.x + box.width).toBeLessThanOrEqual(room.width + 1e-6);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 1e-6);
        expect(boxes.slice(0, at).some((other) => overlap(box, other))).toBe(false);
      });
    }),
    { numRuns: 60 },
  );
});

test('five pods are large, seven slim, fifty small; an operator may fill the places that are free', () => {
  const layout = (count: number, most = 0) => {
    const states = Array<PodState>(count).fill('ready');
    const { large } = cardsOf(emptyView(deployed({ name: 'kad', sets: [['0.4', states]] })));
    const seats = { [large[0]!.groups[0]!.name]: large[0]!.groups[0]!.pods.map(({ name }) => name) };
    return layoutOf(large, { seats, most: () => most }, HALL).bands[0]!;
  };
  expect([5, 7, 14, 50, 200].map((count) => layout(count).density.name)).toEqual([
    'large',
    'slim',
    'medium',
    'small',
    'tiny',
  ]);
  const places = ({ tiles, free }: ReturnType<typeof layout>) => [...tiles.map(({ box }) => box), ...free];
  expect(layout(2, 5).free).toHaveLength(3);
  expect(places(layout(2, 5))).toEqual(places(layout(5, 5)));
});

test('nodes are named by what differs', () => {
  expect(nodeLabels(['pycont-worker', undefined, 'pycont-worker'])).toEqual(new Map());
  expect([...nodeLabels(['kind-worker', 'kind-worker2', 'kind-control-plane']).values()]).toEqual([
    'worker',
    'worker2',
    'control-plane',
  ]);
});
