import { execa } from 'execa';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { pycont } from '../rehearsal.ts';
import { deployApp, stageEnvironment } from '../rolling-update.ts';
import { askPrometheus, shareByDocs, standInForTraefik } from '../traefik.ts';

let home: string;
let env: Record<string, string>;
const kubectl = (...args: string[]) => execa('kubectl', args, { env, cwd: packageRoot(), timeout: 90_000 });
const RATE = 'sum by (service) (rate(traefik_service_requests_total[15s]))';

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'pycont-traefik-'));
  env = { ...(await stageEnvironment('embedded', home)), PYCONT_HOME: home };
  await deployApp(env);
  await kubectl('apply', '-k', 'deploy/monitoring');
  await kubectl('rollout', 'status', 'deployment/prometheus', '--namespace=pycont');
}, 180_000);

afterAll(async () => {
  await pycont(['stage', 'down'], { PYCONT_HOME: home });
  rmSync(home, { recursive: true, force: true });
});

test('without Traefik nothing is scraped for it, and nothing is complained about', async () => {
  await expect.poll(() => askPrometheus(env, 'count(up{job="pods"})')).toBe(1);
  expect(await askPrometheus(env, 'count(up{job="traefik"})')).toBeUndefined();
  const { stdout } = await kubectl('logs', 'deployment/prometheus', '--namespace=pycont');
  expect(stdout).not.toMatch(/level=(warn|error)/);
});

test('Prometheus finds it where it runs, and the operator can go by it', async () => {
  await execa('kubectl', ['apply', '--filename=-'], { env, input: await standInForTraefik(env) });
  await kubectl('rollout', 'status', 'deployment/traefik', '--namespace=traefik');
  await expect.poll(() => askPrometheus(env, 'count(up{job="traefik",namespace="traefik"} == 1)')).toBe(1);
  await expect.poll(() => askPrometheus(env, RATE), { timeout: 60_000 }).toBeGreaterThan(5);
  await expect.poll(() => shareByDocs(env), { timeout: 60_000 }).toBeCloseTo(0.75, 1);
});
