import { expect, test } from 'vitest';
import { deployment, fakeCluster } from './fake-cluster.ts';
import type { FakeCluster } from './fake-cluster.ts';

const service = (spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kad', namespace: 'default', labels: { app: 'kad' } },
  spec: { selector: { app: 'kad' }, ports: [{ name: 'web', port: 80, targetPort: 'http' }], ...spec },
});
const subset = ({ api }: FakeCluster) => api.get('endpoints', 'default', 'kad')?.subsets?.[0];
const slice = ({ api }: FakeCluster) =>
  api.list('endpointslices.discovery.k8s.io', { labelSelector: 'kubernetes.io/service-name=kad' })[0];

test('ready pods are addresses, others are not; named ports resolve', async () => {
  const cluster = fakeCluster();
  cluster.api.create('services', service());
  cluster.api.create('deployments.apps', deployment('kad', { replicas: 2 }));
  await cluster.until('two addresses', () => subset(cluster)?.addresses?.length === 2);
  expect(subset(cluster)).toMatchObject({ ports: [{ name: 'web', port: 5000, protocol: 'TCP' }] });
  const [pod] = cluster.pods();
  expect(subset(cluster).addresses).toContainEqual({
    ip: pod!.status.podIP,
    nodeName: 'pycont',
    targetRef: { kind: 'Pod', namespace: 'default', name: pod!.metadata.name, uid: pod!.metadata.uid },
  });
  cluster.kubelet.setReady(pod!.metadata.name, false);
  await cluster.until('one not ready', () => subset(cluster)?.notReadyAddresses?.length === 1);
  expect(subset(cluster).addresses).toHaveLength(1);
  expect(slice(cluster)).toMatchObject({ addressType: 'IPv4', ports: [{ name: 'web', port: 5000 }] });
  // Ordered by address; which of the two pods has the lower one is random.
  const conditions = slice(cluster)!.endpoints.map(({ conditions }: { conditions: object }) => conditions);
  expect(conditions).toHaveLength(2);
  expect(conditions).toContainEqual({ ready: false, serving: false, terminating: false });
  expect(conditions).toContainEqual({ ready: true, serving: true, terminating: false });
});

test('a terminating pod is removed immediately, though it still runs', async () => {
  const cluster = fakeCluster({ removes: () => false });
  cluster.api.create('services', service());
  cluster.api.create('deployments.apps', deployment('kad', { replicas: 1 }));
  await cluster.until('an address', () => subset(cluster)?.addresses?.length === 1);
  const [pod] = cluster.pods();
  cluster.api.delete('pods', 'default', pod!.metadata.name);
  await cluster.until('its successor alone', () => {
    const addresses = subset(cluster)?.addresses ?? [];
    return addresses.length === 1 && addresses[0].ip !== pod!.status.podIP;
  });
  expect(subset(cluster).notReadyAddresses).toBeUndefined();
  const [leaving] = slice(cluster)!.endpoints;
  expect(leaving.conditions).toEqual({ ready: false, serving: true, terminating: true });
});

test('publishNotReadyAddresses, selector changes and deletion of a Service', async () => {
  const cluster = fakeCluster({ ready: () => false });
  cluster.api.create(
    'services',
    service({ publishNotReadyAddresses: true, ports: [{ port: 80, targetPort: 5000 }] }),
  );
  cluster.api.create('deployments.apps', deployment('kad', { replicas: 1 }));
  await cluster.until('an unready address', () => subset(cluster)?.addresses?.length === 1);
  cluster.api.mergePatch('services', 'default', 'kad', { spec: { selector: { app: 'other' } } });
  await cluster.until('no address', () => subset(cluster) === undefined);
  cluster.api.delete('services', 'default', 'kad');
  await cluster.until(
    'nothing left',
    () => !cluster.api.get('endpoints', 'default', 'kad') && !slice(cluster),
  );
});

test('Endpoints made by hand for a service without a selector are left alone', async () => {
  const cluster = fakeCluster();
  const subsets = [{ addresses: [{ ip: '127.9.9.9' }], ports: [{ port: 5 }] }];
  cluster.api.create('services', service({ selector: undefined }));
  cluster.api.create('endpoints', {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'kad', namespace: 'default' },
    subsets,
  });
  await cluster.settled();
  expect(subset(cluster)).toMatchObject(subsets[0]!);
});
