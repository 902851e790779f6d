/** How much the operator asks of others: every request is counted, of the API server and of Prometheus. */
import { describe, expect } from 'vitest';
import { breach, looks, settled, soon } from './faults/steps.ts';
import type { FaultTest } from './faults/steps.ts';
import type { World } from './world.ts';

/** All but watches, which last, and the lease, which is renewed by the clock and not by the tick. */
const spoken = ({ proxy }: World): string[] =>
  proxy.asked
    .filter(({ watch, path }) => !watch && !path.includes('/leases'))
    .map(({ method, path }) => `${method} ${path.replace(/\?.*/, '').split('/').slice(-2).join('/')}`);

export function costs(test: FaultTest): void {
  describe('how much it asks for', () => {
    test('a steady tick: one query of Prometheus, and nothing of the API server', async ({ world }) => {
      await world.createDeployment('other');
      await world.createScaler('other', { scaleTargetRef: { name: 'other' } });
      world.latency.set('other', { rate: 0, share: 0 });
      let ticks = 0;
      const running = await settled(world, { leaderElection: true, onTick: () => void ticks++ });
      await soon(
        () => expect(running.looks.findLast(({ name }) => name === 'other')?.seen.ready).toBe(1),
        30_000,
      );
      // The first status of both, and the last word of the new pod.
      await looks(running, 30);
      const [calls, queries, from] = [spoken(world).length, world.prometheus.queries.length, ticks];
      await soon(() => expect(ticks).toBeGreaterThanOrEqual(from + 20));
      expect(spoken(world).slice(calls)).toEqual([]);
      const asked = world.prometheus.queries.length - queries;
      // The tick that has just begun.
      expect(Math.abs(asked - (ticks - from))).toBeLessThanOrEqual(1);
      expect(world.proxy.asked.some(({ path }) => path.includes('/leases'))).toBe(true);
    });

    test('a step: one write, one Event and one status, and no read', async ({ world }) => {
      const running = await settled(world, { leaderElection: true });
      await looks(running, 5);
      const calls = spoken(world).length;
      breach(world);
      await soon(async () => expect((await world.status()).desiredReplicas).toBe(2));
      await looks(running, 5);
      expect(spoken(world).slice(calls)).toEqual([
        'PUT kad/scale',
        `POST ${world.namespace}/events`,
        'PATCH kad/status',
      ]);
    });
  });
}
