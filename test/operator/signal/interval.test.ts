import { describe, expect, test } from 'vitest';
import { SignalWorld } from './tsdb-prometheus.ts';
import { inEnglish } from '../../messages/in-english.ts';

describe('a scrape interval that is too long for the window', () => {
  const scrapedEvery = async (interval: number, seconds: number, windowSeconds: number, refresh = true) => {
    const world = new SignalWorld({ windowSeconds });
    const pod = world.pod('kad-1-a');
    for (let i = 0; i < seconds; i++) {
      world.prometheus.now++;
      pod.serve(2, 0.02);
      if (i % interval === 0) world.prometheus.scrape();
      if (refresh) await world.refresh();
    }
    await world.refresh();
    return world;
  };

  test.each([true, false])(
    'is said, with the window to set (watched from the beginning: %s)',
    async (refresh) => {
      const world = await scrapedEvery(15, 130, 15, refresh);
      expect(inEnglish(world.signal())).toMatchObject({
        state: 'unknown',
        cause: 'ScrapeIntervalTooLong',
        detail:
          'Prometheus scrapes every 15 s, but the window is 15 s: set windowSeconds (--window) to at least 60',
      });
    },
  );

  test('10 s are not too long for a window of 15 s: there is always an answer', async () => {
    const world = await scrapedEvery(10, 60, 15);
    for (let i = 0; i < 40; i++) {
      world.prometheus.now++;
      if (i % 10 === 0) world.prometheus.scrape();
      await world.refresh();
      expect(world.signal()).toMatchObject({ state: 'counted', known: 1 });
    }
  });

  test('a tick that is rarer than the scrapes is not taken for one', async () => {
    const world = new SignalWorld({ windowSeconds: 15 });
    const pod = world.pod('kad-1-a');
    for (let i = 0; i < 120; i++) {
      world.prometheus.now++;
      pod.serve(2, 0.02);
      world.prometheus.scrape();
      if (i % 14 === 0) await world.refresh();
    }
    expect(world.counted().window.total).toBeGreaterThan(20);
  });

  test('a pod whose scrapes fail most of the time is not taken for one', async () => {
    for (const count of [1, 2]) {
      const world = new SignalWorld({ windowSeconds: 15 });
      const pods = Array.from({ length: count }, (_, i) => world.pod(`kad-1-${i}`));
      await world.pass(10);
      for (let i = 0; i < 60; i++) {
        pods[0]!.down = i % 14 !== 0;
        await world.pass(1, () => pods.forEach((pod) => pod.serve(2, 3)));
        if (count === 2) expect(world.signal()).toMatchObject({ state: 'counted', pods: 2 });
        expect(world.signal()).not.toMatchObject({ cause: 'ScrapeIntervalTooLong' });
      }
    }
  });

  test('a pod that is young is not taken for one that is rarely scraped', async () => {
    const world = await scrapedEvery(1, 5, 15, false);
    expect(world.counted().known).toBe(1);
  });
});
