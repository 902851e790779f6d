/**
 * deploy/ingress/traefik with a program in Traefik's place, since its image cannot be pulled everywhere: it exposes what
 * Traefik 3 does of an Ingress's backend, for ten requests a second, of which three in four take less than half a
 * second.
 */
import { execa } from 'execa';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { packageRoot } from '../../src/system/package-root.ts';
import { pycont } from './rehearsal.ts';
import { deployApp } from './rolling-update.ts';

const PROGRAM = `
const start = Date.now();
require('node:http').createServer((request, response) => {
  if (request.url === '/ping') return response.end('OK');
  const all = Math.floor((Date.now() - start) / 100);
  const labels = 'code="200",method="GET",protocol="http",service="pycont-kad-http@kubernetes"';
  const bucket = (le, count) => 'traefik_service_request_duration_seconds_bucket{' + labels + ',le="' + le + '"} ' + count;
  response.end([
    '# TYPE traefik_service_requests_total counter',
    'traefik_service_requests_total{' + labels + '} ' + all,
    '# TYPE traefik_service_request_duration_seconds histogram',
    bucket('0.5', Math.floor(all * 0.75)), bucket('1', all), bucket('+Inf', all),
    'traefik_service_request_duration_seconds_sum{' + labels + '} ' + all * 0.4,
    'traefik_service_request_duration_seconds_count{' + labels + '} ' + all,
  ].join('\\n') + '\\n');
}).listen(8080);`;

interface Manifest {
  kind: string;
  spec: { template: { spec: { containers: object[] } } };
}

async function standInForTraefik(env: Record<string, string>): Promise<string> {
  const { stdout } = await execa('kubectl', ['kustomize', join(packageRoot(), 'deploy/ingress/traefik')], {
    env,
  });
  const manifests = parseAllDocuments(stdout).map((each) => each.toJS() as Manifest);
  for (const { kind, spec } of manifests)
    if (kind === 'Deployment')
      Object.assign(spec.template.spec.containers[0]!, {
        // It has Node, and is there.
        image: 'prgcont/pycont-app:0.0',
        command: ['node', '-e', PROGRAM],
        args: [],
      });
  return manifests.map((each) => stringify(each)).join('---\n');
}

/** The first value of a query to the talk's Prometheus; undefined if there is none. */
async function askPrometheus(env: Record<string, string>, query: string): Promise<number | undefined> {
  const proxy = '/api/v1/namespaces/pycont/services/prometheus:9090/proxy/api/v1/query';
  const path = `${proxy}?${new URLSearchParams({ query })}`;
  const { stdout } = await execa('kubectl', ['get', '--raw', path], { env });
  const { data } = JSON.parse(stdout) as { data: { result: { value: [number, string] }[] } };
  const value = data.result[0]?.value[1];
  return value === undefined ? undefined : Number(value);
}

/** The share that the operator sees with the command of docs/operator.md; undefined while it is unknown. */
async function shareByDocs(env: Record<string, string>): Promise<number | undefined> {
  const docs = readFileSync(join(packageRoot(), 'docs/operator.md'), 'utf8');
  const query = /--query '([^']*traefik[^']*)'/.exec(docs)?.[1];
  if (!query) throw new Error('docs/operator.md has no query for Traefik');
  const flags = ['--deployment', 'kad', '--threshold-ms', '500', '--once', '--dry-run', '--json'];
  const { stdout } = await pycont(['operator', 'run', ...flags, '--query', query], env);
  return (JSON.parse(stdout.trim()) as { signal: { share?: number } }).signal.share;
}

const RATE = 'sum by (service) (rate(traefik_service_requests_total[15s]))';
const soon = { timeout: 60_000 };

/** @param environment of the stage, which is up */
export function traefikTests(environment: () => Record<string, string>): void {
  const kubectl = (...args: string[]) =>
    execa('kubectl', args, { env: environment(), cwd: packageRoot(), timeout: 90_000 });

  test('without Traefik nothing is scraped for it, and nothing is complained about', async () => {
    const env = environment();
    await deployApp(env);
    await kubectl('apply', '-k', 'deploy/monitoring');
    await kubectl('rollout', 'status', 'deployment/prometheus', '--namespace=pycont');
    await expect.poll(() => askPrometheus(env, 'count(up{job="pods"})'), soon).toBe(1);
    expect(await askPrometheus(env, 'count(up{job="traefik"})')).toBeUndefined();
    const { stdout } = await kubectl('logs', 'deployment/prometheus', '--namespace=pycont');
    expect(stdout).not.toMatch(/traefik|level=error/);
  });

  test('Prometheus finds it where it runs, and the operator can go by it', async () => {
    const env = environment();
    await execa('kubectl', ['apply', '--filename=-'], { env, input: await standInForTraefik(env) });
    await kubectl('rollout', 'status', 'deployment/traefik', '--namespace=traefik');
    const up = 'count(up{job="traefik",namespace="traefik"} == 1)';
    await expect.poll(() => askPrometheus(env, up), soon).toBe(1);
    await expect.poll(() => askPrometheus(env, RATE), soon).toBeGreaterThan(5);
    await expect.poll(() => shareByDocs(env), soon).toBeCloseTo(0.75, 1);
  });
}
