/** What is asked, and what comes back, from the embedded stage's own Prometheus. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pastOf, presentOf } from '../../../src/dashboard/metrics/answers.ts';
import { byUrl } from '../../../src/dashboard/metrics/prometheus.ts';
import { past, present } from '../../../src/dashboard/metrics/questions.ts';
import type { Reply } from '../../../src/kubernetes/index.ts';
import { ScrapedApps } from './apps.ts';

const NOW = Math.floor(Date.now() / 1000) * 1000;
const question = { namespace: 'pycont', thresholdMs: 500, rarely: false };

let apps: ScrapedApps;
let close: (() => Promise<void>)[];
let ask: (endpoint: string, parameters: Record<string, string>) => Promise<Reply>;

beforeEach(async () => {
  apps = new ScrapedApps('pycont');
  const server = await apps.serve();
  const prometheus = byUrl(server.url);
  ask = (endpoint, parameters) =>
    prometheus.ask(`/api/v1/${endpoint}?${new URLSearchParams(parameters)}`, new AbortController().signal);
  close = [async () => prometheus.close(), server.close];
});
afterEach(async () => {
  for (const each of close) await each();
});

/** Scrapes up to now. */
function scrapeFor(seconds: number, every = 1): void {
  for (let second = -seconds; second <= 0; second += every) apps.scrape(NOW + second * 1000, every);
}
const at = (time: number) => ({ time: String(time / 1000) });

test('rates, errors, queues and the share of fast requests', async () => {
  apps.behaviours.set('a', { rate: 10, takes: [0.3, 0.3, 0.3, 0.8], failing: 0.1, waiting: 4 });
  apps.behaviours.set('b', { rate: 30, takes: [0.3, 0.8] });
  scrapeFor(40);
  const {
    pods,
    figures,
    at: time,
    scrapes,
  } = presentOf(await ask('query', { query: present(question), ...at(NOW) }));
  expect(Object.fromEntries(pods)).toEqual({
    a: { rate: expect.closeTo(10), errors: expect.closeTo(1), waiting: 4 },
    // An app may only have its counter of failures once there was one.
    b: { rate: expect.closeTo(30), errors: 0 },
  });
  expect(figures.share).toBeCloseTo((7.5 + 15) / 40);
  expect(figures.rate).toBeCloseTo(40);
  expect(figures.p50).toBeGreaterThan(250);
  expect(figures.p50).toBeLessThan(500);
  expect(figures.p95).toBeGreaterThan(500);
  expect(time).toBe(NOW);
  expect(scrapes).toBeGreaterThanOrEqual(10);
});

test('pods that are measured and serve nobody', async () => {
  apps.behaviours.set('a', { rate: 0, takes: [0.1] });
  scrapeFor(40);
  const { pods, figures } = presentOf(await ask('query', { query: present(question), ...at(NOW) }));
  expect(Object.fromEntries(pods)).toEqual({ a: { rate: 0 } });
  expect(figures).toEqual({ share: null, rate: 0 });
});

test('pods of which nobody has asked anything yet', async () => {
  apps.behaviours.set('a', { rate: 0, takes: [] });
  scrapeFor(40);
  const { pods, figures } = presentOf(await ask('query', { query: present(question), ...at(NOW) }));
  expect(Object.fromEntries(pods)).toEqual({ a: { rate: 0 } });
  expect(figures).toEqual({ share: null, rate: 0 });
});

test('nothing is measured', async () => {
  const { pods, figures, scrapes } = presentOf(await ask('query', { query: present(question), ...at(NOW) }));
  expect([pods.size, figures, scrapes]).toEqual([0, {}, undefined]);
});

test('a threshold that no bucket has: no share, but everything else', async () => {
  apps.behaviours.set('a', { rate: 10, takes: [0.3] });
  scrapeFor(40);
  const odd = presentOf(
    await ask('query', { query: present({ ...question, thresholdMs: 400 }), ...at(NOW) }),
  );
  expect(odd.figures).toMatchObject({ rate: expect.closeTo(10), p50: expect.any(Number) });
  expect(odd.figures).not.toHaveProperty('share');
  const whole = presentOf(
    await ask('query', { query: present({ ...question, thresholdMs: 1000 }), ...at(NOW) }),
  );
  expect(whole.figures.share).toBe(1);
});

test('where scrapes are rare, it is known, and the time for rates is longer', async () => {
  apps.behaviours.set('a', { rate: 10, takes: [0.3] });
  scrapeFor(180, 20);
  const first = presentOf(await ask('query', { query: present(question), ...at(NOW) }));
  expect(first.scrapes).toBeLessThan(4);
  const again = presentOf(await ask('query', { query: present({ ...question, rarely: true }), ...at(NOW) }));
  expect(again.figures.rate).toBeCloseTo(10);
  expect(again.pods.get('a')!.rate).toBeCloseTo(10);
});

test('the past, the oldest first', async () => {
  apps.behaviours.set('a', { rate: 10, takes: [0.3] });
  scrapeFor(60);
  const range = { start: String((NOW - 120_000) / 1000), end: String(NOW / 1000), step: '2' };
  const points = pastOf(await ask('query_range', { query: past(question), ...range }));
  expect(points.at(-1)).toEqual({
    at: NOW,
    share: 1,
    rate: expect.closeTo(10),
    p50: expect.any(Number),
    p95: expect.any(Number),
    ready: 1,
  });
  expect(points.map((point) => point.at)).toEqual(points.map((point) => point.at).toSorted((a, b) => a - b));
  expect(points.length).toBeGreaterThan(25);
  expect(points[0]!.at).toBeGreaterThanOrEqual(NOW - 60_000);
});
