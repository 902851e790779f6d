import { expect, test } from 'vitest';
import { deployment, fakeCluster } from './fake-cluster.ts';
import type { FakeCluster } from './fake-cluster.ts';

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const inNamespace = (name: string, object: ReturnType<typeof deployment>) => ({
  ...object,
  metadata: { ...object.metadata, namespace: name },
});
const furnished = ({ api }: FakeCluster, name: string) =>
  api.get('serviceaccounts', name, 'default') &&
  api.get('configmaps', name, 'kube-root-ca.crt')?.data['ca.crt'] === 'PEM';

test('every namespace has its ServiceAccount and the CA, also after their deletion', async () => {
  const cluster = fakeCluster();
  cluster.api.create('namespaces', namespace('pycont'));
  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'pycont']) {
    await cluster.until(name, () => Boolean(furnished(cluster, name)));
  }
  cluster.api.delete('configmaps', 'pycont', 'kube-root-ca.crt');
  cluster.api.delete('serviceaccounts', 'pycont', 'default');
  await cluster.until('again', () => Boolean(furnished(cluster, 'pycont')));
});

test('a namespace is removed once it is empty', async () => {
  const cluster = fakeCluster();
  cluster.api.create('namespaces', namespace('pycont'));
  cluster.api.create('deployments.apps', inNamespace('pycont', deployment('kad')));
  await cluster.until(
    'pods',
    () => cluster.pods('pycont').filter(({ status }) => status?.podIP).length === 3,
  );
  cluster.kubelet.removes = () => false;
  cluster.api.delete('namespaces', undefined, 'pycont');
  await cluster.until('terminating pods', () =>
    cluster.pods('pycont').every(({ metadata }) => metadata.deletionTimestamp !== undefined),
  );
  await cluster.settled();
  expect(cluster.api.get('namespaces', undefined, 'pycont')?.status.phase).toBe('Terminating');
  expect(cluster.api.list('deployments.apps', { namespace: 'pycont' })).toEqual([]);
  expect(cluster.pods('pycont')).toHaveLength(3);
  for (const { metadata } of cluster.pods('pycont')) cluster.kubelet.finish(metadata.name, 'pycont');
  await cluster.until('no namespace', () => !cluster.api.get('namespaces', undefined, 'pycont'));
  expect(cluster.api.list('configmaps', { namespace: 'pycont' })).toEqual([]);
  await cluster.settled();
  expect(cluster.errors).toEqual([]);
});

test('the node is ready, with the resources of this machine', async () => {
  const cluster = fakeCluster();
  const node = cluster.api.get('nodes', undefined, 'pycont')!;
  expect(node.status.addresses).toContainEqual({ type: 'InternalIP', address: '127.9.0.1' });
  expect(Number(node.status.capacity.cpu)).toBeGreaterThan(0);
  expect(node.status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
  expect(
    cluster.api.get('leases.coordination.k8s.io', 'kube-node-lease', 'pycont')?.spec.holderIdentity,
  ).toBe('pycont');
});
