/** The program of the image, run from its source. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NAMESPACE, stage } from './stage.ts';
import type { Stage } from './stage.ts';
import { deployment } from './objects.ts';

let world: Stage;
let child: ChildProcess | undefined;
beforeEach(async () => {
  world = await stage();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await world.close();
});

interface Line {
  level: string;
  msg: string;
}

function run(env: Record<string, string>): Line[] {
  const kubeconfig = join(world.server.folder, 'dashboard.kubeconfig');
  writeFileSync(kubeconfig, world.proxy.kubeconfig(undefined, NAMESPACE));
  child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/dashboard/main.ts'], {
    env: { ...process.env, KUBECONFIG: kubeconfig, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Line[] = [];
  createInterface(child.stdout!).on('line', (line) => lines.push(JSON.parse(line) as Line));
  return lines;
}

const statusFor = (url: string, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(new URL('nothing', url), { headers: { host }, agent: false });
    asked.on('response', (response) => resolve(response.resume().statusCode!));
    asked.on('error', reject);
    asked.end();
  });

test('it serves the namespace of its context, under the names that it is given, until a signal ends it', async () => {
  world.create('deployments.apps', deployment());
  const lines = run({ ALLOWED_HOSTS: 'hall.example, talk.example' });
  await expect.poll(() => lines[0]?.msg).toMatch(/^the dashboard is at http:\/\/localhost:\d+\/$/);
  const url = lines[0]!.msg.slice('the dashboard is at '.length);
  const browser = world.browser({ url, close: async () => {} });
  await expect.poll(() => Object.keys(browser.view.workloads)).toEqual(['Deployment/kad']);
  expect(await statusFor(url, 'talk.example')).toBe(404);
  expect(await statusFor(url, 'other.example')).toBe(403);

  child!.kill('SIGTERM');
  // Sooner than it would stop to watch because the last browser has gone.
  await expect.poll(() => child!.exitCode).toBe(0);
  await browser.ended;
  expect(lines.map(({ level }) => level)).toEqual(['info', 'info']);
});

test('without a port that it can have, it says so and fails', async () => {
  const lines = run({ PORT: String(world.proxy.port) });
  expect(await once(child!, 'exit')).toEqual([1, null]);
  await expect
    .poll(() => lines)
    .toEqual([expect.objectContaining({ level: 'warn', msg: expect.stringContaining('cannot listen') })]);
});
