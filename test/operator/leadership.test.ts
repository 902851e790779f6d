/** Operators as processes of their own, against one API server: what becomes of the leader, and of its work. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Asked } from './fault-proxy.ts';
import { NAMESPACE, stage } from './stage.ts';
import type { Stage } from './stage.ts';

const LEASE_MS = 3000;

interface Operator {
  process: ChildProcess;
  name: string;
  lines: { msg: string; [field: string]: unknown }[];
}

let world: Stage;
let operators: Operator[] = [];

beforeEach(async () => {
  world = await stage();
  world.createDeployment();
  world.createScaler('kad', { cooldownSeconds: 3600 });
  world.latency.set('kad', { rate: 40, share: 1, mean: 0.1 });
});

afterEach(async () => {
  for (const { process } of operators) {
    if (process.exitCode !== null || process.signalCode !== null) continue;
    const exited = once(process, 'exit');
    process.kill('SIGKILL');
    await exited;
  }
  operators = [];
  await world.close();
});

async function start(name: string): Promise<Operator> {
  const kubeconfig = join(world.server.folder, `${name}.kubeconfig`);
  await writeFile(kubeconfig, world.proxy.kubeconfig(undefined, NAMESPACE), { mode: 0o600 });
  const child = spawn(process.execPath, ['src/operator/main.ts'], {
    env: {
      PATH: process.env.PATH,
      HOME: world.server.folder,
      KUBECONFIG: kubeconfig,
      POD_NAME: name,
      POD_NAMESPACE: NAMESPACE,
      INTERVAL_SECONDS: '0.1',
      LEASE_SECONDS: String(LEASE_MS / 1000),
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const operator: Operator = { process: child, name, lines: [] };
  createInterface({ input: child.stdout! }).on('line', (line) => operator.lines.push(JSON.parse(line)));
  operators.push(operator);
  return operator;
}

const soon = <T>(check: () => T, timeout = 10_000): Promise<T> =>
  vi.waitFor(check, { timeout, interval: 20 });
const holder = (): string => {
  const lease = world.server.cluster.get('leases.coordination.k8s.io', NAMESPACE, 'pycont-operator');
  return String(lease?.spec.holderIdentity ?? '').split('_')[0]!;
};
const scales = (): Asked[] =>
  world.proxy.asked.filter(({ method, path }) => method === 'PUT' && path.includes('/scale'));

/** Two of them, the first one leading. */
async function pair(): Promise<[Operator, Operator]> {
  const first = await start('first');
  await soon(() => expect(holder()).toBe('first'));
  const second = await start('second');
  await soon(() => expect(second.lines.map(({ msg }) => msg)).toContain('starting'));
  await soon(() => expect(world.status().conditions).toBeDefined());
  return [first, second];
}

/** One step is made, by whom is said, and it stays the only one. */
async function oneStepBy(operator: Operator): Promise<void> {
  world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
  await soon(() => expect(world.replicas()).toBe(2));
  await soon(() => expect(operator.lines.map(({ msg }) => msg)).toContain('ScaledUp'));
  const queries = world.prometheus.queries.length;
  await soon(() => expect(world.prometheus.queries.length).toBeGreaterThan(queries + 15));
  expect(world.replicas()).toBe(2);
  expect(scales()).toHaveLength(1);
}

test('only one of two acts', async () => {
  const [first] = await pair();
  await oneStepBy(first);
});

test('the leader is killed: the other takes over when the lease has expired, and keeps the cooldown', async () => {
  const [first, second] = await pair();
  await oneStepBy(first);
  first.process.kill('SIGKILL');
  await soon(() => expect(holder()).toBe('second'));
  const queries = world.prometheus.queries.length;
  await soon(() => expect(world.prometheus.queries.length).toBeGreaterThan(queries + 15));
  expect(second.lines.map(({ msg }) => msg)).toContain('cooling down after the last change');
  expect(scales()).toHaveLength(1);
});

test('the leader is stopped gracefully: the other takes over at once', async () => {
  const [first, second] = await pair();
  const exited = once(first.process, 'exit');
  first.process.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(holder()).not.toBe('first');
  // Much sooner than an unreleased lease would expire.
  await soon(() => expect(holder()).toBe('second'), LEASE_MS - 500);
  await oneStepBy(second);
});

test('the leader is paused for longer than its lease and resumed: it does not act on what it believed', async () => {
  const [first, second] = await pair();
  first.process.kill('SIGSTOP');
  await soon(() => expect(holder()).toBe('second'));
  await oneStepBy(second);
  first.process.kill('SIGCONT');
  await soon(() => expect(first.lines.map(({ msg }) => msg)).toContain('not leading'));
  const queries = world.prometheus.queries.length;
  await soon(() => expect(world.prometheus.queries.length).toBeGreaterThan(queries + 15));
  expect(scales()).toHaveLength(1);
  expect(holder()).toBe('second');
  expect(first.process.exitCode).toBeNull();
});

test('killed between the step and its status: the next one takes it for a step by hand, and rests', async () => {
  const first = await start('first');
  await soon(() => expect(world.status().conditions).toBeDefined());
  world.proxy.fault = ({ method, path }) => {
    if (method === 'PUT' && path.includes('/scale'))
      world.proxy.fault = ({ method }) => (method === 'GET' ? undefined : 'silent');
    return undefined;
  };
  world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
  await soon(() => expect(world.replicas()).toBe(2));
  expect(world.status().desiredReplicas).toBe(1);
  first.process.kill('SIGKILL');
  world.proxy.fault = () => undefined;
  const second = await start('second');
  await soon(
    () => expect(second.lines.map(({ msg }) => msg)).toContain('cooling down after the last change'),
    15_000,
  );
  const queries = world.prometheus.queries.length;
  await soon(() => expect(world.prometheus.queries.length).toBeGreaterThan(queries + 15));
  expect(world.replicas()).toBe(2);
});

test('the API server is away for longer than the lease: nobody acts, one of them goes on', async () => {
  const [first, second] = await pair();
  await world.proxy.down();
  await soon(() => expect(first.lines.map(({ msg }) => msg)).toContain('not leading'));
  world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
  await world.proxy.up();
  await soon(() => expect(world.replicas()).toBe(2), 10_000);
  expect([first.process.exitCode, second.process.exitCode]).toEqual([null, null]);
  expect(scales()).toHaveLength(1);
});
