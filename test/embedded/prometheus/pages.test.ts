/** The pages for people: Prometheus' own addresses, with whatever is in them. */
import axe from 'axe-core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, missingChromium } from '../../chromium.ts';
import { fakeTarget, startPrometheus, until } from './prometheus-process.ts';
import type { FakeTarget, PrometheusProcess } from './prometheus-process.ts';

const HOSTILE = '<img src=x onerror=pwned=1>';
const METRICS = `a{x="1"} 0.25\na{x="2"} 1\nhostile{x="${HOSTILE}"} 1\n`;

let folder: string;
let target: FakeTarget;
let server: PrometheusProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pycont-prometheus-'));
  target = await fakeTarget(METRICS);
  const labels = { app: HOSTILE };
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s' },
    scrape_configs: [
      { job_name: 'j', static_configs: [{ targets: [target.address, '127.0.0.1:1'], labels }] },
    ],
  };
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
  server = await startPrometheus(join(folder, 'prometheus.yml'));
  await until(async () => (await server.ask('count_over_time(a[1m]) > 2')).length > 0);
});
afterAll(async () => {
  await server.stop();
  target.server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const get = async (path: string) => {
  const answer = await fetch(server.url + path, { redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

test.each(['/graph?g0.expr=up&g0.tab=0', '/query', '/targets', '/status', '/alerts'])(
  '%s is a page that runs no script but its own, and asks nobody else',
  async (path) => {
    const { status, headers, text } = await get(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src ('none'|'sha256-[\w+/=]+'); .*connect-src 'self'/,
    );
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  },
);

test('what it has not is a plain 404 that says so', async () => {
  for (const path of ['/rules', '/service-discovery', '/consoles/x', '/constructor']) {
    const { status, headers, text } = await get(path);
    expect([status, headers.get('content-type')]).toEqual([404, 'text/plain; charset=utf-8']);
    expect(text).toMatch(/^404 page not found: .* has \/graph, \/query, \/targets/);
  }
  expect((await get('/')).headers.get('location')).toBe('graph');
});

test('targets: what is up and what is down, and why, as text', async () => {
  const { text } = await get('/targets');
  expect(text).toContain('2 active, 0 dropped');
  expect(text).toContain(`<td>http://${target.address}/metrics</td><td class="up">UP</td>`);
  expect(text).toMatch(/<td class="down">DOWN<\/td>.*<td>[^<]*ECONNREFUSED[^<]*<\/td>/);
  expect(text).toContain('&lt;img src=x onerror=pwned=1&gt;');
  expect(text).not.toContain('<img');
});

test('status names the version, the jobs and the flags; alerts are said not to be evaluated', async () => {
  expect((await get('/status')).text).toMatch(/Version<\/th><td>2\.42\.0 .*Jobs<\/th><td>j<.*config\.file/);
  expect((await get('/alerts')).text).toContain('evaluates no rules');
});

describe.skipIf(missingChromium)(`in a browser${missingChromium && ` (${missingChromium})`}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, ...options });
    await page.goto(server.url + path);
    return page;
  }
  const legend = (page: Page) => page.locator('ol li').allInnerTexts();
  const graph = (parameters: Record<string, string>) => `/graph?${new URLSearchParams(parameters)}`;

  test('a deep link draws every series over a time axis, and is kept when it is changed', async () => {
    const page = await open(graph({ 'g0.expr': 'a', 'g0.tab': '0', 'g0.range_input': '1m' }));
    await expect.poll(() => page.locator('polyline').count()).toBe(2);
    expect((await legend(page)).map((each) => each.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^a\{.*x="1"\} 0\.25$/),
      expect.stringMatching(/^a\{.*x="2"\} 1$/),
    ]);
    const texts = await page.locator('svg text').allTextContents();
    expect(texts.filter((each) => /^\d\d:\d\d:\d[05]$/.test(each)).length).toBeGreaterThan(3);
    expect(texts).toEqual(expect.arrayContaining(['0', '0.5', '1']));
    const colours = await page.evaluate<string[]>(
      "[...document.querySelectorAll('polyline')].map((line) => getComputedStyle(line).stroke)",
    );
    expect(new Set(colours).size).toBe(2);
    await page.locator('[name=expr]').fill('sum(a)');
    await page.locator('[name=expr]').press('Enter');
    await expect.poll(() => legend(page)).toEqual([expect.stringMatching(/^\{\}\s+1\.25$/)]);
    expect(new URL(page.url()).searchParams.get('g0.expr')).toBe('sum(a)');
  });

  test('panels, tables and an end are those of the link, in the words of older and newer versions', async () => {
    const link = {
      'g0.expr': 'up',
      'g0.tab': 'table',
      'g1.expr': 'a',
      'g1.end_input': '2001-01-01 00:00:00',
    };
    const page = await open(`/query?${new URLSearchParams(link)}`);
    await expect.poll(() => legend(page)).toHaveLength(2);
    expect(await page.locator('svg.plot:visible').count()).toBe(1);
    await expect.poll(() => page.locator('output').last().innerText()).toBe('No series.');
  });

  test('an expression, an error and a label are never HTML', async () => {
    for (const expr of [`"${HOSTILE}`, '</script><script>pwned=1</script>', 'hostile']) {
      const page = await open(graph({ 'g0.expr': expr }));
      const seen = page.locator(expr === 'hostile' ? 'ol li' : 'output');
      await expect.poll(() => seen.first().innerText()).not.toBe('');
      expect(await page.locator('[name=expr]').inputValue()).toBe(expr);
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.evaluate('typeof pwned')).toBe('undefined');
    }
  });

  test.each(['light', 'dark'] as const)('axe-core finds nothing in it, %s', async (colorScheme) => {
    for (const path of [graph({ 'g0.expr': 'a' }), '/targets', '/status', '/alerts']) {
      const page = await open(path, { colorScheme });
      if (path.startsWith('/graph')) await expect.poll(() => legend(page)).toHaveLength(2);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>(
        "axe.run({ rules: { 'color-contrast-enhanced': { enabled: true } } })",
      );
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  });
});
