/** The dashboard in a pod of its own, with its own account, on either stage. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/system/package-root.ts';
import { Browser } from '../dashboard/browser.ts';

const IMAGE = 'prgcont/pycont-dashboard:1.0';
const MEGABYTE = 1024 * 1024;

type Run = (program: string, ...args: string[]) => Promise<string>;

const runIn =
  (env: Record<string, string>): Run =>
  async (program, ...args) =>
    (await execa(program, args, { env, cwd: packageRoot(), timeout: 240_000 })).stdout;

/** Built, pushed and applied. The namespace is there. */
export async function deployDashboard(env: Record<string, string>): Promise<void> {
  const run = runIn(env);
  await run('docker', 'build', '-f', join('src', 'dashboard', 'Dockerfile'), '-t', IMAGE, 'src');
  await run('docker', 'push', IMAGE);
  await run('kubectl', 'apply', '-k', 'deploy/dashboard');
  await run('kubectl', 'rollout', 'status', 'deployment/dashboard', '--namespace=pycont', '--timeout=80s');
}

/** @param environment of the stage, once it is up */
export function deployedDashboardTests(environment: () => Record<string, string>): void {
  const run: Run = (...command) => runIn(environment())(...command);
  const kubectl = (...args: string[]) => run('kubectl', '--namespace=pycont', ...args);

  test('deployed, it follows its namespace with the rights of its account', async () => {
    const forward = execa('kubectl', ['port-forward', '--namespace=pycont', 'service/dashboard', ':80'], {
      env: environment(),
      reject: false,
    });
    let browser: Browser | undefined;
    try {
      let said = '';
      forward.stdout.on('data', (chunk: Buffer) => (said += String(chunk)));
      const port = () => /127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      await expect.poll(port).toBeDefined();
      const url = `http://localhost:${port()}/`;
      const page = await fetch(url);
      expect([page.status, page.headers.get('content-security-policy')]).toEqual([
        200,
        expect.stringContaining("default-src 'none'"),
      ]);
      browser = new Browser(url);
      await expect.poll(() => browser!.view.cluster.state).toBe('ok');
      expect(Object.values(browser.view.pods)).toContainEqual(
        expect.objectContaining({ workload: 'Deployment/dashboard', state: 'ready', version: '1.0' }),
      );
      await kubectl('create', 'deployment', 'other', '--image=redis:7.0-alpine');
      await expect.poll(() => browser!.view.workloads['Deployment/other']?.wanted).toBe(1);
      await kubectl('delete', 'deployment', 'other');
      await expect.poll(() => browser!.view.workloads).not.toHaveProperty(['Deployment/other']);
      // While somebody looks.
      const status = await kubectl('exec', 'deployment/dashboard', '--', 'cat', '/proc/1/status');
      expect(status).toMatch(/^Name:\s+(?:node|MainThread)$/m);
      expect(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024).toBeLessThanOrEqual(90);
      expect(await kubectl('logs', 'deployment/dashboard')).not.toContain('"warn"');
    } finally {
      browser?.close();
      forward.kill();
      await forward;
    }
  });

  test('its image is hardly larger than its base', async () => {
    const size = async (image: string) =>
      Number(await run('docker', 'image', 'inspect', '--format={{.Size}}', image));
    const folder = mkdtempSync(join(tmpdir(), 'pycont-base-'));
    writeFileSync(join(folder, 'Dockerfile'), 'FROM node:24-slim\n');
    await run('docker', 'build', '-t', 'pycont-dashboard-base', folder);
    rmSync(folder, { recursive: true });
    expect((await size(IMAGE)) - (await size('pycont-dashboard-base'))).toBeLessThanOrEqual(15 * MEGABYTE);
    await run('docker', 'image', 'rm', 'pycont-dashboard-base');
  });
}
