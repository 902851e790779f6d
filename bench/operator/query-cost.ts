/** What the query of a tick costs a real Prometheus, beside the former query with `rate()`. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { countersQuery } from '../../src/operator/signal/question.ts';
import { Prometheus } from '../../src/operator/signal/prometheus.ts';

const NAMESPACE = 'bench';
const EXPORTERS = 20;
const SCRAPE_SECONDS = 5;
const ROUNDS = 9;
const A_ROUND = 5;
const BOUNDS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf'];
const ENDPOINTS = ['/slow', '/check/ready', '/metrics'];

export const installed = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'prometheus')));

const podName = (i: number): string => `app-5d8f6b7c9-${i.toString(36).padStart(5, '0')}`;

/** Each serves the metrics of many pods, with 36 bucket series each, generated only once. */
async function exporters(pods: number): Promise<Server[]> {
  const servers = Array.from({ length: EXPORTERS }, (_, part) => {
    const lines = ['# TYPE request_latency histogram'];
    for (let pod = part; pod < pods; pod += EXPORTERS)
      for (const endpoint of ENDPOINTS) {
        const labels = `namespace="${NAMESPACE}",pod="${podName(pod)}",container="main",method="GET",endpoint="${endpoint}"`;
        for (const [i, le] of BOUNDS.entries())
          lines.push(`request_latency_bucket{${labels},le="${le}"} ${i * 1000 + pod}`);
        lines.push(
          `request_latency_sum{${labels}} ${pod}.5`,
          `request_latency_count{${labels}} ${11_000 + pod}`,
        );
      }
    const text = `${lines.join('\n')}\n`;
    return createServer((_request, response) => void response.end(text)).listen(0, '127.0.0.1');
  });
  await Promise.all(servers.map((server) => once(server, 'listening')));
  return servers;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  return port;
}

/** The former query: rates over a window, by Deployment. */
function rateQuery(): string {
  const where = `namespace="${NAMESPACE}"`;
  const tagged = (expression: string, value: string): string =>
    `label_replace(${expression}, "signal", "${value}", "", "")`;
  const by = (labels: string, expression: string): string =>
    `sum by (namespace, workload${labels}) (label_replace(${expression}, "workload", "$1", "pod", "(.+)-[a-z0-9]{1,10}-[a-z0-9]{5}"))`;
  const rate = (metric: string, more = ''): string => `rate(${metric}{${where}${more}}[15s])`;
  const users = ', endpoint!~"/metrics|/check/.*"';
  return [
    tagged(by(', le', rate('request_latency_bucket', users)), 'bucket'),
    tagged(by('', rate('request_latency_sum', users)), 'sum'),
    tagged(by('', rate('request_latency_count')), 'fresh'),
    tagged(by('', `max by (namespace, pod) (max_over_time(up{${where}, pod!=""}[15s]))`), 'scraped'),
  ].join(' or ');
}

/** CPU time of the process so far, in milliseconds. */
async function cpuOf({ pid }: ChildProcess): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
  // Clock ticks are hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Runs the queries in turn. @returns the medians of their duration and of the CPU time of Prometheus */
export async function queryCost(pods: number): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'pycont-query-cost-'));
  const apps = await exporters(pods);
  const port = await freePort();
  const targets = apps.map((app) => `'127.0.0.1:${portOf(app)}'`).join(', ');
  await writeFile(
    join(folder, 'prometheus.yml'),
    `global: { scrape_interval: ${SCRAPE_SECONDS}s }\nscrape_configs:\n- job_name: pods\n  honor_labels: true\n  static_configs: [{ targets: [${targets}] }]\n`,
  );
  const server: ChildProcess = spawn(
    'prometheus',
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const prometheus = new Prometheus({ address: { url: `http://127.0.0.1:${port}` }, timeoutMs: 20_000 });
  try {
    await untilScraped(prometheus, pods);
    const queries = {
      counters: countersQuery({ namespaces: [NAMESPACE], bounds: [0.1], idle: [] }),
      rate: rateQuery(),
    };
    const took: Record<string, { wall: number[]; cpu: number[] }> = {
      counters: { wall: [], cpu: [] },
      rate: { wall: [], cpu: [] },
    };
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, query] of Object.entries(queries)) {
        const before = await cpuOf(server);
        for (let i = 0; i < A_ROUND; i++) {
          const began = performance.now();
          await prometheus.query(query);
          took[name]!.wall.push(performance.now() - began);
        }
        took[name]!.cpu.push(((await cpuOf(server)) - before) / A_ROUND);
      }
    const median = (times: number[]): number => Math.round(times.sort((a, b) => a - b)[times.length >> 1]!);
    const { counters, rate } = took as Required<typeof took>;
    return {
      pods,
      series: pods * BOUNDS.length * ENDPOINTS.length,
      'counters, ms': median(counters!.wall),
      'rate, ms': median(rate!.wall),
      'counters / rate': Number((median(counters!.wall) / median(rate!.wall)).toFixed(2)),
      'counters, CPU ms': median(counters!.cpu),
      'rate, CPU ms': median(rate!.cpu),
      'CPU: counters / rate': Number((median(counters!.cpu) / median(rate!.cpu)).toFixed(2)),
    };
  } finally {
    prometheus.close();
    const exited = once(server, 'exit');
    server.kill();
    await exited;
    for (const app of apps) {
      app.close();
      app.closeAllConnections();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits until there are enough scrapes for a rate. */
async function untilScraped(prometheus: Prometheus, pods: number): Promise<void> {
  const expected = pods * ENDPOINTS.length;
  for (;;) {
    const rows = await prometheus.query('count(rate(request_latency_count[15s]))').catch(() => []);
    if (rows[0]?.value === expected) return;
    await pause(500);
  }
}
