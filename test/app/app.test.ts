import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runApp } from './running-app.ts';
import type { RunningApp } from './running-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await runApp({ PASSWORD: 'hunter2', USERNAME: 'hipster', COLOR: 'seagreen', NODE_NAME: 'node-1' });
});
afterAll(() => app.stop());

interface View {
  hits: { own: number };
  endpoints: string[];
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });

async function waiting(): Promise<number> {
  const status = (await (await get('/status')).json()) as { slowRequestsWaiting: number };
  return status.slowRequestsWaiting;
}

test('a program gets JSON: version, hits, node, endpoints', async () => {
  const view = (await (await get('/')).json()) as View;
  expect(view).toMatchObject({ version: '0.4', node: 'node-1', color: 'seagreen', redis: { state: 'away' } });
  expect(view.hits.own).toBeGreaterThan(0);
  expect(view.endpoints).toContain('/status');
});

test('a browser gets a page that warns about Redis instead of failing', async () => {
  const page = await (await get('/', { accept: 'text/html' })).text();
  expect(page).toContain('<!doctype html>');
  expect(page).toContain('is away');
  expect(page).toContain('--color: seagreen');
});

test('secret values appear nowhere', async () => {
  for (const accept of ['text/html', 'application/json']) {
    const text = await (await get('/', { accept })).text();
    expect(text).toContain('hipster');
    expect(text).not.toContain('hunter2');
  }
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
