import { expect, test, vi } from 'vitest';
import { NAMESPACE, stage } from './stage.ts';

test('while its claim cannot be written, a Deployment is observed and not scaled', async ({
  onTestFinished,
}) => {
  const world = await stage();
  onTestFinished(() => world.close());
  const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
  world.createDeployment();
  world.createScaler();
  world.latency.set('kad', { rate: 40, share: 1 });
  const running = world.run();
  await soon(() => expect(running.evaluations.at(-1)?.done).toBe(true));
  world.proxy.fault = ({ method, path }) =>
    method !== 'GET' && path.includes('/leases') ? { status: 500 } : undefined;
  world.server.cluster.delete('leases.coordination.k8s.io', NAMESPACE, 'pycont-operator.kad');
  world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
  const wanted = { decision: { replicas: 2 }, done: false };
  await soon(() => expect(running.evaluations.at(-1)).toMatchObject(wanted));
  expect(world.replicas()).toBe(1);
  world.proxy.fault = () => undefined;
  await soon(() => expect(world.replicas()).toBe(2));
});
