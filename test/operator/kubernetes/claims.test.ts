/** Two operators never scale the same Deployment: one lease for each target says whose it is. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BlockedTarget, OperatorOptions } from '../../../src/operator/index.ts';
import type { Lease } from '../../../src/operator/kubernetes/lease-object.ts';
import { isScale } from '../faults/steps.ts';
import { inEnglish } from '../../messages/in-english.ts';
import { NAMESPACE, SCALERS, stage } from '../stage.ts';
import type { Running, Stage } from '../stage.ts';

const LEASES = 'leases.coordination.k8s.io';

let world: Stage;
beforeEach(async () => {
  world = await stage();
  world.createDeployment();
  world.latency.set('kad', { rate: 40, share: 1, mean: 0.1 });
});
afterEach(() => world.close());

const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 60_000, interval: 20 });
const breach = () => world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
const lease = (name: string) => world.server.cluster.get(LEASES, NAMESPACE, name) as Lease | undefined;
const claim = (name = 'kad') => lease(`pycont-operator.${name}`);
const holder = (name = 'kad') => claim(name)?.spec?.holderIdentity;

const byFlags = (): Partial<OperatorOptions> => ({
  prometheus: world.prometheus.url,
  spec: { maxReplicas: 2, thresholdMilliseconds: 500, windowSeconds: 2, cooldownSeconds: 3600 },
});

interface Watched extends Running {
  blocked: BlockedTarget[];
  ticks: () => number;
}

function run(options: Partial<OperatorOptions> = {}): Watched {
  const blocked: BlockedTarget[] = [];
  let ticks = 0;
  const running = world.run({
    leaderElection: true,
    onObstacle: (each) => void blocked.push(each),
    onTick: () => void ticks++,
    ...options,
  });
  return { ...running, blocked, ticks: () => ticks };
}

const settles = (running: Running) => soon(() => expect(running.evaluations.at(-1)?.done).toBe(true));

async function ticks(running: Watched, more: number): Promise<void> {
  const from = running.ticks();
  await soon(() => expect(running.ticks()).toBeGreaterThan(from + more));
}
const isTaken = (running: Watched, by: string) =>
  soon(() =>
    expect(inEnglish(running.blocked.at(-1) ?? {})).toMatchObject({
      reason: 'TargetTaken',
      message: expect.stringContaining(`Deployment kad is scaled by ${by}`),
    }),
  );
const scalings = () => world.proxy.asked.filter(isScale).length;

describe('of two operators', () => {
  test('by LatencyScaler and by flags, the second does not scale, says who does, and follows', async () => {
    world.createScaler('kad', { cooldownSeconds: 3600 });
    const first = run({ identity: 'cluster_1' });
    await settles(first);
    expect(holder()).toBe('pycont-operator');
    const second = run({ deployment: 'kad', ...byFlags() });
    await isTaken(second, 'pycont-operator (cluster_1)');
    expect(second.warnings.join()).toContain('is scaled by pycont-operator');
    await soon(() => expect(world.events('TargetTaken')).toHaveLength(1));
    breach();
    await soon(() => expect(world.replicas()).toBe(2));
    await ticks(second, 20);
    expect([world.replicas(), scalings()]).toEqual([2, 1]);
    expect(second.evaluations).toEqual([]);
    await first.stop();
    await settles(second);
    expect(holder()).toBe('pycont-operator-kad');
    // What the first has written down counts: its cooldown is not over.
    expect([world.replicas(), scalings()]).toEqual([2, 1]);
  });

  test('by name and by labels, whose bounds contradict, one writes', async () => {
    const first = run({ deployment: 'kad', ...byFlags(), spec: { ...byFlags().spec, minReplicas: 2 } });
    await soon(() => expect(world.replicas()).toBe(2));
    const second = run({ selector: 'app=kad', ...byFlags(), spec: { ...byFlags().spec, maxReplicas: 1 } });
    await isTaken(second, 'pycont-operator-kad');
    await ticks(first, 20);
    expect([world.replicas(), scalings()]).toEqual([2, 1]);
    await first.stop();
    await soon(() => expect(world.replicas()).toBe(1));
    await second.stop();
    expect(holder()).toBe('');
  });

  test('without leader election, one has it; the other follows when it is given back', async () => {
    const first = run({ deployment: 'kad', ...byFlags(), leaderElection: false, identity: 'here_1' });
    await settles(first);
    const second = run({ selector: 'app=kad', ...byFlags(), leaderElection: false, identity: 'here_2' });
    await isTaken(second, 'here_1');
    await ticks(second, 10);
    expect(second.evaluations).toEqual([]);
    await first.stop();
    await settles(second);
    expect(holder()).toBe('here_2');
  });

  test('a LatencyScaler reports it in its status', async () => {
    const first = run({ deployment: 'kad', ...byFlags() });
    await settles(first);
    world.createScaler();
    run();
    await soon(() => expect(world.status()).toMatchObject({ reason: 'TargetTaken' }));
    expect(world.status().message).toContain('pycont-operator-kad');
  });

  test('a paused LatencyScaler leaves its Deployment to others', async () => {
    world.createScaler('kad', { paused: true });
    const first = run();
    await soon(() => expect(first.evaluations.at(-1)?.decision.reason).toBe('Paused'));
    const second = run({ deployment: 'kad', ...byFlags() });
    await settles(second);
    expect(holder()).toBe('pycont-operator-kad');
    const scaler = structuredClone(world.server.cluster.get(SCALERS, NAMESPACE, 'kad')!);
    scaler.spec.paused = false;
    world.server.cluster.update(SCALERS, scaler);
    await isTaken(first, 'pycont-operator-kad');
  });
});

describe('the claim of a holder', () => {
  /** As another operator would have left it. */
  function taken(by: string, spec: Lease['spec']): void {
    const { uid } = world.deployment().metadata;
    const make = (name: string, more: object): void => {
      world.server.cluster.create(LEASES, {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name, namespace: NAMESPACE, ...more },
        spec: name === by ? spec : { holderIdentity: by },
      });
    };
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'kad', uid };
    make('pycont-operator.kad', { labels: { 'pycont.dev/claim': 'true' }, ownerReferences: [owner] });
    if (spec) make(by, {});
  }
  function renew(name: string): void {
    const object = structuredClone(world.server.cluster.get(LEASES, NAMESPACE, name)!);
    // By a clock that is an hour behind.
    object.spec.renewTime = new Date(Date.now() - 3_600_000).toISOString().replace('Z', '000Z');
    object.spec.leaseTransitions = (object.spec.leaseTransitions ?? 0) + 1;
    world.server.cluster.update(LEASES, object);
  }

  test('that is dead is void when its leader lease has expired, and not before', async () => {
    taken('another', { holderIdentity: 'another_1', leaseDurationSeconds: 3 });
    const alive = setInterval(() => renew('another'), 500);
    const running = run({ deployment: 'kad', ...byFlags() });
    try {
      await isTaken(running, 'another (another_1)');
      await ticks(running, 90);
      expect(holder()).toBe('another');
    } finally {
      clearInterval(alive);
    }
    const died = performance.now();
    await settles(running);
    expect(performance.now() - died).toBeGreaterThan(1500);
    expect(holder()).toBe('pycont-operator-kad');
  });

  test('whose lease was given back is void soon after', async () => {
    taken('another', { holderIdentity: '', leaseDurationSeconds: 1 });
    await settles(run({ deployment: 'kad', ...byFlags() }));
  });

  test('asked once: it is certain whether another one lives before anything is done', async () => {
    taken('another', { holderIdentity: 'another_1', leaseDurationSeconds: 2 });
    breach();
    const alive = setInterval(() => renew('another'), 500);
    const once = run({ deployment: 'kad', ...byFlags(), once: true });
    expect(await once.ended).toBeUndefined();
    expect(once.blocked).toHaveLength(1);
    expect(world.replicas()).toBe(1);
    clearInterval(alive);
    // The window may still hold what was before the breach.
    await soon(async () => {
      expect(await run({ deployment: 'kad', ...byFlags(), once: true }).ended).toBeUndefined();
      expect(world.replicas()).toBe(2);
    });
  });
});

test('two copies of one operator have one claim: a change of leader writes none', async () => {
  world.createScaler();
  const first = run({ identity: 'one_1' });
  await settles(first);
  const second = run({ identity: 'two_1' });
  const { resourceVersion } = claim()!.metadata;
  await first.stop();
  await settles(second);
  expect(claim()!.metadata.resourceVersion).toBe(resourceVersion);
});

test('what is no longer a target is given back', async () => {
  world.createDeployment('other');
  world.latency.set('other', { rate: 40, share: 1 });
  const running = run({ selector: 'app in (kad, other)', ...byFlags() });
  await soon(() => expect([holder(), holder('other')]).toEqual(Array(2).fill(holder() || 'somebody')));
  world.relabel('else', 'other');
  await soon(() => expect(holder('other')).toBe(''));
  await ticks(running, 5);
  expect(holder()).not.toBe('');
});

test('a claim that somebody deletes is made again; it goes with its Deployment', async () => {
  const running = run({ deployment: 'kad', ...byFlags() });
  await settles(running);
  expect(claim()!.metadata.ownerReferences).toMatchObject([{ uid: world.deployment().metadata.uid }]);
  world.server.cluster.delete(LEASES, NAMESPACE, 'pycont-operator.kad');
  await soon(() => expect(holder()).toBe('pycont-operator-kad'));
  world.remove('deployment');
  world.createDeployment();
  await soon(() =>
    expect(claim()!.metadata.ownerReferences).toMatchObject([{ uid: world.deployment().metadata.uid }]),
  );
});

test('a dry run claims nothing, and is blocked by nobody', async () => {
  await settles(run({ deployment: 'kad', ...byFlags() }));
  const { resourceVersion } = claim()!.metadata;
  const dry = run({ selector: 'app=kad', ...byFlags(), dryRun: true });
  await soon(() => expect(dry.evaluations.length).toBeGreaterThan(5));
  expect(dry.blocked).toEqual([]);
  expect(claim()!.metadata.resourceVersion).toBe(resourceVersion);
});

test('without permission to read leases it scales without leader election, and warns of what that means', async () => {
  world.proxy.fault = ({ path }) =>
    path.includes('/leases') ? { status: 403, reason: 'Forbidden' } : undefined;
  breach();
  const running = run({ deployment: 'kad', ...byFlags(), leaderElection: false });
  await soon(() => expect(world.replicas()).toBe(2));
  expect(running.warnings.join()).toContain(
    'other operators that scale the same Deployments are not detected',
  );
});
