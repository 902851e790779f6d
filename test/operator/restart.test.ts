/** What the operator still knows after a restart. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stage } from './stage.ts';
import type { Running, Stage } from './stage.ts';

let world: Stage;
beforeEach(async () => {
  world = await stage();
  world.createDeployment();
});
afterEach(() => world.close());

const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 20_000, interval: 20 });
/** Resolves after so many more evaluations. */
const evaluations = (running: Running, more: number): Promise<void> => {
  const from = running.evaluations.length;
  return soon(() => expect(running.evaluations.length).toBeGreaterThanOrEqual(from + more));
};

test('the cooldown', async () => {
  world.createScaler('kad', { cooldownSeconds: 3600 });
  world.latency.set('kad', { rate: 40, share: 0 });
  const first = world.run();
  await soon(() => expect(world.status().desiredReplicas).toBe(2));
  await first.stop();
  const second = world.run();
  await evaluations(second, 10);
  expect(world.replicas()).toBe(2);
  expect(second.evaluations.at(-1)!.decision.reason).toBe('CoolingDown');
});

test('what was learned', async () => {
  world.createScaler('kad', { maxReplicas: 2 });
  world.latency.set('kad', { rate: 40, share: 0 });
  const first = world.run();
  await soon(() => expect(world.status().learned?.tooMuch).toBeGreaterThan(30));
  expect(world.status().learned!.tooMuch).toBeLessThan(50);
  await first.stop();
  world.latency.set('kad', { rate: 60, share: 1 });
  const { tooMuch } = world.status().learned!;
  const second = world.run();
  await evaluations(second, 1);
  expect(second.evaluations[0]!.before.capacity).toMatchObject({ tooMuch });
  // Slow requests of before are in the window for a while.
  await vi.waitFor(() => expect(second.evaluations.at(-1)!.decision.reason).toBe('LoadNeedsAll'), 30_000);
});

test('without a LatencyScaler too: the Deployment remembers', async () => {
  world.latency.set('kad', { rate: 40, share: 0 });
  const options = {
    deployment: 'kad',
    prometheus: world.prometheus.url,
    spec: {
      thresholdMilliseconds: 500,
      objective: 0.9,
      windowSeconds: 2,
      cooldownSeconds: 3600,
      maxStep: 1,
    },
  };
  const first = world.run(options);
  await soon(() =>
    expect(world.deployment().metadata.annotations?.['pycont.dev/latency-scaler']).toContain(
      '"desiredReplicas":2',
    ),
  );
  await first.stop();
  const second = world.run(options);
  await evaluations(second, 10);
  expect(world.replicas()).toBe(2);
  expect(second.evaluations.at(-1)!.decision.reason).toBe('CoolingDown');
  expect(world.events('ScaledUp')[0]).toMatchObject({
    involvedObject: { kind: 'Deployment', name: 'kad' },
  });
});
