/** The queries against a real Prometheus, where one is installed. */
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
import { Histogram, Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { diagnosisQuery } from '../../../src/operator/signal/diagnosis.ts';
import { Prometheus } from '../../../src/operator/signal/prometheus.ts';
import { BadQuery } from '../../../src/operator/signal/signal-error.ts';
import { LatencySource } from '../../../src/operator/signal/source.ts';
import type { LatencySourceOptions } from '../../../src/operator/signal/source.ts';
import { podView, targetOf } from './tsdb-prometheus.ts';
import { inEnglish } from '../../messages/in-english.ts';

const installed = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'prometheus')));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe.skipIf(!installed)('a real Prometheus', () => {
  let folder: string;
  let app: Server;
  let server: ChildProcess;
  let traffic: NodeJS.Timeout;
  let prometheus: Prometheus;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pycont-prometheus-'));
    const registry = new Registry();
    const latency = new Histogram({
      name: 'request_latency',
      help: 'x',
      labelNames: ['method', 'endpoint'],
      buckets: [0.1, 0.5, 1],
      registers: [registry],
    });
    app = createServer((_, response) => void registry.metrics().then((text) => response.end(text))).listen(
      0,
      '127.0.0.1',
    );
    await once(app, 'listening');
    traffic = setInterval(() => {
      latency.observe({ method: 'GET', endpoint: '/slow' }, 0.3);
      latency.observe({ method: 'GET', endpoint: '/slow' }, 0.8);
      latency.observe({ method: 'GET', endpoint: '/check/ready' }, 5);
    }, 50);
    const target = `127.0.0.1:${(app.address() as AddressInfo).port}`;
    const port = await freePort();
    const labels = '{ namespace: pycont, pod: kad-5d8f6b7c9-abcde, endpoint: http }';
    const config = `global: { scrape_interval: 1s }\nscrape_configs:\n- job_name: pods\n  static_configs: [{ targets: ['${target}'], labels: ${labels} }]\n`;
    await writeFile(join(folder, 'prometheus.yml'), config);
    const flags = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    server = spawn('prometheus', flags, { stdio: 'ignore' });
    prometheus = new Prometheus({ address: { url: `http://127.0.0.1:${port}` } });
  }, 30_000);

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

  const spec = { thresholdMilliseconds: 500, windowSeconds: 5 };
  const kad = targetOf('kad', spec);
  const pods = [podView('kad-5d8f6b7c9-abcde')];
  const sourceOf = (options: Partial<LatencySourceOptions> = {}): LatencySource =>
    new LatencySource({ open: () => prometheus, podsOf: () => pods, once: true, ...options });

  test('counts requests of users, half of which are fast', async () => {
    const source = sourceOf();
    await vi.waitFor(
      async () => {
        await source.refresh([kad]);
        const signal = source.of(kad);
        // A target label of the same name makes the app's own an exported one.
        expect(signal).toMatchObject({
          state: 'counted',
          pods: 1,
          known: 1,
          quantiles: { p50: expect.any(Number) },
        });
        if (signal.state !== 'counted') return;
        expect(signal.window.total).toBeGreaterThan(50);
        expect(signal.window.fast * 2).toBe(signal.window.total);
        expect(signal.window.latency / signal.window.total).toBeCloseTo(0.55);
        expect(signal.seconds).toBeGreaterThan(3);
      },
      { timeout: 15_000, interval: 200 },
    );
  });

  test('has a whole window at the first answer, and gives each request once', async () => {
    const source = sourceOf();
    await source.refresh([kad]);
    const first = source.of(kad);
    expect(first).toMatchObject({ state: 'counted', seconds: expect.closeTo(5, -1) });
    let [fresh, seconds] = [0, 0];
    await vi.waitFor(
      async () => {
        await source.refresh([kad]);
        const signal = source.of(kad);
        if (signal.state !== 'counted') throw new Error(signal.state);
        fresh += signal.fresh.total;
        seconds += signal.freshSeconds;
        expect(seconds).toBeGreaterThan(4);
      },
      { timeout: 15_000, interval: 100 },
    );
    // Twenty times two a second, as far as a busy machine keeps to it.
    expect(fresh / seconds).toBeGreaterThan(10);
    expect(fresh / seconds).toBeLessThan(60);
  });

  test('is asked for few buckets of many pods', async () => {
    const many = [...pods, ...Array.from({ length: 60 }, (_, i) => podView(`kad-x-${i}`))];
    const source = sourceOf({ podsOf: () => many });
    await source.refresh([kad]);
    expect(source.of(kad)).toMatchObject({ state: 'counted', pods: 61, known: 1 });
  });

  test('says what it knows of pods that it does not scrape', async () => {
    const other = targetOf('other', spec);
    const source = sourceOf({ podsOf: () => [podView('other-1-a')] });
    await source.refresh([other]);
    expect(inEnglish(source.of(other))).toMatchObject({
      cause: 'NoSeries',
      detail: 'Prometheus does not scrape these pods; in namespace pycont it scrapes 1 others',
    });
    const rows = await prometheus.query(diagnosisQuery({ key: 'x', namespace: 'pycont', pods }));
    expect(rows.map(({ metric }) => metric.signal).sort()).toEqual(['all', 'metric', 'pods', 'up']);
  });

  test('refuses an expression it does not understand, and answers the others', async () => {
    await expect(prometheus.query('nonsense(1)')).rejects.toThrow(BadQuery);
    await expect(prometheus.query('up * on() up{a="b"')).rejects.toThrow(BadQuery);
    const queries = {
      bad: 'nonsense(1)',
      scalar: '0.5',
      good: 'vector(0.5)',
      idle: 'vector(0) / 0',
      many: 'up or vector(1)',
    };
    const targets = Object.entries(queries).map(([name, query]) => targetOf(name, { ...spec, query }));
    const source = sourceOf();
    await source.refresh([kad, ...targets]);
    expect(source.of(kad)).toMatchObject({ state: 'counted' });
    expect(inEnglish(targets.map((target) => source.of(target)))).toMatchObject([
      { state: 'unknown', cause: 'InvalidQuery', detail: expect.stringContaining('400') },
      { state: 'share', share: 0.5 },
      { state: 'share', share: 0.5 },
      { state: 'share', share: 1, idle: true },
      { state: 'unknown', cause: 'ManySeries' },
    ]);
  });
});
