/** What the tests of faults do and wait for, in any world. */
import { expect, test as base, vi } from 'vitest';
import type { OperatorOptions } from '../../../src/operator/index.ts';
import type { Asked, Fault } from '../fault-proxy.ts';
import type { Running, World } from '../world.ts';

/** However long a fault lasts: this long after it is gone, the operator must have done what is right. */
export const AGAIN_MS = 5000;

/** A test in a world of its own, with the Deployment kad under a calm load, and a scaler that takes one step. */
export const testIn = (open: () => Promise<World>) =>
  // oxlint-disable-next-line no-empty-pattern -- vitest wants it so
  base.extend('world', async ({}, { onCleanup }) => {
    const world = await open();
    onCleanup(() => world.close());
    world.latency.set('kad', { rate: 40, share: 1, mean: 0.1 });
    await world.createDeployment();
    await world.createScaler('kad', { cooldownSeconds: 3600 });
    return world;
  });
export type FaultTest = ReturnType<typeof testIn>;

export const soon = <T>(check: () => T | Promise<T>, timeout = 20_000): Promise<T> =>
  vi.waitFor(check, { timeout, interval: 20 });

export const breach = (world: World): void => void world.latency.set('kad', { rate: 40, share: 0, mean: 1 });

/** Resolves after so many more evaluations. */
export function evaluations(running: Running, more: number): Promise<void> {
  const from = running.evaluations.length;
  return soon(() => expect(running.evaluations.length).toBeGreaterThanOrEqual(from + more), 30_000);
}

/** So many more ticks of whoever is at work. */
export function ticks(world: World, more: number): Promise<void> {
  const from = world.prometheus.queries.length;
  return soon(() => expect(world.prometheus.queries.length).toBeGreaterThan(from + more), 30_000);
}

/** An operator that has seen the Deployment kad well, and said so. */
export async function settled(world: World, options: Partial<OperatorOptions> = {}): Promise<Running> {
  const running = world.run(options);
  const last = () => running.evaluations.findLast(({ name }) => name === 'kad');
  await soon(() => expect(last()?.decision.reason).toBe('AtMinimum'), 30_000);
  await soon(async () => expect((await world.status()).conditions).toBeDefined());
  return running;
}

/** Exactly one step was made, no second one follows, and the operator still runs. */
export async function oneStep(world: World, running: Running): Promise<void> {
  await soon(async () => expect(await world.replicas()).toBe(2), AGAIN_MS);
  await evaluations(running, 15);
  expect(await world.replicas()).toBe(2);
  expect(await Promise.race([running.ended, 'running'])).toBe('running');
}

/** The operator sees so many replicas within the time it is given. */
export const sees = (running: Running, replicas: number): Promise<void> =>
  soon(() => expect(running.evaluations.at(-1)!.seen.replicas).toBe(replicas), AGAIN_MS);

export const isScale = ({ method, path }: Asked): boolean => method === 'PUT' && path.includes('/scale');
export const isStatus = ({ method, path }: Asked): boolean => method === 'PATCH' && path.includes('/status');

/** The fault for the next so many requests that match. */
export function next(
  { proxy }: World,
  times: number,
  matches: (asked: Asked) => boolean,
  fault: Fault,
): { left: () => number } {
  let left = times;
  proxy.fault = (asked) => (left > 0 && matches(asked) && left-- > 0 ? fault : undefined);
  return { left: () => left };
}
