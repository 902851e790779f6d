import { expect, test } from 'vitest';
import type { KubeObject, OwnerReference } from '../../../src/embedded/apiserver/types.ts';
import { deployment, fakeCluster } from './fake-cluster.ts';
import type { FakeCluster } from './fake-cluster.ts';

const everything = ({ api }: FakeCluster) => [
  ...api.list('deployments.apps'),
  ...api.list('replicasets.apps'),
  ...api.list('pods'),
];

async function running(cluster: FakeCluster): Promise<void> {
  cluster.api.create('deployments.apps', deployment('kad', { replicas: 2 }));
  await cluster.until('two pods', () => cluster.pods().filter(({ status }) => status?.podIP).length === 2);
}

test('background: the Deployment is removed immediately, its dependents later', async () => {
  const cluster = fakeCluster();
  await running(cluster);
  cluster.api.delete('deployments.apps', 'default', 'kad', { propagationPolicy: 'Background' });
  expect(cluster.api.get('deployments.apps', 'default', 'kad')).toBeUndefined();
  await cluster.until('nothing left', () => everything(cluster).length === 0);
  expect(cluster.errors).toEqual([]);
});

test('foreground: the owner waits for the last of its dependents', async () => {
  const cluster = fakeCluster();
  await running(cluster);
  cluster.kubelet.removes = () => false;
  cluster.api.delete('deployments.apps', 'default', 'kad', { propagationPolicy: 'Foreground' });
  await cluster.until('terminating pods', () =>
    cluster.pods().every(({ metadata }) => metadata.deletionTimestamp !== undefined),
  );
  await cluster.settled();
  expect(everything(cluster).map(({ kind }) => kind)).toEqual(['Deployment', 'ReplicaSet', 'Pod', 'Pod']);
  for (const { metadata } of cluster.pods()) cluster.kubelet.finish(metadata.name);
  await cluster.until('nothing left', () => everything(cluster).length === 0);
});

test('orphan: the dependents stay without their owner', async () => {
  const cluster = fakeCluster();
  await running(cluster);
  cluster.api.delete('deployments.apps', 'default', 'kad', { propagationPolicy: 'Orphan' });
  await cluster.until('the Deployment gone', () => !cluster.api.get('deployments.apps', 'default', 'kad'));
  await cluster.settled();
  expect(cluster.pods()).toHaveLength(2);
  expect(cluster.api.list('replicasets.apps')[0]!.metadata.ownerReferences ?? []).toEqual([]);
});

const configMap = (name: string, owners: OwnerReference[] = []) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default', ownerReferences: owners },
});
const reference = ({ metadata: { name, uid } }: KubeObject): OwnerReference => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name,
  uid,
});

test('one of two owners is enough; the reference to the deleted one is dropped', async () => {
  const cluster = fakeCluster();
  const first = cluster.api.create('configmaps', configMap('first'));
  const second = cluster.api.create('configmaps', configMap('second'));
  cluster.api.create('configmaps', configMap('child', [reference(first), reference(second)]));
  const child = () => cluster.api.get('configmaps', 'default', 'child');
  cluster.api.delete('configmaps', 'default', 'first');
  await cluster.until('one owner', () => child()?.metadata.ownerReferences?.length === 1);
  cluster.api.delete('configmaps', 'default', 'second');
  await cluster.until('the child gone', () => !child());
});

test('an object is removed if its owner never existed, or is another object of the same name', async () => {
  const cluster = fakeCluster();
  cluster.api.create('configmaps', configMap('owner'));
  cluster.api.create(
    'configmaps',
    configMap('child', [
      { ...reference(cluster.api.get('configmaps', 'default', 'owner')!), uid: 'another' },
    ]),
  );
  await cluster.until('the child gone', () => !cluster.api.get('configmaps', 'default', 'child'));
  expect(cluster.api.get('configmaps', 'default', 'owner')).toBeDefined();
});
