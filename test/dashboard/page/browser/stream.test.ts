/** What is old is never shown as current: the stream is silent, the server is gone, a source is away. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from '../../../chromium.ts';
import { startFixture } from '../fixture/server.ts';
import type { Fixture } from '../fixture/server.ts';
import { deployed, emptyView, fallAndRecovery, NOW, scaler, served, together } from '../fixture/views.ts';
import { openPage } from './page.ts';

const pods = deployed({ name: 'kad', sets: [['0.4', ['ready', 'ready']]] });
const serving = together(pods, served(pods, { rate: 9 }), scaler());

describe.skipIf(!CHROMIUM)('in Chromium', () => {
  let browser: Browser;
  let fixture: Fixture;
  beforeAll(async () => {
    browser = await launch();
    fixture = await startFixture(emptyView(serving), fallAndRecovery());
  });
  afterAll(async () => {
    await browser?.close();
    await fixture?.stop();
  });

  test('a silent stream is lost, and found again', async () => {
    const { page, wrongs } = await openPage(browser, fixture);
    await expect.poll(() => page.textContent('.state')).toBe('live');
    fixture.silence(true);
    await expect.poll(() => page.textContent('.alarm')).toContain('connection lost');
    expect(await page.textContent('.alarm')).toContain('what is shown is old');
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('main')!).filter)).toBe(
      'grayscale(1)',
    );
    // Its clock stands still.
    const rest = await page.textContent('.rest');
    await expect.poll(() => page.textContent('.alarm')).toMatch(/for \d\d\ss/);
    expect(await page.textContent('.rest')).toBe(rest);
    fixture.silence(false);
    await expect.poll(() => page.textContent('.state')).toBe('live');
    expect(wrongs).toEqual([]);
    await page.close();
  });

  test('a server that was restarted is found again, with what is there now', async () => {
    const { page, wrongs } = await openPage(browser, fixture);
    await expect.poll(() => page.locator('.tile').count()).toBe(2);
    await fixture.stop();
    await expect.poll(() => page.textContent('.alarm')).toContain('connection lost');
    fixture.show(emptyView(deployed({ name: 'kad', sets: [['0.4', ['ready', 'ready', 'ready']]] })));
    await fixture.start();
    await expect.poll(() => page.locator('.tile:not(.gone)').count()).toBe(3);
    await expect.poll(() => page.textContent('.state')).toBe('live');
    expect(wrongs).toEqual([]);
    await page.close();
  });

  test('a cluster that is away: since when, why, and no age goes on', async () => {
    const { page } = await openPage(browser, fixture);
    const since = NOW - 24_000;
    fixture.show(
      emptyView(together(serving, { cluster: { state: 'away', since, why: 'connect ECONNREFUSED' } })),
      fallAndRecovery(),
    );
    await expect
      .poll(() => page.textContent('.alarm'))
      .toMatch(/^The cluster does not answersince \d\d:\d\d:\d\d, for 2\d\ssconnect ECONNREFUSED$/);
    expect(await page.locator('.cluster.old').count()).toBe(1);
    const rest = await page.textContent('.rest');
    expect(rest).toBe('rests for 45 s more');
    fixture.now += 3_000;
    fixture.send('alive', {});
    await expect.poll(() => page.textContent('.alarm')).toMatch(/for (2[7-9]|30)\ss/);
    expect(await page.textContent('.rest')).toBe(rest);
    fixture.now = NOW;
    await page.close();
  });

  test('a Prometheus that is away: the line ends, and no rate is shown as of now', async () => {
    const { page } = await openPage(browser, fixture);
    fixture.show(
      emptyView(together(serving, { metrics: { state: 'away', since: NOW - 9_000, why: 'HTTP 502' } })),
      fallAndRecovery(NOW - 9_000),
    );
    await expect.poll(() => page.textContent('.panels .alarm')).toContain('Prometheus does not answer');
    expect(await page.textContent('.panels .alarm')).toContain('HTTP 502');
    expect(await page.locator('.read-share').count()).toBe(0);
    expect(await page.textContent('.cluster')).not.toContain('req/s');
    await page.close();
  });
});
