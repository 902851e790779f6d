/** The whole program: real processes, real sockets, real signals. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeTarget, startPrometheus, until } from './prometheus-process.ts';
import type { FakeTarget, PrometheusProcess } from './prometheus-process.ts';

let folder: string;
const targets: FakeTarget[] = [];
const running: PrometheusProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pycont-prometheus-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  for (const { server } of targets.splice(0)) server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

async function target(answer: string | number): Promise<FakeTarget> {
  const made = await fakeTarget(answer);
  targets.push(made);
  return made;
}
async function write(job: object): Promise<string> {
  const file = join(folder, 'prometheus.yml');
  await writeFile(
    file,
    JSON.stringify({
      // A target that takes longer than this on a busy machine is down.
      global: { scrape_interval: '1s', scrape_timeout: '1s' },
      scrape_configs: [{ job_name: 'j', ...job }],
    }),
  );
  return file;
}
async function start(job: object, args: string[] = []): Promise<PrometheusProcess> {
  const server = await startPrometheus(await write(job), args);
  running.push(server);
  return server;
}

test('scrapes, labels and reports', async () => {
  const one = await target('a{x="1"} 5\nb 6\n');
  const server = await start({
    static_configs: [{ targets: [one.address], labels: { app: 'kad' } }],
    params: { p: ['v'] },
    metrics_path: '/m',
  });
  await until(async () => (await server.ask('a')).length > 0);
  expect(await server.ask('a')).toEqual([
    `{"__name__":"a","app":"kad","instance":"${one.address}","job":"j","x":"1"} 5`,
  ]);
  expect(await server.ask('sum by (__name__) ({__name__=~"up|scrape_samples.*"})')).toEqual([
    '{"__name__":"scrape_samples_post_metric_relabeling"} 2',
    '{"__name__":"scrape_samples_scraped"} 2',
    '{"__name__":"up"} 1',
  ]);
  expect(await server.ask('scrape_duration_seconds > 0')).toHaveLength(1);
  expect(one.requests[0]).toMatchObject({
    url: '/m?p=v',
    headers: { accept: expect.stringContaining('version=0.0.4') },
  });
  const { data } = await server.api('targets');
  expect(data).toMatchObject({
    activeTargets: [{ health: 'up', lastError: '', scrapeUrl: `http://${one.address}/m?p=v` }],
    droppedTargets: [],
  });
});

test('a missing series is stale immediately, all of them when the target fails, and up is 0', async () => {
  const one = await target('a 1\nb 1\n');
  const server = await start({ static_configs: [{ targets: [one.address] }] });
  await until(async () => (await server.ask('b')).length > 0);
  one.answer = 'a 1\n';
  await until(async () => (await server.ask('b')).length === 0);
  expect(await server.ask('a')).toHaveLength(1);
  one.answer = 503;
  await until(async () => (await server.ask('up == 0')).length === 1);
  expect(await server.ask('a')).toEqual([]);
  const { data } = await server.api('targets');
  expect(data).toMatchObject({
    activeTargets: [{ health: 'down', lastError: expect.stringContaining('503') }],
  });
  one.answer = 'a 1\nnot an exposition\n';
  await until(
    async () =>
      JSON.stringify(await server.api('targets')).includes('line 2: no value') ||
      JSON.stringify(await server.api('targets')).includes('line 2'),
  );
  expect(await server.ask('a')).toEqual([]);
  one.answer = 'a 2\n';
  await until(async () => (await server.ask('up == 1')).length === 1);
  expect(await server.ask('a')).toHaveLength(1);
});

test('label conflicts: the target wins, or, with honor_labels, the sample', async () => {
  const one = await target('a{job="own",instance=""} 1\n');
  const server = await start({ static_configs: [{ targets: [one.address] }] });
  await until(async () => (await server.ask('a')).length > 0);
  expect(await server.ask('a')).toEqual([
    `{"__name__":"a","exported_job":"own","instance":"${one.address}","job":"j"} 1`,
  ]);
  await write({ static_configs: [{ targets: [one.address] }], honor_labels: true });
  server.process.kill('SIGHUP');
  await until(async () => (await server.ask('a{job="own"}')).length > 0);
  expect(await server.ask('a')).toEqual([`{"__name__":"a","instance":"${one.address}","job":"own"} 1`]);
});

test('targets follow a file; metrics are relabelled; a removed target is stale', async () => {
  const [one, two] = [await target('a 1\nsecret 1\n'), await target('a 2\n')];
  const list = join(folder, 'targets.json');
  await writeFile(list, JSON.stringify([{ targets: [one.address], labels: { n: '1' } }]));
  const server = await start({
    file_sd_configs: [{ files: ['*.json'] }],
    metric_relabel_configs: [{ source_labels: ['__name__'], regex: 'secret', action: 'drop' }],
  });
  await until(async () => (await server.ask('a{n="1"}')).length === 1);
  expect(await server.ask('secret')).toEqual([]);
  await writeFile(list, JSON.stringify([{ targets: [two.address], labels: { n: '2' } }]));
  await until(async () => (await server.ask('a{n="2"}')).length === 1);
  expect(await server.ask('a')).toHaveLength(1);
  expect(await server.ask('up')).toHaveLength(1);
});

test('targets are the addresses of a name; without any, there is none', async () => {
  const one = await target('a 1\n');
  const port = Number(one.address.split(':')[1]);
  const server = await start({
    dns_sd_configs: [
      { names: ['localhost'], type: 'A', port, refresh_interval: '1s' },
      { names: ['nothing.invalid'], type: 'A', port },
    ],
  });
  await until(async () => (await server.ask('a')).length > 0);
  expect(await server.ask('a')).toEqual([`{"__name__":"a","instance":"${one.address}","job":"j"} 1`]);
  expect(await server.ask('up')).toHaveLength(1);
});

test('a reload refuses an invalid configuration, and the old one stays', async () => {
  const one = await target('a 1\n');
  const server = await start({ static_configs: [{ targets: [one.address] }] }, ['--web.enable-lifecycle']);
  await until(async () => (await server.ask('a')).length > 0);
  await write({ static_configs: [{ targets: [one.address] }], metrics_pth: '/x' });
  const refused = await fetch(`${server.url}/-/reload`, { method: 'POST' });
  expect(refused.status).toBe(500);
  expect(await refused.text()).toContain('field "metrics_pth" not found in scrape_configs[0]');
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain(
    'prometheus_config_last_reload_successful 0',
  );
  expect(await server.ask('a')).toHaveLength(1);
  await write({ static_configs: [] });
  expect((await fetch(`${server.url}/-/reload`, { method: 'POST' })).status).toBe(200);
  expect(await server.ask('a')).toEqual([]);
});

test('without --web.enable-lifecycle there is no reload over HTTP', async () => {
  const server = await start({});
  expect((await fetch(`${server.url}/-/reload`, { method: 'POST' })).status).toBe(403);
});

test('the HTTP API: kinds of errors, forms, metadata, pages', async () => {
  const one = await target('a{x="1"} 1\na{x="2"} 1\n');
  const server = await start({ static_configs: [{ targets: [one.address] }] });
  await until(async () => (await server.ask('a')).length > 0);
  const form = (body: string) =>
    fetch(`${server.url}/api/v1/query`, { method: 'POST', body: new URLSearchParams(body) });
  expect(await (await form('query=count(a)')).json()).toMatchObject({
    status: 'success',
    data: { resultType: 'vector' },
  });
  const wrong = await form('query=sum(');
  expect([wrong.status, ((await wrong.json()) as { errorType: string }).errorType]).toEqual([
    400,
    'bad_data',
  ]);
  const collision = await form('query=label_replace(a, "x", "", "", "")');
  expect([collision.status, ((await collision.json()) as { errorType: string }).errorType]).toEqual([
    422,
    'execution',
  ]);
  expect(await server.api('label/x/values')).toEqual({ status: 'success', data: ['1', '2'] });
  expect(await server.api('series?match[]=a{x="1"}')).toMatchObject({ data: [{ __name__: 'a', x: '1' }] });
  expect(await server.api('series')).toMatchObject({ errorType: 'bad_data' });
  expect(await server.api('labels?match[]=a')).toMatchObject({ data: ['__name__', 'instance', 'job', 'x'] });
  expect(await server.api('nonsense')).toMatchObject({ errorType: 'not_found' });
  expect(await server.api('status/buildinfo')).toMatchObject({ data: { version: '2.42.0' } });
  for (const path of ['/-/healthy', '/-/ready', '/metrics', '/graph'])
    expect((await fetch(server.url + path)).status, path).toBe(200);
  expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
});

test('SIGTERM ends it with 0, and a failed start prints one line', async () => {
  const server = await start({});
  expect(await server.stop()).toBe(0);
  const missing = await startPrometheus(join(folder, 'missing.yml'));
  expect(missing.process.exitCode).toBe(1);
  expect(missing.log()).toMatch(
    /^ts=\S+ level=error msg="The Prometheus configuration cannot be read: ENOENT[^\n]*\n$/,
  );
});
