/** The meter: what it asks, in which order, and what it says of a Prometheus that is away. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Meter } from '../../../src/dashboard/metrics/meter.ts';
import type { MeterOptions } from '../../../src/dashboard/metrics/meter.ts';
import type { Ask } from '../../../src/dashboard/metrics/prometheus.ts';
import type { Point } from '../../../src/dashboard/view/view.ts';

/** Its clock is that far ahead. */
const AHEAD = 3_600_000;

let exists: boolean | undefined;
let answer: Ask;
let meter: Meter;
let history: Point[];
let ticks: number[];
let troubles: string[];
const asked: URL[] = [];

const body = (result: object[]) => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ status: 'success', data: { result } }),
});
const well: Ask = async (path) => {
  const url = new URL(path, 'http://x');
  asked.push(url);
  const now = (Date.now() + AHEAD) / 1000;
  if (!url.pathname.endsWith('/query_range'))
    return body([{ metric: { figure: 'rate' }, value: [now, '7'] }]);
  const start = Number(url.searchParams.get('start'));
  return body([
    {
      metric: { figure: 'rate' },
      values: [
        [start, '5'],
        [start + 2, '6'],
      ],
    },
  ]);
};

beforeEach(() => {
  [exists, answer, history, ticks, troubles] = [true, well, [], [], []];
  asked.length = 0;
});
afterEach(() => meter.stop());

function start(more: Partial<MeterOptions> = {}): void {
  meter = new Meter({
    ask: (...args) => answer(...args),
    namespace: 'x',
    thresholdMs: () => 500,
    exists: () => exists,
    beginsMs: 60_000,
    since: () => Date.now() - 600_000,
    onHistory: (points) => {
      expect(ticks).toEqual([]);
      history.push(...points);
    },
    onTick: (at) => ticks.push(at),
    onTrouble: (why) => troubles.push(String(why)),
    ...more,
  });
  meter.start();
}

test('the history comes first, in this machine’s time, whatever the clock of Prometheus says', async () => {
  const before = Date.now();
  start();
  await expect.poll(() => ticks.length).toBeGreaterThan(0);
  expect(history.map(({ rate }) => rate)).toEqual([5, 6]);
  expect(history[0]!.at).toBeGreaterThanOrEqual(before - 600_000 - 2000);
  expect(history[0]!.at).toBeLessThanOrEqual(Date.now() - 600_000 + 2000);
  expect(meter.measured?.figures).toEqual({ rate: 7 });
  await expect.poll(() => ticks.length).toBeGreaterThan(1);
  expect(asked.filter(({ pathname }) => pathname.endsWith('/query_range'))).toHaveLength(1);
});

test('without a Prometheus nothing is asked; while that is not known neither', async () => {
  exists = undefined;
  start();
  await expect.poll(() => ticks.length).toBeGreaterThan(0);
  expect(meter.source.state).toBe('connecting');
  exists = false;
  await expect.poll(() => meter.source.state).toBe('none');
  expect(asked).toEqual([]);
});

const refused: Ask = async () => {
  throw new Error('connect ECONNREFUSED');
};

test('one that has just come is waited for, without a word', async () => {
  answer = refused;
  start();
  await expect.poll(() => ticks.length).toBeGreaterThan(2);
  expect([meter.source.state, troubles]).toEqual(['connecting', []]);
  answer = well;
  await expect.poll(() => meter.source.state).toBe('ok');
});

test('one that does not come, or goes away, is away, and says so once', async () => {
  answer = refused;
  start({ beginsMs: 0 });
  await expect.poll(() => meter.source).toMatchObject({ state: 'away', why: 'connect ECONNREFUSED' });
  answer = well;
  await expect.poll(() => meter.source.state).toBe('ok');
  expect(meter.measured).toBeDefined();
  answer = refused;
  await expect.poll(() => meter.measured).toBeUndefined();
  await expect.poll(() => meter.source.state).toBe('away');
  const count = ticks.length;
  await expect.poll(() => ticks.length).toBeGreaterThan(count + 1);
  expect(troubles).toEqual(['connect ECONNREFUSED', 'connect ECONNREFUSED']);
});

test('a history that fails leaves a graph that begins now', async () => {
  answer = (path, signal) => (path.includes('query_range') ? refused(path, signal) : well(path, signal));
  start();
  await expect.poll(() => ticks.length).toBeGreaterThan(0);
  expect([history, meter.source.state]).toEqual([[], 'ok']);
});

test('it ends while Prometheus hangs', async () => {
  answer = (_path, signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  start();
  await meter.stop();
  expect([ticks, troubles]).toEqual([[], []]);
});
