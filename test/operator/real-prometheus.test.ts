/** The one query against a real Prometheus, where one is installed. */
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
import { BadQuery, Prometheus } from '../../src/operator/signal/prometheus.ts';
import { seriesKey } from '../../src/operator/signal/query.ts';
import { signalOf } from '../../src/operator/signal/reading.ts';

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
    const labels = '{ namespace: pycont, pod: kad-5d8f6b7c9-abcde }';
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

  const question = { namespaces: ['pycont'], windows: [10], own: new Map<string, string>() };

  test('answers with share, rate and quantiles', async () => {
    await vi.waitFor(
      async () => {
        const { targets } = await prometheus.ask(question);
        const signal = signalOf(targets.get(seriesKey(10, 'pycont', 'kad')), 0.5, 1);
        expect(signal).toMatchObject({ state: 'measured', share: expect.closeTo(0.5, 1) });
        expect(signalOf(targets.get(seriesKey(10, 'pycont', 'kad')), 1, 1)).toMatchObject({ share: 1 });
      },
      { timeout: 15_000, interval: 200 },
    );
  });

  test('refuses an expression it does not understand, and answers the rest', async () => {
    const own = new Map([
      ['pycont/bad', 'nonsense(1)'],
      ['pycont/scalar', '0.5'],
      ['pycont/good', 'vector(0.5)'],
    ]);
    const { refused, own: values } = await prometheus.ask({ ...question, own });
    expect([...refused.keys()]).toEqual(['pycont/bad', 'pycont/scalar']);
    expect(values.get('pycont/good')).toEqual([0.5]);
    await expect(prometheus.ask({ namespaces: ['"'], windows: [10], own: new Map() })).rejects.toThrow(
      BadQuery,
    );
  });
});
