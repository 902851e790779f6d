/** Clocks that differ by an hour: a step is never nearer to the last one than the cooldown. */
import { once } from 'node:events';
import { describe, expect, test as base } from 'vitest';
import { dateOf, monotonic } from '../../../src/operator/clock.ts';
import { leads, said, withProcesses } from '../faults/processes.ts';
import { breach, isScale, soon } from '../faults/steps.ts';
import { NAMESPACE, stage } from '../stage.ts';
import type { Stage } from '../stage.ts';
import type { World } from '../world.ts';

const COOLDOWN = 6;
const HOUR = 3600;
/** How long processes may need for anything, all of them at once. */
const LONG = 60_000;
/** With the lease of the default: where it lapses a new term begins, and what was seen before is not believed. */
const shifted = (offset: number, more = {}) => ({
  INTERVAL_SECONDS: '0.2',
  PROMETHEUS_TIMEOUT_SECONDS: '30',
  NODE_OPTIONS: '--import ./test/operator/kubernetes/shifted-clock.ts',
  CLOCK_OFFSET: String(offset),
  ...more,
});

/** When steps were made, in seconds. */
const made = new WeakMap<World, number[]>();

const test = withProcesses(
  // oxlint-disable-next-line no-empty-pattern -- vitest wants it so
  base.extend('world', async ({}, { onCleanup }): Promise<World> => {
    const world = await stage();
    onCleanup(() => world.close());
    world.createDeployment();
    world.createScaler('kad', { cooldownSeconds: COOLDOWN });
    world.latency.set('kad', { rate: 40, share: 1, mean: 0.1 });
    noteSteps(world);
    return world;
  }),
);

/**
 * Notes when they were made, not when they were asked for: on a busy machine a request that was given up, or refused
 * for its old version, is followed by another one.
 */
function noteSteps(world: Stage): void {
  const times: number[] = [];
  made.set(world, times);
  let before = world.replicas();
  world.server.cluster.watch('deployments.apps', { namespace: NAMESPACE }, ({ object }) => {
    const { replicas } = object.spec;
    if (replicas !== before) times.push(performance.now() / 1000);
    before = replicas;
  });
}

/** Seconds between the steps that were made. */
function gaps(world: World): number[] {
  const times = made.get(world)!;
  return times.slice(1).map((moment, i) => moment - times[i]!);
}

/** The second step comes, and not too soon. */
async function keepsCooldown(world: World): Promise<void> {
  await soon(() => expect(gaps(world).length).toBeGreaterThan(0), LONG);
  expect(gaps(world)[0]).toBeGreaterThanOrEqual(COOLDOWN);
}

describe.concurrent('an hour', () => {
  test.for([
    [0, HOUR],
    [0, -HOUR],
    [HOUR, 0],
    [-HOUR, 0],
  ])(
    'first %d s, then %d s off: whoever takes over waits for a whole cooldown',
    { timeout: 3 * LONG },
    async ([one, two], { world, start }) => {
      const first = await start('first', shifted(one!));
      await leads(first, world, LONG);
      const second = await start('second', shifted(two!));
      await said(second, 'starting', LONG);
      breach(world);
      await said(first, 'ScaledUp', LONG);
      await soon(async () => expect((await world.status()).lastScaleTime).toBeDefined(), LONG);
      const exited = once(first.process, 'exit');
      first.process.kill('SIGTERM');
      await exited;
      await leads(second, world, LONG);
      await keepsCooldown(world);
    },
  );

  test.for([HOUR, -HOUR])(
    'the clock leaps by %d s after a step: that is no time',
    { timeout: 3 * LONG },
    async (leap, { world, start }) => {
      const only = await start('only', shifted(leap, { CLOCK_LEAPS: '1' }));
      await leads(only, world, LONG);
      breach(world);
      await said(only, 'ScaledUp', LONG);
      only.process.kill('SIGUSR2');
      await keepsCooldown(world);
      expect(only.process.exitCode).toBeNull();
    },
  );
});

test(
  'a step that the server makes late: the cooldown begins with the answer',
  { timeout: 2 * LONG },
  async ({ world }) => {
    world.proxy.fault = (asked) =>
      isScale(asked) && made.get(world)!.length === 0 ? { delayMs: 2000 } : undefined;
    breach(world);
    world.run();
    await soon(() => expect(gaps(world).length).toBeGreaterThan(0), LONG);
    expect(gaps(world)[0]).toBeGreaterThanOrEqual(COOLDOWN);
  },
);

base('dates are those of the wall clock', () => {
  const before = Date.now();
  const moment = monotonic();
  expect(dateOf(moment).getTime()).toBeGreaterThan(before - 2500);
  expect(dateOf(moment).getTime()).toBeLessThan(Date.now() + 2500);
  expect(dateOf(moment - HOUR).getTime()).toBeLessThan(Date.now() - (HOUR - 3) * 1000);
});
