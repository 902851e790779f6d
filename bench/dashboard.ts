/**
 * `node bench/dashboard.ts [--minutes N]`: what the dashboard's server costs with fifty pods and 500 requests a second,
 * and what it sends to a browser. A real API server, and the embedded stage's own Prometheus; the server is a process of
 * its own with the flags of its image.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { processStat } from '../src/system/process-stat.ts';
import { busyWorld } from './dashboard/world.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' } } });
const seconds = Number(values.minutes) * 60;
const BUDGET = { 'CPU %': 5, 'kB/s': 8 };
/** The first lists, and the history of the graph. */
const SETTLE_MS = 10_000;

const world = await busyWorld({ pods: 50, rate: 500 });
const child = spawn(
  process.execPath,
  [
    ...imageFlags(),
    '--disable-warning=ExperimentalWarning',
    'bench/dashboard/server-child.ts',
    world.prometheus,
  ],
  { env: { ...process.env, KUBECONFIG: world.kubeconfig }, stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  const browser = listen(url);
  await delay(SETTLE_MS);
  const [cpu, rss, bytes, began] = [ticks(), megabytes(), browser.bytes, performance.now()];
  let most = 0;
  for (let second = 0, before = bytes; second < seconds; second++) {
    await delay(1000);
    most = Math.max(most, browser.bytes - before);
    before = browser.bytes;
  }
  const took = (performance.now() - began) / 1000;
  const found = {
    minutes: seconds / 60,
    // A tick is ten milliseconds.
    'CPU %': round((ticks() - cpu) / took),
    'kB/s': round((browser.bytes - bytes) / took / 1000),
    'most kB in a second': round(most / 1000),
    'RSS MB': round(megabytes()),
    'RSS grew by MB': round(megabytes() - rss),
  };
  console.table([found, { ...BUDGET, minutes: 'at most' }]);
  if (found['CPU %'] > BUDGET['CPU %'] || found['kB/s'] > BUDGET['kB/s']) process.exitCode = 1;
  browser.close();
} finally {
  child.kill();
  await world.close();
}

/** The flags of Node.js in the image. */
function imageFlags(): string[] {
  const command = /^CMD (.+)$/m.exec(readFileSync('src/dashboard/Dockerfile', 'utf8'))?.[1] ?? '[]';
  return (JSON.parse(command) as string[]).filter((part) => part.startsWith('--'));
}

function listen(url: string) {
  const request = get(new URL('events', url));
  const browser = { bytes: 0, close: () => request.destroy() };
  request.on('response', (response) =>
    response.on('data', (chunk: Buffer) => (browser.bytes += chunk.length)),
  );
  request.on('error', () => {});
  return browser;
}

function ticks(): number {
  return processStat(child.pid!)?.ticks ?? NaN;
}

function megabytes(): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
