/** What happens in the cluster is seen: in a real Chromium, against a stream that tells it step by step. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PodState } from '../../../../src/dashboard/view/view.ts';
import { CHROMIUM, launch } from '../../../chromium.ts';
import { startFixture } from '../fixture/server.ts';
import type { Fixture } from '../fixture/server.ts';
import {
  caption,
  deployed,
  emptyView,
  fallAndRecovery,
  NOW,
  others,
  scaler,
  served,
  stepsOf,
  together,
} from '../fixture/views.ts';
import { openPage } from './page.ts';
import type { Opened } from './page.ts';

const kad = (...sets: [version: string, states: PodState[]][]) => deployed({ name: 'kad', sets });

const tiles = (page: Page) =>
  page
    .locator('.tile:not(.gone)')
    .evaluateAll((elements) =>
      elements
        .map(
          (tile) => `${tile.querySelector('.version')?.textContent} ${(tile as HTMLElement).dataset.state}`,
        )
        .sort(),
    );

describe.skipIf(!CHROMIUM)('in Chromium', () => {
  let browser: Browser;
  let fixture: Fixture;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    fixture = await startFixture(emptyView());
  });
  beforeEach(async () => {
    fixture.show(emptyView(), []);
    opened = await openPage(browser, fixture);
    page = opened.page;
  });
  afterEach(async () => {
    expect(opened.wrongs).toEqual([]);
    await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await fixture?.stop();
  });

  test('an empty namespace, where nothing is measured and nobody operates', async () => {
    await expect.poll(() => page.textContent('.stage')).toContain('Nothing runs in pycont yet.');
    expect(await page.textContent('.graph')).toContain('Nothing is measured.');
    expect(await page.textContent('.mind')).toContain('No operator is at work.');
    expect(await page.title()).toBe('pycont – dashboard');
  });

  test('a rollout: the new version comes, serves, and the old one ends and goes', async () => {
    fixture.send('patch', { patch: kad(['0.3', ['ready']]) });
    await expect.poll(() => tiles(page)).toEqual(['0.3 ready']);
    fixture.send('patch', { patch: kad(['0.3', ['ready']], ['0.4', ['pending']]) });
    await expect.poll(() => tiles(page)).toEqual(['0.3 ready', '0.4 pending']);
    expect(await page.textContent('.rollout')).toBe('rolling out 0.3 → 0.4');
    const colours = await page.locator('.tile').evaluateAll((all) => all.map(({ className }) => className));
    expect(new Set(colours).size).toBe(2);

    const after = kad(['0.3', ['terminating']], ['0.4', ['ready']]);
    fixture.send('patch', { patch: together(after, served(after, { rate: 4 })) });
    await expect.poll(() => tiles(page)).toEqual(['0.3 terminating', '0.4 ready']);
    expect(await page.textContent('[data-state=terminating]')).toContain('24\u{A0}s');
    expect(await page.textContent('[data-state=ready]')).toContain('4.0 req/s');

    const [old] = Object.keys(kad(['0.3', ['ready']]).pods);
    fixture.send('patch', { patch: { pods: { [old!]: null } } });
    await expect.poll(() => tiles(page)).toEqual(['0.4 ready']);
  });

  test('a crash, in words, in shape, and with its restarts', async () => {
    fixture.send('patch', { patch: kad(['0.2', ['crashed', 'backoff']]) });
    await expect.poll(() => tiles(page)).toEqual(['0.2 backoff', '0.2 crashed']);
    expect(await page.textContent('[data-state=crashed]')).toContain('crashedexit code 11');
    expect(await page.textContent('[data-state=backoff]')).toContain('CrashLoopBackOff3');
    expect(await page.locator('[data-state=crashed] .icon-crashed').count()).toBe(1);
  });

  test('scaling moves no tile that stays', async () => {
    fixture.show(emptyView(together(kad(['0.4', ['ready']]), others)));
    const [first] = Object.keys(kad(['0.4', ['ready']]).pods);
    const place = () => page.locator(`[data-pod=${first}]`).boundingBox();
    await expect.poll(() => tiles(page)).toHaveLength(1);
    // It has appeared.
    await page
      .locator('.tile .face')
      .evaluate((face) => Promise.all(face.getAnimations().map(({ finished }) => finished)));
    const before = await place();
    fixture.send('patch', { patch: kad(['0.4', ['ready', 'starting', 'starting', 'pending']]) });
    await expect.poll(() => tiles(page)).toHaveLength(4);
    expect(await place()).toEqual(before);
    // A screen reader is told, too.
    await expect.poll(() => page.textContent('[role=log]')).toContain('kad is deployed');
    const gone = kad(['0.4', ['ready', 'terminating', 'terminating', 'terminating']]);
    fixture.send('patch', { patch: gone });
    await expect.poll(() => page.locator('[data-state=terminating]').count()).toBe(3);
    const names = Object.keys(gone.pods).filter((name) => name !== first);
    fixture.send('patch', { patch: { pods: Object.fromEntries(names.map((name) => [name, null])) } });
    await expect.poll(() => tiles(page)).toEqual(['0.4 ready']);
    expect(await place()).toEqual(before);
  });

  test('nothing jumps: the layout never shifts, whatever happens', async () => {
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift' });
    });
    const steps = [
      kad(['0.3', ['ready', 'ready']]),
      kad(['0.3', ['ready', 'terminating']], ['0.4', ['ready', 'starting']]),
      together(kad(['0.4', ['ready', 'ready', 'ready', 'ready']]), others),
      kad(['0.4', Array<PodState>(50).fill('ready')]),
    ];
    for (const step of steps) {
      const serving = served(step, { rate: 7, waiting: 3, errors: 1 });
      fixture.show(emptyView(together(step, serving, scaler(), { marks: stepsOf() })), fallAndRecovery());
      await expect
        .poll(() => page.locator('.tile:not(.gone)').count())
        .toBe(Object.values(step.pods!).filter(({ workload }) => workload === 'Deployment/kad').length);
      await page.evaluate(
        () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
      );
    }
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
  });

  test('fifty pods are counted in words', async () => {
    const states: PodState[] = [...Array<PodState>(48).fill('ready'), 'starting', 'crashed'];
    fixture.show(emptyView(kad(['0.4', states])));
    await expect.poll(() => page.textContent('.group-label')).toBe('48 ready1 starting1 crashed');
    expect(await page.locator('.tile').count()).toBe(50);
  });

  test('the traffic, its errors and who stands in line', async () => {
    const pods = kad(['0.4', ['ready', 'ready']]);
    const traffic = served(pods, (index) =>
      index === 0 ? { rate: 12.4, errors: 1.2, waiting: 7 } : { rate: 8 },
    );
    fixture.show(emptyView(together(pods, traffic)));
    await expect.poll(() => page.textContent('.entry')).toBe('Servicekad:500020 req/s1.2 err/s');
    const all = await page.locator('.tile .inside').allTextContents();
    expect(all.map((text) => text.replace(/^.*?min/, '')).sort()).toEqual(['12 req/s1.2/s7', '8.0 req/s']);
  });

  test('the operator: what it decided, why, what comes next, how long it rests', async () => {
    fixture.show(emptyView(together(kad(['0.4', ['ready', 'ready', 'ready', 'starting']]), scaler())));
    await expect.poll(() => page.textContent('.decision')).toBe('3 → 4');
    const mind = await page.textContent('.mind');
    for (const said of [
      'objective missed, one more',
      'rests for 21 s more',
      'below 90 %: up to 5',
      'down to 3',
    ])
      expect(mind).toContain(said);
    fixture.now += 22_000;
    fixture.send('alive', {});
    await expect.poll(() => page.textContent('.rest')).toBe('may act at once');
    fixture.now = NOW;
    fixture.show(emptyView(together(kad(['0.4', ['ready']]), scaler({ watched: false }))));
    await expect.poll(() => page.textContent('.mind')).toContain('not seen at work any more');
  });

  test('the graph is read by keys, with what happened and why', async () => {
    fixture.show(
      emptyView(together(scaler(), { marks: stepsOf(), metrics: { state: 'ok', since: NOW } })),
      fallAndRecovery(),
    );
    await expect.poll(() => page.textContent('.read-share')).toBe('within 500 ms100 %objective 90 %');
    await page.focus('.plots');
    for (let presses = 0; presses < 29; presses++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.textContent('.meaning')).toBe('2 → 4 by the operator: load rises, 2 more');
    expect(await page.textContent('.read-share')).toMatch(/within 500 ms\d\d.* %below 90 %/);
    expect(await page.getAttribute('.plots', 'aria-valuetext')).toMatch(
      /^\d\d:\d\d:\d\d, .* %, p95 .* s, replicas \d, 2 → 4/,
    );
    await page.keyboard.press('Escape');
    await expect.poll(() => page.textContent('.read-share')).toContain('100 %');
  });

  test('the caption of the talk, until a key hides it', async () => {
    fixture.show(emptyView(caption()));
    await expect.poll(() => page.textContent('.caption')).toContain('I am not touching anything.');
    expect(await page.textContent('h1')).toContain('9The restroom miracle');
    await page.keyboard.press('c');
    await expect.poll(() => page.locator('.caption').count()).toBe(0);
    await page.keyboard.press('c');
    fixture.send('patch', { patch: caption({ kind: 'typed', text: 'kubectl get pods' }) });
    await expect.poll(() => page.textContent('.caption code')).toBe('kubectl get pods');
    fixture.send('patch', { patch: { caption: null } });
    await expect.poll(() => page.locator('.caption').count()).toBe(0);
  });
});
