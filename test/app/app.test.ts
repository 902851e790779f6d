import { rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { maskedEnv } from '../../src/app/src/masked-env.ts';
import { runApp } from './running-app.ts';
import type { RunningApp } from './running-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await runApp(
    {
      PASSWORD: 'hunter2',
      USERNAME: 'hipster',
      DATABASE: 'db://kad:hunter2@there',
      COLOR: 'seagreen',
      NODE_NAME: 'node-1',
      NODE_OPTIONS: '--no-warnings',
      PYCONT_ADDRESS: '127.0.0.1',
    },
    '# kad\ngreeting: Hello\n',
  );
});
afterAll(() => app.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });

async function waiting(): Promise<number> {
  const status = (await (await get('/status')).json()) as { slowRequestsWaiting: number };
  return status.slowRequestsWaiting;
}

const json = async (path: string) => (await get(path)).json() as Promise<Record<string, unknown>>;

test('a program gets the version, the hits and the pod as indented JSON, and a word when Redis is away', async () => {
  const text = await (await get('/')).text();
  expect(text.split('\n').slice(0, 3)).toEqual(['{', '  "version": "0.4",', '  "hits": 1,']);
  expect(JSON.parse(text)).toEqual({
    version: '0.4',
    hits: 1,
    pod: hostname(),
    warning: "Redis at 127.0.0.1:1 is away: only this pod's own hits are counted",
  });
});

test('everything else has a path of its own', async () => {
  expect(await json('/version')).toEqual({ version: '0.4' });
  expect(await json('/config')).toEqual({
    color: 'seagreen',
    file: join(app.tmp, 'config.yml'),
    lines: ['# kad', 'greeting: Hello'],
  });
  expect(await json('/status')).toMatchObject({ node: 'node-1', ready: true, redis: { state: 'away' } });
  expect((await get('/favicon.ico')).headers.get('content-type')).toContain('image/svg+xml');
});

test('the environment is shown without secret values, and without what a stage has added', async () => {
  const env = await json('/env');
  expect(env).toMatchObject({ USERNAME: 'hipster', PASSWORD: '********', NODE_NAME: 'node-1' });
  expect(env).toMatchObject({ DATABASE: 'db://kad:********@there' });
  expect(Object.keys(env).filter((name) => /^(PYCONT_.*|NODE_OPTIONS|TMPDIR)$/.test(name))).toEqual([]);
  const pages = await Promise.all(
    ['/', '/env', '/config', '/status', '/check/page'].flatMap((path) =>
      ['text/html', 'application/json'].map(async (accept) => (await get(path, { accept })).text()),
    ),
  );
  expect(pages.join()).not.toMatch(/hunter2|PYCONT_/);
});

test('without a stage, no variable is left out', () => {
  expect(maskedEnv({ NODE_OPTIONS: '--max-http-header-size=1', B: '2' })).toEqual({
    B: '2',
    NODE_OPTIONS: '--max-http-header-size=1',
  });
});

test('the page that refreshes itself is no hit, is not logged, and lets another pod answer next', async () => {
  const before = (await json('/status')).hits;
  const answer = await get('/check/page');
  expect(answer.headers.get('connection')).toBe('close');
  expect(await answer.text()).toContain(`<b>${before}</b>`);
  expect((await json('/status')).hits).toBe(before);
  expect(app.lines.filter(({ path }) => path === '/check/page')).toEqual([]);
});

test('the latency histogram is labelled by route, never by URL', async () => {
  await get('/status?secret=1');
  await get('/no/such/page');
  const metrics = await (await get('/metrics')).text();
  expect(metrics).toMatch(/request_latency_bucket\{le="0.1",method="GET",endpoint="\/status"\} \d+/);
  expect(metrics).toMatch(/request_latency_bucket\{le="0.5",/);
  expect(metrics).toContain('endpoint="unknown"');
  expect(metrics).not.toContain('no/such');
});

test('failures are answers of 500 and above, counted from 0', async () => {
  const failures = async () =>
    (await (await get('/metrics')).text())
      .split('\n')
      .filter((line) => /^request_failures_total.*(fail|unknown|version)/.test(line));
  await get('/version');
  await get('/no/such/page');
  const labels = (endpoint: string) => `request_failures_total{method="GET",endpoint="${endpoint}"}`;
  expect(await failures()).toEqual([`${labels('/version')} 0`, `${labels('unknown')} 0`]);
  await get('/action/fail');
  await get('/action/fail');
  await expect.poll(failures).toContain(`${labels('/action/fail')} 2`);
});

test('a file called notready takes the instance out, and back in', async () => {
  const file = join(app.tmp, 'notready');
  writeFileSync(file, '');
  expect((await get('/check/ready')).status).toBe(500);
  expect((await get('/check/live')).status).toBe(200);
  rmSync(file);
  expect((await get('/check/ready')).status).toBe(200);
});

test('/action/fail throws and the app lives on', async () => {
  expect((await get('/action/fail')).status).toBe(500);
  expect(await app.logged('request failed')).toMatchObject({ level: 'error', path: '/action/fail' });
  expect((await get('/status')).status).toBe(200);
});

test('/slow has four workers: a fifth request at once waits in line', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, async () => (await (await get('/slow')).json()) as { milliseconds: number }),
  );
  const waits = answers.map(({ milliseconds }) => Math.round(milliseconds / 100)).toSorted((a, b) => a - b);
  // Three rounds of four: whoever was served in a later round took at least that many times the service time.
  expect(waits[4]).toBeGreaterThanOrEqual(2);
  expect(waits[8]).toBeGreaterThanOrEqual(3);
});

test('a client that leaves gives up its place in line', async () => {
  const gone = new AbortController();
  const requests = Array.from({ length: 20 }, () =>
    fetch(`${app.url}/slow`, { signal: gone.signal }).catch(() => {}),
  );
  while ((await waiting()) < 16);
  gone.abort();
  await Promise.all(requests);
  while ((await waiting()) > 0);
  expect((await get('/slow')).status).toBe(200);
});
