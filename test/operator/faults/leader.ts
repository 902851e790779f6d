/** What becomes of the leader, and of its work. */
import { once } from 'node:events';
import { describe, expect } from 'vitest';
import { leader, leads, pair, said, withProcesses } from './processes.ts';
import type { Operator } from './processes.ts';
import { breach, isScale, soon, ticks } from './steps.ts';
import type { FaultTest } from './steps.ts';
import type { World } from '../world.ts';

const LEASE_MS = 3000;
const quick = { INTERVAL_SECONDS: '0.1', LEASE_SECONDS: String(LEASE_MS / 1000) };

/** One step is made, by whom is said, and it stays the only one. */
export async function oneStepBy(operator: Operator, world: World): Promise<void> {
  breach(world);
  await soon(async () => expect(await world.replicas()).toBe(2), 10_000);
  await said(operator, 'ScaledUp');
  await onlyOneStep(world);
}

export async function onlyOneStep(world: World, more = 15): Promise<void> {
  await ticks(world, more);
  expect(await world.replicas()).toBe(2);
  expect(world.proxy.asked.filter((asked) => isScale(asked) && asked.passed)).toHaveLength(1);
}

export function leaderFaults(faultTest: FaultTest): void {
  const test = withProcesses(faultTest);

  describe('the leader', () => {
    test('only one of two acts', async ({ world, start }) => {
      const [first] = await pair(world, start, quick);
      await oneStepBy(first, world);
    });

    test('is killed: the other takes over when the lease has expired, and keeps the cooldown', async ({
      world,
      start,
    }) => {
      const [first, second] = await pair(world, start, quick);
      await oneStepBy(first, world);
      await soon(async () => expect((await world.status()).desiredReplicas).toBe(2));
      first.process.kill('SIGKILL');
      await leads(second, world);
      await said(second, 'cooling down after the last change', 30_000);
      await onlyOneStep(world);
    });

    test('leads before its watches show what the last one did: it reads that first, and keeps the cooldown', async ({
      world,
      start,
    }) => {
      const [first, second] = await pair(world, start, quick);
      world.proxy.watchesSilent = true;
      await oneStepBy(first, world);
      await soon(async () => expect((await world.status()).lastScaleTime).toBeDefined());
      first.process.kill('SIGTERM');
      await leads(second, world);
      await said(second, 'cooling down after the last change', 30_000);
      await onlyOneStep(world);
    });

    test('is stopped gracefully: the other takes over at once', async ({ world, start }) => {
      const [first, second] = await pair(world, start, quick);
      const exited = once(first.process, 'exit');
      first.process.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
      expect(await leader(world)).not.toBe('first');
      // Much sooner than an unreleased lease would expire.
      await leads(second, world, LEASE_MS - 500);
      await oneStepBy(second, world);
    });

    test('is paused for longer than its lease and resumed: it does not act on what it believed', async ({
      world,
      start,
    }) => {
      const [first, second] = await pair(world, start, quick);
      first.process.kill('SIGSTOP');
      await leads(second, world);
      await oneStepBy(second, world);
      first.process.kill('SIGCONT');
      await said(first, 'not leading');
      await onlyOneStep(world);
      expect(await leader(world)).toBe('second');
      expect(first.process.exitCode).toBeNull();
    });

    test('is killed between the step and its status: the next one takes it for a step by hand, and rests', async ({
      world,
      start,
    }) => {
      const first = await start('first', quick);
      await said(first, 'objective met with the minimum', 30_000);
      await soon(async () => expect((await world.status()).desiredReplicas).toBe(1));
      world.proxy.fault = (asked) => {
        if (isScale(asked)) world.proxy.fault = ({ method }) => (method === 'GET' ? undefined : 'silent');
        return undefined;
      };
      breach(world);
      await soon(async () => expect(await world.replicas()).toBe(2));
      expect((await world.status()).desiredReplicas).toBe(1);
      first.process.kill('SIGKILL');
      world.proxy.fault = () => undefined;
      const second = await start('second', quick);
      await said(second, 'cooling down after the last change', 30_000);
      await onlyOneStep(world);
    });

    test('and the API server is away for longer than the lease: nobody acts, one of them goes on', async ({
      world,
      start,
    }) => {
      const [first, second] = await pair(world, start, quick);
      await world.proxy.down();
      await said(first, 'not leading');
      breach(world);
      await world.proxy.up();
      await soon(async () => expect(await world.replicas()).toBe(2), 10_000);
      expect([first.process.exitCode, second.process.exitCode]).toEqual([null, null]);
      await onlyOneStep(world);
    });
  });
}
