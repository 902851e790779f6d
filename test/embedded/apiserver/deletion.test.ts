import { expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import { configMap, deployment, pod } from './objects.ts';

const onNode = { nodeName: 'n' };

test('an object stays until its last finalizer is removed', () => {
  const cluster = createCluster();
  cluster.create('configmaps', {
    ...configMap('a'),
    metadata: { name: 'a', namespace: 'default', finalizers: ['x/y', 'x/z'] },
  });
  const left = cluster.delete('configmaps', 'default', 'a');
  expect(left.metadata).toMatchObject({ deletionGracePeriodSeconds: 0, finalizers: ['x/y', 'x/z'] });
  const release = (finalizers: string[] | null) =>
    cluster.mergePatch('configmaps', 'default', 'a', { metadata: { finalizers } });
  release(['x/z']);
  expect(cluster.get('configmaps', 'default', 'a')).toBeDefined();
  expect(() => release(['x/z', 'x/new'])).toThrow(
    'no new finalizers can be added if the object is being deleted',
  );
  release(null);
  expect(cluster.get('configmaps', 'default', 'a')).toBeUndefined();
});

test('deleting a terminating object again changes nothing', () => {
  const cluster = createCluster();
  cluster.create('configmaps', {
    ...configMap('a'),
    metadata: { name: 'a', namespace: 'default', finalizers: ['x/y'] },
  });
  const first = cluster.delete('configmaps', 'default', 'a');
  expect(cluster.delete('configmaps', 'default', 'a')).toEqual(first);
});

test('the propagation policy becomes finalizers for the garbage collector', () => {
  const cluster = createCluster();
  for (const [name, propagationPolicy, finalizers] of [
    ['a', 'Foreground', ['foregroundDeletion']],
    ['b', 'Orphan', ['orphan']],
  ] as const) {
    cluster.create('deployments', deployment(name));
    expect(cluster.delete('deployments', 'default', name, { propagationPolicy }).metadata.finalizers).toEqual(
      finalizers,
    );
    expect(
      cluster.delete('deployments', 'default', name, { propagationPolicy: 'Background' }).metadata.name,
    ).toBe(name);
    expect(cluster.get('deployments', 'default', name)).toBeUndefined();
  }
});

test('a pod without a node is removed immediately', () => {
  const cluster = createCluster();
  cluster.create('pods', pod('unscheduled'));
  cluster.delete('pods', 'default', 'unscheduled');
  cluster.create('pods', pod('ended', onNode));
  cluster.mergePatch('pods', 'default', 'ended', { status: { phase: 'Succeeded' } }, 'status');
  cluster.delete('pods', 'default', 'ended');
  expect(cluster.list('pods')).toEqual([]);
});

test('a grace period can be shortened, not lengthened; zero removes by force', () => {
  const cluster = createCluster();
  cluster.create('pods', pod('p', { ...onNode, terminationGracePeriodSeconds: 20 }));
  const grace = (gracePeriodSeconds?: number) =>
    cluster.delete('pods', 'default', 'p', gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds })
      .metadata.deletionGracePeriodSeconds;
  expect(grace()).toBe(20);
  expect(grace(60)).toBe(20);
  expect(grace(5)).toBe(5);
  cluster.delete('pods', 'default', 'p', { gracePeriodSeconds: 0 });
  expect(cluster.get('pods', 'default', 'p')).toBeUndefined();
});

test('preconditions', () => {
  const cluster = createCluster();
  const made = cluster.create('configmaps', configMap('a'));
  const remove = (preconditions: object) => cluster.delete('configmaps', 'default', 'a', { preconditions });
  expect(() => remove({ uid: 'x' })).toThrow(expect.objectContaining({ code: 409 }));
  expect(() => remove({ resourceVersion: '1' })).toThrow(expect.objectContaining({ code: 409 }));
  expect(
    remove({ uid: made.metadata.uid, resourceVersion: made.metadata.resourceVersion }).metadata.name,
  ).toBe('a');
});

test('nothing is created in a namespace that is missing or terminating', () => {
  const cluster = createCluster();
  cluster.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'talk' } });
  const inTalk = { ...configMap('a'), metadata: { name: 'a', namespace: 'talk' } };
  cluster.create('configmaps', inTalk);
  expect(cluster.delete('namespaces', undefined, 'talk')).toMatchObject({
    status: { phase: 'Terminating' },
    spec: { finalizers: ['kubernetes'] },
  });
  expect(() => cluster.create('pods', { ...pod('p'), metadata: { name: 'p', namespace: 'talk' } })).toThrow(
    'pods "p" is forbidden: unable to create new content in namespace talk because it is being terminated',
  );
  expect(() =>
    cluster.create('configmaps', { ...inTalk, metadata: { name: 'b', namespace: 'nowhere' } }),
  ).toThrow('namespaces "nowhere" not found');
  cluster.delete('configmaps', 'talk', 'a');
  const namespaces = cluster.resources.find('namespaces')!;
  const finalize = (spec: object) =>
    cluster.requests.update(
      namespaces,
      undefined,
      'talk',
      { ...cluster.get('namespaces', undefined, 'talk')!, spec },
      { subresource: 'finalize' },
    );
  finalize({ finalizers: [] });
  expect(cluster.get('namespaces', undefined, 'talk')).toBeUndefined();
});

test('a collection is deleted by its selector', () => {
  const cluster = createCluster();
  for (const name of ['a', 'b', 'c'])
    cluster.create('configmaps', configMap(name, {}, { keep: String(name === 'b') }));
  cluster.requests.deleteCollection(cluster.resources.find('configmaps')!, {
    namespace: 'default',
    labelSelector: 'keep=false',
  });
  expect(cluster.list('configmaps').map(({ metadata }) => metadata.name)).toEqual(['b']);
});

test('a dry run writes nothing', () => {
  const cluster = createCluster();
  const entry = cluster.resources.find('configmaps')!;
  const before = cluster.resourceVersion();
  expect(
    cluster.requests.create(entry, 'default', configMap('a'), { dryRun: true }).metadata.uid,
  ).toBeDefined();
  expect(cluster.list('configmaps')).toEqual([]);
  expect(cluster.resourceVersion()).toBe(before);
  cluster.create('configmaps', configMap('a', { x: '1' }));
  const { object } = cluster.requests.patch(
    entry,
    'default',
    'a',
    { type: 'merge', body: { data: { x: '2' } } },
    { dryRun: true },
  );
  expect(object['data']).toEqual({ x: '2' });
  cluster.requests.delete(entry, 'default', 'a', { dryRun: true });
  expect(cluster.get('configmaps', 'default', 'a')!['data']).toEqual({ x: '1' });
});

test('an eviction respects the disruption budget', () => {
  const cluster = createCluster();
  cluster.create('pods', pod('p', onNode, { app: 'kad' }));
  cluster.create('poddisruptionbudgets', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'b', namespace: 'default' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'kad' } } },
  });
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'p' } };
  expect(() => cluster.requests.evict('default', 'p', eviction)).toThrow(
    "Cannot evict pod as it would violate the pod's disruption budget.",
  );
  cluster.mergePatch('poddisruptionbudgets', 'default', 'b', { status: { disruptionsAllowed: 1 } }, 'status');
  cluster.requests.evict('default', 'p', eviction);
  expect(cluster.get('pods', 'default', 'p')!.metadata.deletionTimestamp).toBeDefined();
});

test('a pod is bound to a node once', () => {
  const cluster = createCluster();
  cluster.create('pods', pod('p'));
  const bind = (name: string) =>
    cluster.requests.bind('default', 'p', {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { name: 'p' },
      target: { kind: 'Node', name },
    });
  bind('n');
  expect(cluster.get('pods', 'default', 'p')).toMatchObject({
    spec: { nodeName: 'n' },
    status: { conditions: [{ type: 'PodScheduled', status: 'True' }] },
  });
  expect(() => bind('m')).toThrow('pod p is already assigned to node "n"');
});
