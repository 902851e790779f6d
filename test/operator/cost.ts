/** How much the operator asks of others: every request is counted, of the API server and of Prometheus. */
import { describe, expect } from 'vitest';
import { leaseOf } from '../../src/operator/index.ts';
import type { OperatorOptions } from '../../src/operator/index.ts';
import type { Asked } from './fault-proxy.ts';
import { breach, isScale, evaluations, settled, soon } from './faults/steps.ts';
import type { FaultTest } from './faults/steps.ts';
import type { Running, World } from './world.ts';

/** The method, and the kind and name that a request is about. */
const words = ({ method, path }: Asked): string =>
  `${method} ${path.replace(/\?.*/, '').split('/').slice(-2).join('/')}`;

/** All but watches, which last, and leases, which have a test of their own. */
const spoken = ({ proxy }: World): string[] =>
  proxy.asked.filter(({ watch, path }) => !watch && !path.includes('/leases')).map(words);

/** What was seen first is said, of each target: nothing more is said during so many evaluations of each. */
async function saidAll(world: World, running: Running, names: string[]): Promise<void> {
  await soon(async () => {
    const [before, from] = [spoken(world).length, running.evaluations.length];
    const since = (name: string) =>
      running.evaluations.slice(from).filter((evaluation) => evaluation.name === name);
    await soon(() => {
      for (const name of names) expect(since(name).length).toBeGreaterThanOrEqual(10);
    });
    for (const name of names)
      expect(since(name).at(-1)).toMatchObject({ seen: { ready: 1 }, decision: { reason: 'AtMinimum' } });
    expect(spoken(world).length).toBe(before);
  }, 30_000);
}

/** Two targets at their minimum, under an operator that has said all there is to say of them. */
async function steady(world: World, options: Partial<OperatorOptions>): Promise<void> {
  await world.createDeployment('other');
  await world.createScaler('other', { scaleTargetRef: { name: 'other' } });
  world.latency.set('other', { rate: 0, share: 0 });
  const running = await settled(world, { leaderElection: true, ...options });
  await saidAll(world, running, ['kad', 'other']);
}

export function costs(test: FaultTest): void {
  describe('how much it asks for', () => {
    test('a steady tick: one query of Prometheus, and nothing of the API server', async ({ world }) => {
      let ticks = 0;
      await steady(world, { onTick: () => void ticks++ });
      const [calls, queries, from] = [spoken(world).length, world.prometheus.queries.length, ticks];
      await soon(() => expect(ticks).toBeGreaterThanOrEqual(from + 20), 20_000);
      expect(spoken(world).slice(calls)).toEqual([]);
      const asked = world.prometheus.queries.length - queries;
      // The tick that has just begun.
      expect(Math.abs(asked - (ticks - from))).toBeLessThanOrEqual(1);
    });

    test('beside that its lease is renewed, and watches go on over the connections that there are', async ({
      world,
    }) => {
      const { proxy } = world;
      // So that there is something to see soon; the times are those of the default, divided by four.
      await steady(world, { watchSeconds: 1, leaseTiming: leaseOf(3750) });
      const from = proxy.asked.length;
      const { connections } = proxy;
      const watches = () => proxy.asked.slice(from).filter(({ watch }) => watch);
      const kinds = () => new Set(watches().map(words));
      await soon(() => {
        expect(kinds().size).toBeGreaterThanOrEqual(4);
        expect(watches().length).toBeGreaterThanOrEqual(3 * kinds().size);
      }, 30_000);
      const other = proxy.asked.slice(from).filter(({ watch }) => !watch);
      expect(new Set(other.map(words))).toEqual(new Set(['PUT leases/pycont-operator']));
      expect(proxy.connections - connections).toBeLessThan(watches().length / 2);
    });

    // A slow answer must not move the time of the step in what was said of it: more than a second is slow.
    test.for([0, 1100])(
      'a step, made in %d ms: one write, one Event and one status, and no read',
      async (delayMs, { world }) => {
        const running = await settled(world, { leaderElection: true });
        await saidAll(world, running, ['kad']);
        const calls = spoken(world).length;
        world.proxy.fault = (asked) => (isScale(asked) ? { delayMs } : undefined);
        breach(world);
        await soon(async () => expect((await world.status()).desiredReplicas).toBe(2));
        await evaluations(running, 5);
        expect(spoken(world).slice(calls)).toEqual([
          'PUT kad/scale',
          `POST ${world.namespace}/events`,
          'PATCH kad/status',
        ]);
      },
    );
  });
}
