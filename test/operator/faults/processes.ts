/** Operators as processes of their own, as in a pod, against one API server. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import type { World } from '../world.ts';
import { soon } from './steps.ts';
import type { FaultTest } from './steps.ts';

export interface Operator {
  process: ChildProcess;
  name: string;
  lines: { msg: string; [field: string]: unknown }[];
}

export type Start = (name: string, env?: NodeJS.ProcessEnv) => Promise<Operator>;

/** A test that may start operators; those that still run at its end are killed. */
export const withProcesses = (test: FaultTest) =>
  test.extend('start', async ({ world }, { onCleanup }): Promise<Start> => {
    const operators: Operator[] = [];
    onCleanup(async () => void (await Promise.all(operators.map(kill))));
    return async (name, env = {}) => {
      const operator = await start(world, name, env);
      operators.push(operator);
      return operator;
    };
  });
export type ProcessTest = ReturnType<typeof withProcesses>;

async function start(world: World, name: string, env: NodeJS.ProcessEnv): Promise<Operator> {
  const kubeconfig = join(world.folder, `${name}.kubeconfig`);
  await writeFile(kubeconfig, world.proxy.kubeconfig(undefined, world.namespace), { mode: 0o600 });
  const child = spawn(process.execPath, ['src/operator/main.ts'], {
    env: {
      PATH: process.env.PATH,
      HOME: world.folder,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      KUBECONFIG: kubeconfig,
      POD_NAME: name,
      POD_NAMESPACE: world.namespace,
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const operator: Operator = { process: child, name, lines: [] };
  createInterface({ input: child.stdout }).on('line', (line) => operator.lines.push(JSON.parse(line)));
  return operator;
}

async function kill({ process }: Operator): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exited = once(process, 'exit');
  process.kill('SIGKILL');
  await exited;
}

export const said = (operator: Operator, message: string, timeout = 10_000): Promise<void> =>
  soon(() => expect(operator.lines.map(({ msg }) => msg)).toContain(message), timeout);

/** `first` or `second`, by the lease. */
export const leader = async (world: World): Promise<string> => (await world.holder()).split('_')[0]!;

export const leads = ({ name }: Operator, world: World, timeout = 10_000): Promise<void> =>
  soon(async () => expect(await leader(world)).toBe(name), timeout);

/** Two of them, the first one leading and its Deployment well, the second one standing by. */
export async function pair(
  world: World,
  start: Start,
  env?: NodeJS.ProcessEnv,
): Promise<[Operator, Operator]> {
  const first = await start('first', env);
  await leads(first, world, 30_000);
  const from = world.proxy.asked.length;
  const second = await start('second', env);
  // Whoever holds the lease only writes it. From when the other has read it, it counts how long that is unchanged.
  const read = () =>
    world.proxy.asked
      .slice(from)
      .some(({ method, path }) => method === 'GET' && path.endsWith('/pycont-operator'));
  await soon(() => expect(read()).toBe(true), 30_000);
  await said(first, 'objective met with the minimum', 30_000);
  return [first, second];
}
