/** The questions, to a real Prometheus where one is installed. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pastOf, presentOf } from '../../../src/dashboard/metrics/answers.ts';
import { byUrl } from '../../../src/dashboard/metrics/prometheus.ts';
import { past, present } from '../../../src/dashboard/metrics/questions.ts';

const installed = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'prometheus')));

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe.skipIf(!installed)('a real Prometheus', () => {
  const registry = new Registry();
  const labels = { labelNames: ['method', 'endpoint'] as const, registers: [registry] };
  const latency = new Histogram({ name: 'request_latency', help: 'x', buckets: [0.1, 0.5, 1], ...labels });
  const failures = new Counter({ name: 'request_failures_total', help: 'x', ...labels });
  new Gauge({ name: 'slow_requests_waiting', help: 'x', registers: [registry] }).set(3);
  const app = createServer((_, response) => void registry.metrics().then((text) => response.end(text)));
  const question = { namespace: 'pycont', thresholdMs: 1000, rarely: false };
  let folder: string;
  let server: ChildProcess;
  let traffic: NodeJS.Timeout;
  let prometheus: ReturnType<typeof byUrl>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pycont-prometheus-'));
    traffic = setInterval(() => {
      for (const seconds of [0.3, 3]) latency.observe({ method: 'GET', endpoint: '/slow' }, seconds);
      failures.inc({ method: 'GET', endpoint: '/slow' });
      latency.observe({ method: 'GET', endpoint: '/check/ready' }, 5);
    }, 50);
    const target = `127.0.0.1:${await listen(app)}`;
    const free = createServer();
    const port = await listen(free);
    free.close();
    const config = `global: { scrape_interval: 1s }\nscrape_configs:\n- job_name: pods\n  static_configs: [{ targets: ['${target}'], labels: { namespace: pycont, pod: kad-1 } }]\n`;
    await writeFile(join(folder, 'prometheus.yml'), config);
    const flags = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`];
    server = spawn('prometheus', [...flags, `--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' });
    prometheus = byUrl(`127.0.0.1:${port}`);
  });

  afterAll(async () => {
    clearInterval(traffic);
    prometheus.close();
    const exited = once(server, 'exit');
    server.kill();
    await exited;
    app.close();
    app.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (endpoint: string, parameters: Record<string, string>) =>
    prometheus.ask(`/api/v1/${endpoint}?${new URLSearchParams(parameters)}`, new AbortController().signal);

  test('says what is so now', async () => {
    const now = async () => presentOf(await ask('query', { query: present(question) }));
    await expect.poll(async () => (await now()).scrapes, { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
    const { pods, figures } = await now();
    const { rate, errors, waiting } = pods.get('kad-1')!;
    expect(rate).toBeGreaterThan(0);
    expect(errors! / rate).toBeCloseTo(0.5, 1);
    expect(waiting).toBe(3);
    expect(figures).toEqual({
      share: expect.closeTo(0.5, 5),
      rate: expect.any(Number),
      p50: expect.any(Number),
      p95: expect.any(Number),
    });
  });

  test('and what was so before', async () => {
    const now = Date.now() / 1000;
    const range = { start: String(now - 600), end: String(now), step: '1' };
    const points = pastOf(await ask('query_range', { query: past(question), ...range }));
    expect(points.at(-1)).toMatchObject({
      share: expect.closeTo(0.5, 5),
      rate: expect.any(Number),
      ready: 1,
    });
  });
});
