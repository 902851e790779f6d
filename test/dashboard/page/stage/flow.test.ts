import { expect, test } from 'vitest';
import { flowOn, MOST, placesOf, SPEED, STILL } from '../../../../src/dashboard/page/stage/flow/drops.ts';
import { pointAt, trace } from '../../../../src/dashboard/page/stage/flow/path.ts';
import { ribbonsOf, thicknessOf } from '../../../../src/dashboard/page/stage/flow/ribbons.ts';
import type { Ribbon } from '../../../../src/dashboard/page/stage/flow/ribbons.ts';
import { cardsOf } from '../../../../src/dashboard/page/stage/places/cards.ts';
import { layoutOf } from '../../../../src/dashboard/page/stage/places/layout.ts';
import type { Band } from '../../../../src/dashboard/page/stage/places/layout.ts';
import type { PodState } from '../../../../src/dashboard/view/view.ts';
import { deployed, emptyView } from '../fixture/views.ts';

function bandOf(count: number): Band {
  const { large } = cardsOf(
    emptyView(deployed({ name: 'kad', sets: [['0.4', Array<PodState>(count).fill('ready')]] })),
  );
  const [group] = large[0]!.groups;
  const seats = { [group!.name]: group!.pods.map(({ name }) => name) };
  return layoutOf(large, { seats, most: () => 0 }, { width: 56.8, height: 11.6 }).bands[0]!;
}

const traffic = (band: Band, rate: (index: number) => number) =>
  Object.fromEntries(band.tiles.map(({ pod }, index) => [pod, { rate: rate(index) }]));
const all = () => true;

test('a ribbon for each pod that serves, from the entry to its tile', () => {
  const band = bandOf(3);
  const [first, second] = band.tiles;
  const ribbons = ribbonsOf(band, { [second!.pod]: { rate: 4 } }, (pod) => pod === first!.pod);
  expect(ribbons.map(({ pod }) => pod).sort()).toEqual([first!.pod, second!.pod].sort());
  for (const { line, pod } of ribbons) {
    const { box } = band.tiles.find((tile) => tile.pod === pod)!;
    expect(line[0]!.x).toBe(band.pipes.from.x);
    expect(line.at(-1)!.y).toBe(box.y);
    expect(line.at(-1)!.x).toBeGreaterThan(box.x);
    expect(line.at(-1)!.x).toBeLessThan(box.x + box.width);
  }
});

test('as thick as its share of the requests', () => {
  const band = bandOf(2);
  const [thin, thick] = ribbonsOf(
    band,
    traffic(band, (index) => (index === 0 ? 30 : 10)),
    all,
  );
  expect(thick!.thickness / thin!.thickness).toBeCloseTo(3);
  expect(thin!.thickness + thick!.thickness).toBeCloseTo(thicknessOf(40));
  expect(thicknessOf(0)).toBe(0);
  expect(thicknessOf(500)).toBeLessThan(2 * thicknessOf(40));
});

test.each([3, 14, 50])(
  '%i ribbons lie beside each other, and fill no more than there is room for',
  (count) => {
    const band = bandOf(count);
    const ribbons = ribbonsOf(
      band,
      traffic(band, (index) => 5 + (index % 7)),
      all,
    );
    const starts = ribbons.map(({ line, thickness }) => ({
      from: line[0]!.y - thickness / 2,
      to: line[0]!.y + thickness / 2,
    }));
    starts.reduce((before, next) => {
      expect(next.from).toBeGreaterThanOrEqual(before.to - 1e-9);
      return next;
    });
    for (const { room, y } of band.pipes.rows) {
      const own = ribbons.filter(({ line }) => Math.abs(line.at(-2)!.y - y) < room / 2);
      expect(own.reduce((sum, { thickness }) => sum + thickness, 0)).toBeLessThanOrEqual(room * 0.62 + 1e-9);
    }
  },
);

test('no ribbon crosses another of its row: the nearest pod has the lowest', () => {
  const band = bandOf(5);
  const ribbons = ribbonsOf(
    band,
    traffic(band, () => 8),
    all,
  );
  const byPlace = [...ribbons].sort((a, b) => a.line.at(-1)!.x - b.line.at(-1)!.x);
  const heights = byPlace.map(({ line }) => line.at(-2)!.y);
  expect(heights).toEqual([...heights].sort((a, b) => b - a));
});

const straight = (pod: string, rate: number, failing = 0): Ribbon => ({
  pod,
  rate,
  failing,
  line: [
    { x: 0, y: 0 },
    { x: 30, y: 0 },
  ],
  thickness: 0.2,
  waiting: 0,
  width: 8,
});

/** A second, in frames. */
function second(ribbons: Ribbon[], flow = STILL) {
  return Array.from({ length: 60 }).reduce<typeof STILL>((before) => flowOn(before, ribbons, 1 / 60), flow);
}

test('each request is a drop, and each failed one is marked', () => {
  const flow = second([straight('a', 10, 0.2)]);
  expect(flow.drops.length).toBeGreaterThanOrEqual(10);
  expect(flow.drops.length).toBeLessThanOrEqual(11);
  expect(flow.drops.filter(({ failed }) => failed)).toHaveLength(2);
  const places = placesOf(flow, [straight('a', 10, 0.2)]).map(({ x }) => x);
  expect(Math.max(...places)).toBeLessThanOrEqual(SPEED);
  expect(new Set(places.map((x) => x.toFixed(3))).size).toBe(places.length);
});

test('with more requests each drop stands for several, in proportion', () => {
  const flow = second([straight('a', 400), straight('b', 100)]);
  expect(Math.abs(flow.drops.length - MOST)).toBeLessThanOrEqual(2);
  const ofA = flow.drops.filter(({ pod }) => pod === 'a').length;
  expect(ofA / flow.drops.length).toBeCloseTo(0.8, 1);
});

test('a drop is gone at the end of its ribbon, and with it', () => {
  const ribbons = [straight('a', 10)];
  const later = [1, 2, 3, 4].reduce((flow) => second(ribbons, flow), STILL);
  expect(later.drops.length).toBeLessThanOrEqual(Math.ceil((30 / SPEED) * 10) + 1);
  expect(flowOn(later, [], 0.01).drops).toEqual([]);
});

test('a point along a line with corners, and the line with its corners rounded', () => {
  const line = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 3 },
  ];
  expect([0, 2, 4, 6, 7, 8].map((length) => pointAt(line, length))).toEqual([
    { x: 0, y: 0 },
    { x: 2, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 2 },
    { x: 4, y: 3 },
    undefined,
  ]);
  const pen: string[] = [];
  trace(
    {
      moveTo: (x, y) => pen.push(`move ${x} ${y}`),
      lineTo: (x, y) => pen.push(`line ${x} ${y}`),
      arcTo: (...corner) => pen.push(`arc ${corner.join(' ')}`),
    },
    line,
    10,
  );
  expect(pen).toEqual(['move 0 0', 'arc 40 0 40 30 7', 'line 40 30']);
});
