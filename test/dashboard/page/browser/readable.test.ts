/** Whether everybody can read it: from the last row, in the dark, on a phone, with a screen reader, in Czech. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PodState, View } from '../../../../src/dashboard/view/view.ts';
import { CHROMIUM, launch } from '../../../chromium.ts';
import { startFixture } from '../fixture/server.ts';
import type { Fixture } from '../fixture/server.ts';
import * as views from '../fixture/views.ts';
import { HALL, LARGE, openPage, PHONE } from './page.ts';
import type { Opened } from './page.ts';

const { deployed, emptyView, served, together, NOW } = views;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

const STATES: PodState[] = ['ready', 'starting', 'pending', 'unready', 'crashed', 'backoff', 'terminating'];
const kad = (...sets: [version: string, states: PodState[]][]) => deployed({ name: 'kad', sets });
const busy = (pods: Pick<View, 'pods'>) => served(pods, { rate: 14, errors: 0.8, waiting: 26 });
const ingress: Partial<View> = {
  ingresses: { kad: { name: 'kad', rules: [{ host: 'kad.example.org', path: '/', service: 'kad' }] } },
};
const operated = kad(['0.3', ['ready', 'terminating']], ['0.4', ['ready', 'starting']]);
const many = kad(['0.4', [...Array<PodState>(43).fill('ready'), ...STATES]]);

/** What a hall may see, each with all of its areas in another state. */
const SEEN: Record<string, View> = {
  nothing: emptyView(),
  'all states': emptyView(together(kad(['0.4', STATES]), views.others, views.caption())),
  'a rollout with an operator': emptyView(
    together(
      operated,
      busy(operated),
      ingress,
      views.others,
      views.operator,
      views.scaler(),
      views.caption(),
      {
        marks: views.stepsOf(),
      },
    ),
  ),
  'fifty pods': emptyView(
    together(many, busy(many), ingress, views.scaler({ maxReplicas: 60, watched: false })),
  ),
  'what is away': emptyView(
    together(operated, busy(operated), views.scaler(), {
      cluster: { state: 'away', since: NOW - 24_000, why: 'connect ECONNREFUSED 127.0.0.1:6443' },
      metrics: { state: 'away', since: NOW - 22_000, why: 'connect ECONNREFUSED 127.0.0.1:6443' },
    }),
  ),
};
/** Of the smallest text that is seen, in CSS pixels, and what it says. */
const smallest = (page: Page): Promise<[size: number, text: string]> =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least: [number, string] = [Infinity, ''];
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement!;
      const text = texts.currentNode.textContent!.trim();
      if (text === '' || !element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen'))
        continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < least[0]) least = [size, text];
    }
    return least;
  });

/** Texts that do not fit in their place, but those of any length: versions, hosts, names on the shelf, causes. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const outside = (inner: DOMRect, outer: DOMRect) =>
      inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1;
    const hidden = (element: Element): boolean => {
      for (let around = element.parentElement; around; around = around.parentElement)
        if (
          getComputedStyle(around).overflow !== 'visible' &&
          outside(element.getBoundingClientRect(), around.getBoundingClientRect())
        )
          return true;
      return false;
    };
    return [...document.querySelectorAll('main *')]
      .filter(
        (element) =>
          element.checkVisibility() && element.children.length === 0 && element.textContent?.trim(),
      )
      .filter((element) => !element.closest('.unseen, .head, .ingress, .shelf, .cause') && hidden(element))
      .map(({ textContent }) => textContent!);
  });

const violations = async (page: Page) => {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({
      rules: { 'color-contrast-enhanced': { enabled: true } },
      resultTypes: ['violations'],
    }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
};

const sizeOf = (page: Page) =>
  page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);

const settled = (page: Page) =>
  page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));

describe.skipIf(!CHROMIUM)('in Chromium', () => {
  let browser: Browser;
  let fixture: Fixture;
  beforeAll(async () => {
    browser = await launch();
    fixture = await startFixture(emptyView());
  });
  afterAll(async () => {
    await browser?.close();
    await fixture?.stop();
  });

  describe.each(Object.entries(SEEN))('%s', (_what, view) => {
    let opened: Opened;
    let page: Page;
    beforeAll(async () => {
      fixture.show(view, views.fallAndRecovery());
      opened = await openPage(browser, fixture);
      page = opened.page;
      await settled(page);
    });
    afterAll(async () => {
      await page?.close();
    });
    const resize = async ([width, height]: [number, number]) => {
      await page.setViewportSize({ width, height });
      await page.evaluate(
        () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
      );
      await settled(page);
    };

    test.each([HALL, LARGE])(
      'on %i × %i no text is below 22 px or cut off, and nothing scrolls',
      async (...size) => {
        await resize(size);
        const [pixels, text] = await smallest(page);
        expect(pixels, text).toBeGreaterThanOrEqual(22);
        expect(await sizeOf(page)).toEqual(size);
        expect(await cut(page)).toEqual([]);
        expect(opened.wrongs).toEqual([]);
      },
    );

    test.each(['light', 'dark'] as const)('axe finds nothing, contrast 7:1, %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await expect.poll(() => page.getAttribute('.page', 'class')).toContain(`theme-${colorScheme}`);
      await settled(page);
      expect(await violations(page)).toEqual([]);
    });

    test('on a phone axe finds nothing, and nothing scrolls sideways', async () => {
      await resize(PHONE);
      expect((await sizeOf(page))[0]).toBe(PHONE[0]);
      expect(await violations(page)).toEqual([]);
      expect(opened.wrongs).toEqual([]);
    });
  });

  test('the list of keys has no violation, and its buttons do the same', async () => {
    fixture.show(SEEN['a rollout with an operator']!, views.fallAndRecovery());
    const { page } = await openPage(browser, fixture);
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    expect(await violations(page)).toEqual([]);
    const theme = () => page.getAttribute('.page', 'class');
    expect(await theme()).toContain('theme-light');
    await page.getByText('light or dark').click();
    expect(await theme()).toContain('theme-dark');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    await page.keyboard.press('g');
    expect(await page.locator('.cluster').isVisible()).toBe(false);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test('with less motion nothing runs, and arrows show where the traffic goes', async () => {
    fixture.show(SEEN['fifty pods']!, []);
    const picture = (page: Page) =>
      page.locator('.traffic').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const { page } = await openPage(browser, fixture, { reduced: true });
    await settled(page);
    const before = await picture(page);
    await page.evaluate(
      () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
    );
    expect(await picture(page)).toBe(before);
    await page.close();
    const moving = await openPage(browser, fixture);
    await expect.poll(() => picture(moving.page)).not.toBe(await picture(moving.page));
    await moving.page.close();
  });

  test('from pod to pod by keys, with all that is known of each', async () => {
    fixture.show(SEEN['a rollout with an operator']!, []);
    const { page } = await openPage(browser, fixture);
    await page.focus('.tile .face[tabindex="0"]');
    await page.keyboard.press('ArrowRight');
    const focused = await page.evaluate(
      () => document.activeElement!.closest<HTMLElement>('.tile')!.dataset.pod,
    );
    await expect.poll(() => page.textContent('.details')).toContain(focused);
    expect(await page.evaluate(() => document.activeElement!.querySelector('.unseen')!.textContent)).toMatch(
      new RegExp(`^${focused}, 0\\.\\d, .*, 0 restarts, age .*, on pycont-control-plane$`),
    );
    await page.close();
  });

  test('in Czech, by the address and by a key', async () => {
    fixture.show(SEEN['a rollout with an operator']!, views.fallAndRecovery());
    const { page } = await openPage(browser, fixture, { search: '?lang=cs' });
    expect(await page.getAttribute('html', 'lang')).toBe('cs');
    expect(await page.textContent('.mind')).toContain('cíl uniká, o\u{A0}jednu víc');
    expect(await page.textContent('.entry')).toContain('chyb/s');
    await page.keyboard.press('l');
    await expect.poll(() => page.textContent('.mind')).toContain('objective missed, one more');
    await page.close();
  });
});
