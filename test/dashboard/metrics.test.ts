/** What is measured, from Prometheus to the browser. */
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { everything } from './objects.ts';
import { ScrapedApps } from './metrics/apps.ts';
import { NAMESPACE, stage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Browser } from './browser.ts';

let world: Stage;
let apps: ScrapedApps;
let prometheus: Awaited<ReturnType<ScrapedApps['serve']>>;
let scraping: NodeJS.Timeout;
beforeEach(async () => {
  world = await stage();
  await world.defineScalers();
  everything(world);
  apps = new ScrapedApps(NAMESPACE);
  apps.behaviours.set('kad-1-a', { rate: 20, takes: [0.3, 0.3, 0.3, 0.9], failing: 0.1, waiting: 3 });
  apps.behaviours.set('long-gone', { rate: 20, takes: [0.3] });
  const now = Date.now();
  for (let second = -120; second <= 0; second++) apps.scrape(now + second * 1000, 1);
  scraping = setInterval(() => apps.scrape(Date.now(), 1), 1000);
  prometheus = await apps.serve();
});
afterEach(async () => {
  clearInterval(scraping);
  await world.close();
  await prometheus.close();
});

const measuredOk = (browser: Browser) => expect.poll(() => browser.view.metrics.state).toBe('ok');

test('nothing is measured until there is a Prometheus in the namespace', async () => {
  const browser = world.browser(await world.dashboard());
  await expect.poll(() => browser.view.metrics.state).toBe('none');
  expect(browser.points).toEqual([]);
  world.measure(prometheus.port);
  await measuredOk(browser);
  await expect.poll(() => browser.view.traffic).toEqual({ 'kad-1-a': { rate: 20, errors: 2, waiting: 3 } });
  world.cluster.delete('services', NAMESPACE, 'prometheus');
  await expect.poll(() => browser.view.metrics.state).toBe('none');
  expect(browser.view.traffic).toEqual({});
  expect(world.warnings).toEqual([]);
});

test('the graph begins with what was measured before', async () => {
  const browser = world.browser(await world.dashboard({ prometheus: prometheus.url }));
  await measuredOk(browser);
  await expect
    .poll(() => browser.points.filter(({ replicas }) => replicas !== undefined).length)
    .toBeGreaterThan(1);
  const { points } = JSON.parse(browser.received[0]!.text);
  expect(points.length).toBeGreaterThan(50);
  expect(points.at(-2)).toMatchObject({
    share: expect.any(Number),
    rate: 40,
    p50: expect.any(Number),
    ready: 2,
  });
  expect(browser.points.at(-1)).toMatchObject({ share: 0.875, replicas: 1, ready: 0 });
  const times = browser.points.map(({ at }) => at);
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  // Both pods together have served all the time.
  expect(Object.values(browser.view.marks)).toContainEqual({ kind: 'load-on', at: expect.any(Number) });
});

test('a Prometheus that goes away: unknown, not old; and back by itself', async () => {
  const browser = world.browser(await world.dashboard({ prometheus: prometheus.url }));
  await measuredOk(browser);
  await expect.poll(() => browser.view.traffic).not.toEqual({});
  const { port } = prometheus;
  await prometheus.close();
  await expect
    .poll(() => browser.view.metrics)
    .toMatchObject({
      state: 'away',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  expect(browser.view.traffic).toEqual({});
  expect(browser.points.at(-1)).not.toHaveProperty('share');
  expect(browser.points.at(-1)).toMatchObject({ replicas: 1 });
  prometheus = await apps.serve(port);
  await measuredOk(browser);
  await expect.poll(() => browser.view.traffic).not.toEqual({});
  expect(browser.view.metrics).not.toHaveProperty('why');
  expect(world.warnings.join('\n')).not.toMatch(/ECONNREFUSED.*\n.*ECONNREFUSED/);
});

test.each<[what: string, answer: (response: ServerResponse) => void, why: RegExp]>([
  ['something else', (response) => response.end('<html>'), /not one of a Prometheus/],
  ['an error', (response) => response.writeHead(500).end('{"error":"out of memory"}'), /500: out of memory/],
  ['far too much', (response) => response.end('x'.repeat(3 * 1024 * 1024)), /longer than 2 MB/],
  ['nothing', () => {}, /no answer within/],
])('a Prometheus that answers %s is away, and everything is unknown', async (_, answer, why) => {
  world.prometheus.answer((_request, response) => answer(response));
  const browser = world.browser(await world.dashboard({ prometheus: world.prometheus.url }));
  await expect
    .poll(() => browser.view.metrics, { timeout: 30_000 })
    .toMatchObject({
      state: 'away',
      why: expect.stringMatching(why),
    });
  expect(browser.view.traffic).toEqual({});
});
