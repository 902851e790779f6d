/** The cluster goes away and comes back; kinds come that were not there. */
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deployment, everything, step } from './objects.ts';
import { NAMESPACE, stage } from './stage.ts';
import type { Stage } from './stage.ts';

let world: Stage;
beforeEach(async () => {
  world = await stage();
});
afterEach(() => world.close());

test('a cluster that goes away is away, with what was known last; then it is right again', async () => {
  world.create('deployments.apps', deployment());
  const browser = world.browser(await world.dashboard());
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  const before = Date.now();
  await world.proxy.down();
  await expect
    .poll(() => browser.view.cluster)
    .toMatchObject({ state: 'away', why: expect.stringMatching(/ECONNREFUSED/) });
  expect(browser.view.cluster.since).toBeGreaterThanOrEqual(before);
  expect(browser.view.workloads['Deployment/kad']!.wanted).toBe(1);
  world.change('deployments.apps', 'kad', ({ spec }) => (spec.replicas = 3));
  world.create('deployments.apps', deployment('other'));
  await world.proxy.up();
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  expect(browser.view.cluster).not.toHaveProperty('why');
  await expect.poll(() => browser.view.workloads['Deployment/kad']!.wanted).toBe(3);
  await expect
    .poll(() => Object.keys(browser.view.workloads))
    .toEqual(['Deployment/kad', 'Deployment/other']);
});

test('a cluster that hangs is away', async () => {
  const browser = world.browser(await world.dashboard());
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  world.proxy.fault = () => 'silent';
  world.proxy.watchesSilent = true;
  await expect.poll(() => browser.view.cluster.state).toBe('away');
  world.proxy.fault = () => undefined;
  world.proxy.watchesSilent = false;
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
});

test('a watch that is lost for a moment is no news', async () => {
  const browser = world.browser(await world.dashboard());
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  world.proxy.cut();
  world.create('deployments.apps', deployment());
  await expect.poll(() => browser.view.workloads).toHaveProperty(['Deployment/kad']);
  expect(browser.raw).not.toContain('"away"');
});

test('a dashboard that is started before its cluster says so, and waits', async () => {
  await world.proxy.down();
  const browser = world.browser(await world.dashboard());
  await expect.poll(() => browser.view.cluster.state).toBe('away');
  await world.proxy.up();
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
});

test('a cluster that was made anew, elsewhere and with other certificates', async () => {
  const other = await stage();
  try {
    let now = world;
    const load = (): KubeConfig => {
      const config = new KubeConfig();
      config.loadFromString(now.server.api.kubeconfig());
      return config;
    };
    world.create('deployments.apps', deployment('old'));
    other.create('deployments.apps', deployment('new'));
    const dashboard = await world.dashboard({ kube: { load, namespace: NAMESPACE, inCluster: false } });
    const browser = world.browser(dashboard);
    await expect.poll(() => Object.keys(browser.view.workloads)).toEqual(['Deployment/old']);
    await world.server.close();
    await expect.poll(() => browser.view.cluster.state).toBe('away');
    now = other;
    await expect.poll(() => browser.view.cluster.state).toBe('ok');
    expect(Object.keys(browser.view.workloads)).toEqual(['Deployment/new']);
  } finally {
    await other.close();
  }
});

test('the operator comes while somebody looks: its kind did not exist before', async () => {
  const browser = world.browser(await world.dashboard());
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  expect(browser.view.scalers).toEqual({});
  await world.defineScalers();
  everything(world);
  await expect.poll(() => browser.view.scalers['kad']).toMatchObject({ objective: 0.9, watched: true });
  expect(browser.view.serviceLevel).toEqual({ thresholdMs: 500, objective: 0.9, from: 'scaler' });
  const scaler = world.cluster.get('latencyscalers.pycont.dev', NAMESPACE, 'kad')!;
  world.change('deployments.apps', 'kad', ({ spec }) => (spec.replicas = 2));
  world.create('events', step(scaler, 2, 3));
  world.change('deployments.apps', 'kad', ({ spec }) => (spec.replicas = 3));
  await expect
    .poll(() => Object.values(browser.view.marks))
    .toContainEqual(
      expect.objectContaining({
        kind: 'step',
        from: 2,
        to: 3,
        why: 'the objective is missed (40 % in time)',
      }),
    );
  // The step before it had no Event of its own.
  await expect
    .poll(() => Object.values(browser.view.marks))
    .toContainEqual(expect.objectContaining({ kind: 'scale', from: 1, to: 2 }));
  expect(world.warnings).toEqual([]);
});
