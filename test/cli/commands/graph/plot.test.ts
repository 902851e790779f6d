import { assert, array, integer, option, property, double, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plot, replicaLine } from '../../../../src/cli/commands/graph/plot.ts';
import type { Cell, PlotPoint } from '../../../../src/cli/commands/graph/plot.ts';

const area = { columns: 10, rows: 5, from: 0, to: 19, objective: 0.8 };
const draw = (cells: Cell[][]) =>
  cells.map((row) =>
    row
      .map(({ char }) => char)
      .join('')
      .trimEnd(),
  );
const every = (value: (t: number) => number | undefined): PlotPoint[] =>
  Array.from({ length: 20 }, (_, time) => ({ time, value: value(time) }));

test('a line at the top, one at the bottom, and the objective between', () => {
  expect(
    draw(
      plot(
        every(() => 1),
        area,
      ),
    ),
  ).toEqual(['⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉', '╌╌╌╌╌╌╌╌╌╌', '', '', '']);
  expect(
    draw(
      plot(
        every(() => 0),
        area,
      ),
    ),
  ).toEqual(['', '╌╌╌╌╌╌╌╌╌╌', '', '', '⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀']);
});

test('a fall is one unbroken line', () => {
  const rows = draw(
    plot(
      every((t) => (t < 10 ? 1 : 0)),
      area,
    ),
  );
  for (const row of rows) expect(row.slice(4, 6)).toMatch(/[\u2801-\u28ff]/);
});

test('columns are told apart by whether the objective was met', () => {
  const cells = plot(
    every((t) => (t < 10 ? 1 : 0.5)),
    area,
  ).flat();
  const kinds = new Set(cells.map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(['met', 'missed', 'objective', 'empty']));
});

describe('gaps', () => {
  test('no data leaves one', () => {
    const rows = draw(
      plot(
        every((t) => (t > 6 && t < 14 ? undefined : 1)),
        area,
      ),
    );
    expect(rows[0]).toMatch(/^⠉⠉⠉.? +.?⠉⠉⠉$/);
  });
  test('a point now and then is a line all the same', () => {
    const sparse = every(() => 1).filter(({ time }) => time % 5 === 0);
    expect(draw(plot(sparse, area))[0]?.startsWith('⠉⠉⠉⠉⠉⠉⠉')).toBe(true);
  });
});

test('whatever the points are, the picture has its size', () => {
  const points = array(
    record({
      time: integer({ min: -50, max: 200 }),
      value: option(double({ noNaN: true }), { nil: undefined }),
    }),
  );
  assert(
    property(points, integer({ min: 1, max: 80 }), integer({ min: 1, max: 20 }), (all, columns, rows) => {
      const cells = plot(
        all.sort((a, b) => a.time - b.time),
        { columns, rows, from: 0, to: 100, objective: 0.8 },
      );
      expect(cells).toHaveLength(rows);
      for (const row of cells)
        expect(row.map(({ char }) => char.length)).toEqual(Array.from({ length: columns }, () => 1));
    }),
  );
});

test('replicas: a digit where their number changes', () => {
  const line = (all: (number | undefined)[]) =>
    replicaLine(
      all.map((replicas, time) => ({ time, replicas })),
      { columns: all.length, from: 0, to: all.length - 1 },
    );
  expect(line([1, 1, 1, 2, 2, 10, 10, 10])).toBe('1──2─10─');
  expect(line([undefined, 1, undefined, undefined, 2])).toBe(' 1  2');
});
