import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch, missingChromium } from '../../chromium.ts';
import { pods } from './pods.ts';
import type { Pods } from './pods.ts';

const HALL = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

/** In the page: sizes of its type in pixels, and by how much it is wider than the window. */
const SIZES = `
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  ({
    smallest: Math.min(...[...document.querySelectorAll('main *')].map(size)),
    figures: [...document.querySelectorAll('h1 b, .hits b')].map(size),
    overflow: document.documentElement.scrollWidth - innerWidth,
  })`;

describe.skipIf(missingChromium)(`the app's page${missingChromium && ` (${missingChromium})`}`, () => {
  let browser: Browser;
  let kad: Pods;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    kad = await pods();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await kad.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: HALL, ...options });
    await page.goto(kad.url);
    return page;
  }
  const text = (page: Page, selector: string) => () => page.locator(selector).innerText();

  test('it follows what others do, and changes nothing by itself', async () => {
    await kad.start('kad-a');
    const page = await open();
    let navigations = 0;
    page.on('framenavigated', () => navigations++);
    expect(await text(page, 'h1')()).toMatch(/^0\.4\s+kad$/);
    expect(await text(page, '.hits')()).toMatch(/^1\s+hit$/);
    for (let hit = 2; hit <= 5; hit++) await fetch(kad.url);
    await expect.poll(text(page, '.hits')).toMatch(/^5\s+hits$/);
    expect(await page.title()).toBe('kad 0.4: 5 hits');
    await page.waitForResponse('**/check/page');
    await page.waitForResponse('**/check/page');
    expect(await text(page, '.hits')()).toMatch(/^5\s+hits$/);
    expect(navigations).toBe(0);
  });

  test('a change of who answers is seen, with how often each has answered', async () => {
    await kad.start('kad-a');
    const page = await open();
    expect(await page.locator('#served').isVisible()).toBe(false);
    await kad.start('kad-b');
    for (const pod of ['kad-a', 'kad-b']) await expect.poll(text(page, '.pod')).toContain(`served by ${pod}`);
    await expect.poll(() => page.locator('#served li').allInnerTexts()).toHaveLength(2);
    expect(await text(page, '#served .last')()).toContain(await text(page, '.pod b')());
  });

  test('it stays readable while the server is gone, says so, and is back with the next version', async () => {
    await kad.start('kad-a', { COLOR: 'seagreen' });
    const page = await open();
    const frame = () => page.evaluate<string>('getComputedStyle(document.body).backgroundImage');
    expect(await frame()).toBe('none');
    await kad.kill();
    await expect
      .poll(text(page, '#gone'))
      .toMatch(/^No answer for \d+ s \(no connection\)\. This is from \d\d:/);
    expect(await text(page, 'h1')()).toContain('0.4');
    expect(await text(page, '.pod')()).toContain('kad-a');
    expect(await frame()).toContain('gradient');
    await kad.start('kad-b', { COLOR: 'navy' });
    await expect.poll(() => page.locator('#gone').isVisible()).toBe(false);
    expect(await text(page, '.pod')()).toContain('kad-b');
    const colour = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect([await frame(), await colour()]).toEqual(['none', 'rgb(0, 0, 128)']);
  });

  test('without JavaScript it reloads', async () => {
    await kad.start('kad-a');
    const page = await open({ javaScriptEnabled: false });
    await expect.poll(text(page, '.hits')).toMatch(/^[2-9]/);
  });

  test('what comes from outside is text', async () => {
    await kad.start(
      'kad-a',
      { REDIS_SERVER: '"><img/src=x/onerror=pwned=1>' },
      '</pre><script>pwned = 1</script>',
    );
    const page = await open();
    await page.waitForResponse('**/check/page');
    expect(await page.evaluate('typeof pwned')).toBe('undefined');
    expect(await text(page, 'pre')()).toBe('</pre><script>pwned = 1</script>');
  });

  test.each([
    ['in a hall', HALL, 22, 150],
    ['on a phone', PHONE, 16, 50],
  ])('%s it has large type, and nothing is cut off', async (_, viewport, least, figures) => {
    await kad.start(
      'kad-7d9f8b6c5d-x2x9z',
      { NODE_NAME: 'a-node-with-a-long-name.example.org' },
      `key: ${'x'.repeat(200)}`,
    );
    const page = await open({ viewport });
    const sizes = await page.evaluate<{ smallest: number; figures: number[]; overflow: number }>(SIZES);
    expect(sizes.smallest).toBeGreaterThanOrEqual(least);
    expect(Math.min(...sizes.figures)).toBeGreaterThan(figures);
    expect(sizes.overflow).toBeLessThanOrEqual(0);
  });

  test.each(['white', 'black', '#777777', 'transparent', 'nocolour'])(
    'the contrast of its text is at least 7:1 when the colour is %s, light and dark, here and gone',
    async (COLOR) => {
      const app = await kad.start('kad-a', { COLOR });
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open({ colorScheme });
        expect(await problems(page)).toEqual([]);
        await page.route('**/check/page', (route) => route.abort());
        await expect.poll(() => page.locator('#gone').isVisible()).toBe(true);
        expect(await problems(page)).toEqual([]);
      }
      expect(app.process.exitCode).toBeNull();
    },
  );
});

/** What axe-core finds, with the contrast of level AAA. */
async function problems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    return axe.run({ rules: { 'color-contrast-enhanced': { enabled: true } } });
  });
  const contrast = incomplete.filter(({ id }) => id.startsWith('color-contrast'));
  return [...violations, ...contrast].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`,
  );
}
