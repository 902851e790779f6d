/** The command against our Prometheus, which scrapes an app of known behaviour. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeTarget, startPrometheus, until } from '../../../embedded/prometheus/prometheus-process.ts';
import type { FakeTarget, PrometheusProcess } from '../../../embedded/prometheus/prometheus-process.ts';
import { pycont, start } from '../../pycont.ts';

let folder: string;
let app: FakeTarget;
let prometheus: PrometheusProcess;
const env = { PATH: process.env.PATH, HOME: '/nonexistent', TERM: 'dumb' };

/** So many requests, and so many of them within 500 ms. */
function exposition(requests: number, fast: number): string {
  const bucket = (endpoint: string, le: string, count: number) =>
    `request_latency_bucket{method="GET",endpoint="${endpoint}",le="${le}"} ${count}\n`;
  return ['/slow', '/metrics']
    .map((endpoint) => {
      const count = endpoint === '/slow' ? fast : requests;
      return `${bucket(endpoint, '0.5', count)}${bucket(endpoint, '+Inf', requests)}request_latency_count{method="GET",endpoint="${endpoint}"} ${requests}\n`;
    })
    .join('');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pycont-graph-'));
  app = await fakeTarget('');
  const file = join(folder, 'prometheus.yml');
  const labels = { namespace: 'pycont', app: 'kad', pod: 'kad-1' };
  const job = {
    job_name: 'pods',
    scrape_interval: '200ms',
    static_configs: [{ targets: [app.address], labels }],
  };
  await writeFile(file, JSON.stringify({ scrape_configs: [job] }));
  prometheus = await startPrometheus(file);
});
afterAll(async () => {
  await prometheus.stop();
  app.server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const graph = (...args: string[]) => pycont(['graph', '--prometheus', prometheus.url, ...args], env);

test('no data, no traffic, and a share are three different things', async () => {
  const nothing = await graph('--once');
  expect(nothing.stdout).toMatch(
    /^\d\d:\d\d:\d\d {2}share no data {2}– req\/s {2}p95 – {2}replicas (1|–)\n$/,
  );
  expect(nothing.code).toBe(0);

  app.answer = exposition(100, 75);
  await until(async () => (await prometheus.ask('sum(rate(request_latency_count[15s]))')).length > 0);
  const idle = await graph('--once', '--until', 'share<1');
  expect(idle.stdout).toMatch(/share no traffic {2}0\.0 req\/s {2}p95 – {2}replicas 1\n$/);
  expect(idle.code).toBe(1);

  app.answer = exposition(200, 100);
  const busy = await graph('--until', 'share<0.8');
  expect(busy.code).toBe(0);
  expect(busy.stdout.trim().split('\n').at(-1)).toMatch(
    /share ██▌·{7} 25\.0 % {2}\d+\.\d req\/s {2}p95 ≈ 0\.50 s {2}\(from buckets\) {2}replicas 1$/,
  );

  const json = await graph('--once', '--json', '--until', 'share>0.2 share<0.3 replicas=1');
  expect(json.code).toBe(0);
  expect(JSON.parse(json.stdout)).toMatchObject({ share: 0.25, replicas: 1 });
});

test('it watches until Ctrl-C, which is no failure, unless a condition was waited for', async () => {
  for (const [more, code] of [
    [[], 0],
    [['--until', 'replicas>5'], 130],
  ] as const) {
    const watching = start(['graph', '--prometheus', prometheus.url, '--interval', '0.2', ...more], env);
    await until(() => watching.soFar.stdout.split('\n').length > 3);
    watching.child.kill('SIGINT');
    expect((await watching.done).code).toBe(code);
    expect((await watching.done).stderr).toBe('');
  }
});

test('through the service proxy of the kube context', async () => {
  const paths: string[] = [];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'kubernetes' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const api = createServer({ key, cert }, (request, response) => {
    const prefix = '/api/v1/namespaces/pycont/services/prometheus:9090/proxy';
    paths.push(request.url ?? '');
    if (request.headers.authorization !== 'Bearer secret')
      return response.writeHead(401).end('{"message":"Unauthorized"}');
    return void fetch(prometheus.url + (request.url ?? '').slice(prefix.length)).then(async (answer) =>
      response.end(await answer.text()),
    );
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const kubeconfig = join(folder, 'kubeconfig');
  const server = `https://127.0.0.1:${(api.address() as AddressInfo).port}`;
  await writeFile(
    kubeconfig,
    JSON.stringify({
      clusters: [
        {
          name: 'c',
          cluster: { server, 'certificate-authority-data': Buffer.from(cert).toString('base64') },
        },
      ],
      users: [{ name: 'u', user: { token: 'secret' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  );
  const { code, stdout } = await pycont(['graph', '--once', '--until', 'replicas=1'], {
    ...env,
    KUBECONFIG: kubeconfig,
  });
  api.close().closeAllConnections();
  expect(stdout).toContain('replicas 1');
  expect(code).toBe(0);
  expect(paths[0]).toMatch(
    /^\/api\/v1\/namespaces\/pycont\/services\/prometheus:9090\/proxy\/api\/v1\/query\?query=/,
  );
});

test('what cannot be: each is told with what to do, and without a stack', async () => {
  const away = await pycont(['graph', '--prometheus', 'http://127.0.0.1:9', '--once'], env);
  expect([away.code, away.stdout]).toEqual([1, expect.stringContaining('share no data')]);
  expect(away.stderr).toMatch(/^pycont: There is no data: connect ECONNREFUSED[^\n]*\n→ [^\n]+\n$/);
  const nowhere = await pycont(['graph', '--once'], env);
  expect(nowhere.stderr).toMatch(
    /^pycont: Prometheus cannot be found: there is no kube context[^\n]*\n→ [^\n]+\n$/,
  );
  expect((await graph('--until', 'nonsense')).code).toBe(2);
  expect((await graph('--interval', '0')).code).toBe(2);
});
