import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NAMESPACE, SCALERS, stage } from './stage.ts';
import type { Running, Stage } from './stage.ts';

let world: Stage;
beforeEach(async () => {
  world = await stage();
  world.createDeployment();
});
afterEach(() => world.close());

const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const condition = (type: string) => world.status().conditions?.find((each) => each.type === type);
/** Resolves after so many more evaluations. */
const evaluations = (running: Running, more: number): Promise<void> => {
  const from = running.evaluations.length;
  return soon(() => expect(running.evaluations.length).toBeGreaterThanOrEqual(from + more));
};

describe('a LatencyScaler', () => {
  test('scales up under a breach, and says why', async () => {
    world.createScaler();
    world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
    world.run();
    await soon(() => expect(world.replicas()).toBe(2));
    await soon(() => expect(world.events('ScaledUp')).toHaveLength(1));
    expect(world.events('ScaledUp')[0]).toMatchObject({
      involvedObject: { kind: 'LatencyScaler', name: 'kad' },
      message: expect.stringContaining('1 → 2 replicas'),
    });
    await soon(() =>
      expect(world.status()).toMatchObject({
        desiredReplicas: 2,
        lastScaleTime: expect.any(String),
        share: 0,
      }),
    );
    expect(condition('Ready')).toMatchObject({ status: 'True' });
  });

  test('returns to the minimum when nothing is asked for', async () => {
    world.scaleByHand(2);
    world.createScaler();
    world.latency.set('kad', { rate: 0, share: 0 });
    world.run();
    await soon(() => expect(world.replicas()).toBe(1));
    await soon(() => expect(world.events('ScaledDown')).toHaveLength(1));
    expect(world.events('ScaledDown')[0]).toMatchObject({
      message: expect.stringContaining('2 → 1 replicas: calm, one less (no requests)'),
    });
  });

  test('stays at the maximum and says that it is limited', async () => {
    world.createScaler('kad', { maxReplicas: 1 });
    world.latency.set('kad', { rate: 40, share: 0 });
    world.run();
    await soon(() =>
      expect(condition('ScalingLimited')).toMatchObject({ status: 'True', reason: 'AtMaximum' }),
    );
    expect(world.replicas()).toBe(1);
  });

  test('unknown latency moves nothing, is a condition, and one Event however long it lasts', async () => {
    world.createScaler();
    const running = world.run();
    await soon(() =>
      expect(condition('Ready')).toMatchObject({
        status: 'False',
        reason: 'LatencyUnknown',
        message: expect.stringContaining('NoSeries'),
      }),
    );
    await evaluations(running, 10);
    expect(world.replicas()).toBe(1);
    expect(world.events('LatencyUnknown')).toHaveLength(1);
    expect(world.events('LatencyUnknown')[0]!.count).toBe(1);
    world.latency.set('kad', { rate: 40, share: 1 });
    await soon(() => expect(condition('Ready')).toMatchObject({ status: 'True' }));
    await soon(() => expect(world.events('LatencyKnown')).toHaveLength(1));
  });

  test('with a policy that cannot be followed', async () => {
    world.createScaler('kad', { minReplicas: 4, maxReplicas: 2 });
    world.run();
    const why = { reason: 'InvalidPolicy', message: 'maxReplicas is 2; it must be at least minReplicas (4)' };
    await soon(() => expect(condition('Ready')).toMatchObject({ status: 'False', ...why }));
    await soon(() => expect(world.events('InvalidPolicy')).toMatchObject([why]));
  });

  test('without its Deployment waits for it', async () => {
    world.server.cluster.delete('deployments.apps', NAMESPACE, 'kad');
    world.createScaler();
    world.latency.set('kad', { rate: 40, share: 0 });
    world.run();
    await soon(() => expect(condition('Ready')).toMatchObject({ reason: 'TargetNotFound' }));
    world.createDeployment();
    await soon(() => expect(world.replicas()).toBe(2));
  });

  test('the second one for the same Deployment keeps out', async () => {
    world.createScaler();
    world.createScaler('other');
    world.latency.set('kad', { rate: 40, share: 1 });
    world.run();
    await soon(() => expect(world.status('other').reason).toBe('TargetTaken'));
    expect(world.status('kad').reason).not.toBe('TargetTaken');
  });

  test('paused, it watches but does not touch', async () => {
    world.createScaler('kad', { paused: true });
    world.latency.set('kad', { rate: 40, share: 0 });
    const running = world.run();
    await soon(() => expect(world.status().share).toBe(0));
    await evaluations(running, 5);
    expect(world.replicas()).toBe(1);
    const scaler = structuredClone(world.server.cluster.get(SCALERS, NAMESPACE, 'kad')!);
    scaler.spec.paused = false;
    world.server.cluster.update(SCALERS, scaler);
    await soon(() => expect(world.replicas()).toBe(2));
  });

  test('a Deployment with 0 replicas is measured by nobody, which is not reported', async () => {
    world.scaleByHand(0);
    world.createScaler();
    const running = world.run();
    await evaluations(running, 5);
    expect(running.evaluations.at(-1)!.decision.reason).toBe('ScalingDisabled');
    expect(condition('ScalingActive')).toMatchObject({ status: 'False', reason: 'ScalingDisabled' });
    expect(world.events('LatencyUnknown')).toHaveLength(0);
  });

  test('yields to an HPA, and takes over when that is gone', async () => {
    world.server.cluster.create('horizontalpodautoscalers.autoscaling', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'hpa', namespace: NAMESPACE },
      spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'kad' } },
    });
    world.createScaler();
    world.latency.set('kad', { rate: 40, share: 0 });
    const running = world.run();
    await soon(() =>
      expect(condition('ScalingActive')).toMatchObject({ status: 'False', reason: 'YieldsToAutoscaler' }),
    );
    await evaluations(running, 5);
    expect(world.replicas()).toBe(1);
    world.server.cluster.delete('horizontalpodautoscalers.autoscaling', NAMESPACE, 'hpa');
    await soon(() => expect(world.replicas()).toBe(2));
  });

  test('takes a number set by hand as its new starting point', async () => {
    world.createScaler('kad', { cooldownSeconds: 3600 });
    world.latency.set('kad', { rate: 40, share: 1 });
    const running = world.run();
    await evaluations(running, 3);
    world.latency.set('kad', { rate: 40, share: 0 });
    world.scaleByHand(3);
    await soon(() => expect(world.events('ScaledByHand')).toHaveLength(1));
    await evaluations(running, 10);
    expect(world.replicas()).toBe(3);
    expect(running.evaluations.at(-1)!.decision.reason).toBe('CoolingDown');
  });

  test('waits for a replica that is not ready', async () => {
    world.createScaler();
    world.latency.set('kad', { rate: 40, share: 0 });
    world.ready(false);
    const running = world.run();
    await soon(() => expect(world.replicas()).toBe(2));
    await soon(() => expect(running.evaluations.at(-1)!.decision.reason).toBe('WaitingForReplicas'));
    await evaluations(running, 30);
    expect(world.replicas()).toBe(2);
  });
});

test('one query, however many they are', async () => {
  for (let i = 0; i < 50; i++) {
    world.createDeployment(`app-${i}`);
    world.createScaler(`app-${i}`, { scaleTargetRef: { name: `app-${i}` } });
    world.latency.set(`app-${i}`, { rate: 10, share: 1 });
  }
  const running = world.run({ once: true });
  expect(await running.ended).toBeUndefined();
  expect(world.prometheus.queries).toHaveLength(1);
  expect(running.evaluations).toHaveLength(50);
});

test('through the service proxy of the API server', async () => {
  world.server.services.set(`${NAMESPACE}/prometheus:9090`, world.prometheus.port);
  world.server.cluster.create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'prometheus', namespace: NAMESPACE },
    spec: { ports: [{ port: 9090 }] },
  });
  world.createScaler('kad', { prometheus: {} });
  world.latency.set('kad', { rate: 40, share: 0 });
  world.run();
  await soon(() => expect(world.replicas()).toBe(2));
});

test('a dry run decides and writes nothing at all', async () => {
  world.createScaler();
  world.latency.set('kad', { rate: 40, share: 0 });
  const running = world.run({ dryRun: true });
  await evaluations(running, 5);
  expect(running.evaluations.at(-1)).toMatchObject({ done: false, decision: { replicas: 2 } });
  expect(world.proxy.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('once: one look, one step, the end', async () => {
  world.createScaler();
  world.latency.set('kad', { rate: 40, share: 0 });
  const running = world.run({ once: true });
  expect(await running.ended).toBeUndefined();
  expect(running.evaluations).toHaveLength(1);
  expect(world.replicas()).toBe(2);
});

test('by labels', async () => {
  world.createDeployment('other');
  world.latency.set('kad', { rate: 40, share: 0 });
  world.latency.set('other', { rate: 40, share: 0 });
  const running = world.run({
    selector: 'app=other',
    prometheus: world.prometheus.url,
    spec: { thresholdMilliseconds: 500, windowSeconds: 2, cooldownSeconds: 3600, maxStep: 1 },
  });
  await soon(() => expect(world.replicas('other')).toBe(2));
  await evaluations(running, 3);
  expect(world.replicas('kad')).toBe(1);
});

test('a cluster without LatencyScalers: what to do', async () => {
  world.server.cluster.delete(
    'customresourcedefinitions.apiextensions.k8s.io',
    undefined,
    'latencyscalers.pycont.dev',
  );
  expect(await world.run({ failFast: true }).ended).toMatchObject({
    remedy: expect.stringContaining('kubectl apply -k deploy/operator'),
  });
});

test('a Deployment that is not there: what to do', async () => {
  expect(await world.run({ failFast: true, deployment: 'nope' }).ended).toMatchObject({
    message: expect.stringContaining('nope'),
    remedy: expect.any(String),
  });
});
