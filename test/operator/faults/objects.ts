import { describe, expect } from 'vitest';
import { breach, isScale, evaluations, oneStep, settled, soon, ticks } from './steps.ts';
import type { FaultTest } from './steps.ts';

export function objectsThatChange(test: FaultTest): void {
  describe('what happens to the objects', () => {
    test('the Deployment is deleted and made anew: no past', async ({ world }) => {
      const running = await settled(world);
      breach(world);
      await oneStep(world, running);
      await world.remove('deployment');
      await soon(async () => expect((await world.status()).reason).toBe('TargetNotFound'));
      await world.createDeployment();
      await soon(async () => expect(await world.replicas()).toBe(2), 30_000);
      await evaluations(running, 10);
      expect(await world.replicas()).toBe(2);
    });

    test('the scaler is deleted while its step is on the way', async ({ world }) => {
      const running = await settled(world);
      world.proxy.fault = (asked) => {
        if (!isScale(asked)) return undefined;
        void world.remove('scaler');
        return { delayMs: 300 };
      };
      breach(world);
      await soon(async () => expect(await world.replicas()).toBe(2));
      world.proxy.fault = () => undefined;
      const count = running.evaluations.length;
      await world.createScaler('kad', { cooldownSeconds: 0 });
      await soon(() => expect(running.evaluations.length).toBeGreaterThan(count));
      await soon(async () => expect(await world.replicas()).toBeGreaterThanOrEqual(3), 30_000);
      expect(await Promise.race([running.ended, 'running'])).toBe('running');
    });

    test('a label is renamed: no longer ours', async ({ world }) => {
      let ticks = 0;
      let lastLook = 0;
      world.run({
        onTick: () => void ticks++,
        onEvaluation: () => void (lastLook = ticks),
        selector: 'app=kad',
        prometheus: world.prometheus.url,
        spec: { thresholdMilliseconds: 500, windowSeconds: 2, cooldownSeconds: 0 },
      });
      await soon(() => expect(lastLook).toBeGreaterThan(1));
      await world.relabel('renamed');
      await soon(() => expect(ticks - lastLook).toBeGreaterThan(5));
      breach(world);
      const from = ticks;
      await soon(() => expect(ticks).toBeGreaterThan(from + 5));
      expect(await world.replicas()).toBe(1);
    });

    test('an HPA appears: hands off while it is there', async ({ world }) => {
      const running = await settled(world);
      await world.createAutoscaler();
      await soon(() => expect(running.evaluations.at(-1)!.decision.reason).toBe('YieldsToAutoscaler'));
      breach(world);
      await ticks(world, 10);
      expect(await world.replicas()).toBe(1);
      await soon(async () => expect((await world.status()).reason).toBe('YieldsToAutoscaler'));
      await world.remove('autoscaler', 'hpa');
      await oneStep(world, running);
    });
  });
}
