/** Faults that last for longer than leases and waits do, with the settings of the pod: what has grown by then must not delay. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { onlyOneStep } from './leader.ts';
import { leader, leads, pair, said, withProcesses } from './processes.ts';
import type { Operator } from './processes.ts';
import { AGAIN_MS, breach, soon } from './steps.ts';
import type { FaultTest } from './steps.ts';
import type { World } from '../world.ts';

const OUTAGE_MS = 60_000;
const PAUSE_MS = 30_000;

/** The step that became due meanwhile is made soon after the fault, once, and everybody lives. */
async function rightAgain(world: World, what: string, operators: Operator[]): Promise<void> {
  const ended = performance.now();
  await soon(async () => expect(await world.replicas()).toBe(2), AGAIN_MS);
  console.log(`${what}: right again after ${((performance.now() - ended) / 1000).toFixed(1)} s`);
  await onlyOneStep(world, 6);
  expect(operators.map(({ process }) => process.exitCode)).toEqual(operators.map(() => null));
}

export function faultsAtLength(faultTest: FaultTest): void {
  const test = withProcesses(faultTest);

  describe.concurrent('at full length', { timeout: 200_000 }, () => {
    test('the API server is down for 60 s', async ({ world, start }) => {
      const operators = await pair(world, start);
      await world.proxy.down();
      breach(world);
      await pause(OUTAGE_MS);
      expect(await world.replicas()).toBe(1);
      await world.proxy.up();
      await rightAgain(world, 'down for 60 s', operators);
    });

    test('the API server takes requests and answers none for 60 s', async ({ world, start }) => {
      const operators = await pair(world, start);
      world.proxy.watchesSilent = true;
      world.proxy.fault = () => 'silent';
      breach(world);
      await pause(OUTAGE_MS);
      expect(await world.replicas()).toBe(1);
      world.proxy.watchesSilent = false;
      world.proxy.fault = () => undefined;
      await rightAgain(world, 'hung for 60 s', operators);
    });

    test('the leader is paused for 30 s', async ({ world, start }) => {
      const [first, second] = await pair(world, start);
      first.process.kill('SIGSTOP');
      const paused = pause(PAUSE_MS);
      await leads(second, world, 25_000);
      breach(world);
      await rightAgain(world, 'the leader is paused, the other acts', [first, second]);
      await paused;
      first.process.kill('SIGCONT');
      await said(first, 'not leading', AGAIN_MS);
      await onlyOneStep(world, 6);
      expect(await leader(world)).toBe('second');
    });

    test('the only one is paused for 30 s', async ({ world, start }) => {
      const only = await start('only');
      await said(only, 'objective met with the minimum', 30_000);
      only.process.kill('SIGSTOP');
      breach(world);
      await pause(PAUSE_MS);
      only.process.kill('SIGCONT');
      await rightAgain(world, 'paused for 30 s', [only]);
    });
  });
}
