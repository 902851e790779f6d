/** The page of the notes in a real browser, which follows a player and outlives its server. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { CHROMIUM, launch } from '../../../chromium.ts';
import { scene, step, talkOf } from '../../pycont.ts';
import { Terminal } from '../../terminal.ts';
import { served } from '../../web/served.ts';

const LATER = step(
  'name="wait for it" exit=0 timeout=60s',
  'until test -e $PYCONT_HOME/go; do sleep 0.05; done',
);
const BODY = `
<!-- Take a breath: **slowly**. -->

**Hipster (proud):** It *was* easy.

**Narrator:** Was it? <https://example.org/>
${step('name=first exit=0', 'true')}${LATER}`;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!CHROMIUM)('the notes as a page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  const open = async (url: string, width: number, colorScheme: 'light' | 'dark' = 'light') => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('pageerror', ({ message }) => wrong.push(message));
    onTestFinished(() => context.close());
    await page.goto(url);
    return { page, wrong };
  };
  const textOf = (page: Page, selector: string) => async () => page.locator(selector).allInnerTexts();

  test('it follows the show line by line, and says when the player or pycont is gone', async () => {
    const { env, scenes, home } = talkOf(scene('one', BODY), scene('two', '\nNarrator: That was it.\n'));
    const { url, running } = await served(['--scenes', scenes, 'notes', '--web', '--port', '0'], env);
    const { page, wrong } = await open(url, 1280);
    await expect.poll(textOf(page, 'main')).toEqual([expect.stringContaining('No talk is in progress')]);
    const player = new Terminal(['--scenes', scenes, 'scene', 'next', '--no-typing'], env);
    await player.sees('It was easy.');
    await expect.poll(textOf(page, 'h1')).toEqual(['1/2 The one']);
    await expect.poll(textOf(page, '.present')).toEqual(['Hipster (proud) It was easy.']);
    expect(await page.locator('.present em').innerText()).toBe('was');
    expect(await page.locator('.notes strong').innerText()).toBe('slowly');
    player.press('\r');
    await expect.poll(textOf(page, '.said')).toEqual(['Hipster (proud) It was easy.']);
    await expect.poll(textOf(page, '.present')).toEqual([expect.stringMatching(/^Narrator Was it\?/)]);
    expect(await page.locator('.present a').getAttribute('href')).toBe('https://example.org/');
    expect(await textOf(page, '.step.waiting')()).toEqual([expect.stringMatching(/^NOW\s+first\s+\$ true/)]);
    expect(await textOf(page, '.step.next')()).toEqual([expect.stringContaining('wait for it')]);
    expect(await page.locator('.clock').first().innerText()).toMatch(/^scene 0:\d\d of 1:00/);
    await player.sees('Was it?');
    player.press('\r');
    await player.sees('true ↵');
    player.press('\r');
    await player.sees('done ↵');
    player.press('\r');
    await expect.poll(textOf(page, '.step.running h2')).toEqual(['RUNNING']);
    expect(await page.locator('.time').innerText()).toMatch(/^0:\d\d$/);
    writeFileSync(join(home, 'go'), '');
    await expect.poll(textOf(page, 'h1')).toEqual(['2/2 The two']);
    await player.sees('scene 1 ends');
    player.press('q');
    await player.ends();
    await expect.poll(textOf(page, '.remark')).toEqual([expect.stringContaining('No player is running')]);
    expect(wrong).toEqual([]);

    running.child.kill('SIGTERM');
    await running.done;
    await expect
      .poll(textOf(page, '.lost-note'))
      .toEqual([expect.stringContaining('pycont notes has ended')]);
    expect(await textOf(page, 'h1')()).toEqual(['2/2 The two']);
    const port = new URL(url).port;
    await served(['--lang', 'cs', '--scenes', scenes, 'notes', '--web', '--port', port], env);
    await expect.poll(textOf(page, '.remark')).toEqual([expect.stringContaining('Představení stojí')]);
    expect(await textOf(page, '.lost-note')()).toEqual(['']);
  });

  test.each([
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('at %i columns, %s, nothing is cut off, and nobody is left out', async (width, scheme) => {
    const long = step('name=long exit=0', `echo ${'averylongargument'.repeat(8)}`);
    const noted =
      '\n<!--\n# Order\n\n1. one\n2. two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n> quiet\n\n```\ncode\n```\n-->\n';
    const { env, scenes } = talkOf(scene('one', `\nNarrator: one\n${noted}${long}${LATER}`));
    const { url } = await served(['--lang', 'cs', '--scenes', scenes, 'notes', '--web', '--port', '0'], env);
    const player = new Terminal(['--scenes', scenes, 'scene', 'next', '--no-typing'], env);
    const { page } = await open(url, width, scheme);
    await expect.poll(textOf(page, '.present')).toEqual(['Narrator one']);
    expect(await page.evaluate('document.documentElement.lang')).toBe('cs');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.addInitScript(AXE);
    await page.reload();
    await expect.poll(textOf(page, '.present')).toEqual(['Narrator one']);
    const { violations } = (await page.evaluate(
      "axe.run({ rules: { 'color-contrast-enhanced': { enabled: true } } })",
    )) as { violations: { id: string; nodes: { html: string }[] }[] };
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
    player.press('q');
    await player.ends();
  });
});
