/** The same queries to the real Prometheus and to ours, after scraping the same targets. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/system/package-root.ts';
import { deterministicTarget, PODS } from './deterministic-target.ts';
import type { DeterministicTarget } from './deterministic-target.ts';
import { MISTAKES, QUESTIONS } from './promql-queries.ts';

const real = onPath('prometheus');
const STEPS = 60;
const STEP = 2000;
const end = Math.floor(Date.now() / 1000) * 1000 - 30_000;
const start = end - STEPS * STEP;
/** Seconds: early, in the middle between samples, after the last one, long after. */
const TIMES = [start + 9_300, start + 61_000, end - 400, end + 200_000].map((time) => time / 1000);

interface Answer {
  status: string;
  errorType?: string;
  error?: string;
  data: { resultType: string; result: unknown };
}
type Point = [time: number, value: string];
interface Element {
  metric: Record<string, string>;
  value?: Point;
  values?: Point[];
}

describe.skipIf(!real)('PromQL equals that of the prometheus on PATH', () => {
  let folder: string;
  let target: DeterministicTarget;
  const servers: { url: string; process: ChildProcess }[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pycont-promql-'));
    target = await deterministicTarget(start, STEP);
    const ours = [process.execPath, join(packageRoot(), 'src/embedded/prometheus/main.ts')];
    servers.push(await startServer('real', [real as string]), await startServer('ours', ours));
    for (let step = 0; step < STEPS; step++) {
      target.show(step);
      const samples = (step + 1) * PODS.length;
      await until(async () =>
        (await Promise.all(servers.map(({ url }) => count(url)))).every((count) => count === samples),
      );
    }
  }, 90_000);

  afterAll(async () => {
    for (const { process } of servers) {
      process.kill('SIGTERM');
      if (process.exitCode === null) await once(process, 'exit');
    }
    target?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function startServer(who: string, [command, ...args]: string[]) {
    const port = await freePort();
    const file = join(folder, `${who}.yml`);
    await writeFile(file, config(target.address));
    const child = spawn(
      command as string,
      [
        ...args,
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(folder, who)}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
    );
    const url = `http://127.0.0.1:${port}`;
    await until(async () => (await fetch(`${url}/-/ready`).catch(() => undefined))?.status === 200);
    return { url, process: child };
  }

  async function both(path: string, parameters: Record<string, string>): Promise<[Answer, Answer]> {
    const answers = servers.map(async ({ url }) => {
      const response = await fetch(`${url}/api/v1/${path}`, {
        method: 'POST',
        body: new URLSearchParams(parameters),
      });
      return (await response.json()) as Answer;
    });
    return (await Promise.all(answers)) as [Answer, Answer];
  }

  test.each(QUESTIONS)('$query', async ({ query, ordered }) => {
    for (const time of TIMES) {
      const [theirs, ours] = await both('query', { query, time: String(time) });
      expect(comparable(ours, ordered), `at ${time}`).toEqual(comparable(theirs, ordered));
    }
    const range = { start: String(start / 1000 - 5), end: String(end / 1000 + 20), step: '7' };
    const [theirs, ours] = await both('query_range', { query, ...range });
    expect(comparable(ours), 'as a range').toEqual(comparable(theirs));
  });

  test.each(MISTAKES)('refused: %s', async (query) => {
    const [theirs, ours] = await both('query', { query, time: String(TIMES[1]) });
    expect(theirs.status).toBe('error');
    expect(ours).toMatchObject({ status: 'error', errorType: theirs.errorType });
    expect(ours.error).not.toBe('');
  });

  test('a range vector by itself, and the limits of range queries', async () => {
    const time = String(TIMES[1]);
    const [theirs, ours] = await both('query', { query: 'events_total[10s]', time });
    expect(comparable(ours)).toEqual(comparable(theirs));
    for (const range of [
      { start: '10', end: '5', step: '1' },
      { start: '0', end: '1000000', step: '1' },
      { start: '0', end: '5', step: '0' },
      { start: 'x', end: '5', step: '1' },
      { start: '0', end: '5', step: '1x' },
    ]) {
      const [theirs, ours] = await both('query_range', { query: 'up', ...range });
      expect(ours.errorType, JSON.stringify(range)).toBe(theirs.errorType);
    }
  });

  test('series, labels and values of a label', async () => {
    for (const path of ['series', 'labels', 'label/le/values', 'label/endpoint/values', 'label/pod/values']) {
      const parameters = new URLSearchParams({
        'match[]': '{namespace="pycont",__name__!~"up|scrape_.*|wall_clock"}',
        start: String(start / 1000),
      });
      const [theirs, ours] = await Promise.all(
        servers.map(
          async ({ url }) =>
            ((await (await fetch(`${url}/api/v1/${path}?${parameters}`)).json()) as { data: unknown[] }).data,
        ),
      );
      const sorted = (data: unknown[] | undefined) =>
        data?.map((one) => JSON.stringify(sortedKeys(one))).sort();
      expect(sorted(ours)).toEqual(sorted(theirs));
      expect(ours?.length, path).toBeGreaterThan(0);
    }
  });

  test('up and staleness: an unreachable target has no series immediately', async () => {
    const ask = (query: string) =>
      both('query', { query }).then((answers) => answers.map((answer) => comparable(answer, true, true)));
    expect(await ask('count(up{app="kad"} == 1)')).toEqual([[['{}', '2']], [['{}', '2']]]);
    await until(
      async () =>
        JSON.stringify(await ask('count(wall_clock)')) === JSON.stringify([[['{}', '3']], [['{}', '3']]]),
    );
    target.close();
    await until(
      async () =>
        JSON.stringify(await ask('count(up == 0)')) === JSON.stringify([[['{}', '3']], [['{}', '3']]]),
    );
    expect(await ask('count(wall_clock)')).toEqual([[], []]);
    expect(await ask('count(up{app="kad"} == 1)')).toEqual([[], []]);
  });
});

function config(address: string): string {
  const groups = PODS.map(
    (pod) => `
      - targets: ['${address}']
        labels: { pod: '${pod}', app: '${pod === 'c' ? 'other' : 'kad'}', __metrics_path__: '/${pod}' }`,
  );
  return `
global: { scrape_interval: 200ms, scrape_timeout: 200ms, evaluation_interval: 10s }
scrape_configs:
  - job_name: pods
    relabel_configs:
      - { target_label: namespace, replacement: pycont }
      - { source_labels: [pod], target_label: instance }
    static_configs:${groups.join('')}
`;
}

async function count(url: string): Promise<number> {
  const query = 'sum(count_over_time(events_total[1h]))';
  const response = await fetch(
    `${url}/api/v1/query?${new URLSearchParams({ query, time: String(end / 1000 + 5) })}`,
  );
  const { data } = (await response.json()) as { data: { result: Element[] } };
  return Number(data.result[0]?.value?.[1] ?? 0);
}

/** One series per line; numbers with 12 digits, because the last ones depend on the order of summation. */
function comparable(answer: Answer, ordered = false, withoutTime = false): unknown {
  if (answer.status !== 'success') return { errorType: answer.errorType };
  const { resultType, result } = answer.data;
  if (resultType === 'scalar' || resultType === 'string') return [resultType, rounded((result as Point)[1])];
  const lines = (result as Element[]).map(({ metric, value, values }) => {
    const points = (values ?? [value as Point]).map(([time, text]) => [time, rounded(text)]);
    return [JSON.stringify(sortedKeys(metric)), withoutTime ? points[0]?.[1] : points];
  });
  return ordered ? lines : lines.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

function rounded(text: string): string {
  return Number.isFinite(Number(text)) ? String(Number(Number(text).toPrecision(12))) : text;
}

function sortedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
