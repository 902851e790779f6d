import { expect, test } from 'vitest';
import { clearCluster } from '../../../src/embedded/controllers/clear.ts';
import type { KubeObject, NewObject } from '../../../src/embedded/apiserver/types.ts';
import { qualifiedName } from '../../../src/embedded/apiserver/resource.ts';
import { storedKinds } from '../../../src/embedded/controllers/everything.ts';
import { deployment, fakeCluster } from './fake-cluster.ts';
import type { FakeCluster } from './fake-cluster.ts';

const NODE = { name: 'pycont', address: '127.9.0.1', runtimeVersion: 'fake://1', kubeletVersion: 'v1.32.0' };

/** Every object, without what changes over time. */
function all({ api }: FakeCluster): string[] {
  return storedKinds(api).flatMap((resource) => {
    const plural = qualifiedName(resource);
    return api.list<KubeObject>(plural).map(({ metadata, spec }) => {
      const { namespace = '', name, labels = {}, annotations = {} } = metadata;
      const marks = [...Object.entries(labels), ...Object.entries(annotations)];
      const shown = plural === 'nodes' ? JSON.stringify(spec) : '';
      return `${plural} ${namespace}/${name} ${JSON.stringify(marks.toSorted())} ${shown}`;
    });
  });
}

const object = (apiVersion: string, kind: string, name: string, more: object = {}): NewObject => ({
  apiVersion,
  kind,
  ...more,
  metadata: { name, ...(more as NewObject).metadata },
});

const DEFINITION = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'widgets.example.com', {
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

async function readyCluster(): Promise<{ cluster: FakeCluster; before: string[] }> {
  const cluster = fakeCluster();
  const ready = () =>
    ['default', 'kube-system', 'kube-public', 'kube-node-lease'].every((name) =>
      cluster.api.get('configmaps', name, 'kube-root-ca.crt'),
    );
  await cluster.until('namespaces', ready);
  await cluster.settled();
  return { cluster, before: all(cluster) };
}

test('created objects are removed despite finalizers, and controllers do not create them again', async () => {
  const { cluster, before } = await readyCluster();
  const { api } = cluster;
  const held = { metadata: { namespace: 'demos', finalizers: ['example.com/held'] } };
  api.create('namespaces', object('v1', 'Namespace', 'demos'));
  api.create('namespaces', object('v1', 'Namespace', 'kube-demos'));
  api.create('customresourcedefinitions.apiextensions.k8s.io', DEFINITION);
  api.create('widgets.example.com', object('example.com/v1', 'Widget', 'w', held));
  api.create('configmaps', object('v1', 'ConfigMap', 'held', held));
  api.create('configmaps', object('v1', 'ConfigMap', 'settings', { metadata: { namespace: 'default' } }));
  api.create('configmaps', object('v1', 'ConfigMap', 'more', { metadata: { namespace: 'kube-system' } }));
  api.create(
    'clusterroles.rbac.authorization.k8s.io',
    object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'r', { rules: [] }),
  );
  api.create(
    'persistentvolumes',
    object('v1', 'PersistentVolume', 'disk', {
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/disk' } },
    }),
  );
  api.create('deployments.apps', deployment('kad'));
  await cluster.until('pods', () => cluster.pods().filter(({ status }) => status?.podIP).length === 3);
  cluster.kubelet.removes = () => false;
  api.delete('namespaces', undefined, 'kube-demos');

  expect(clearCluster(api, NODE)).toEqual([]);
  expect(all(cluster)).toEqual(before);
  await cluster.settled();
  expect(all(cluster)).toEqual(before);
  expect(cluster.errors).toEqual([]);
  expect(api.resources.find('widgets.example.com')).toBeUndefined();
  api.create('namespaces', object('v1', 'Namespace', 'demos'));
});

test('labels, annotations, cordons and taints are removed', async () => {
  const { cluster, before } = await readyCluster();
  const { api } = cluster;
  const marks = { labels: { a: 'b' }, annotations: { c: 'd' } };
  api.mergePatch('namespaces', undefined, 'default', { metadata: marks });
  api.mergePatch('nodes', undefined, 'pycont', {
    metadata: { labels: { a: 'b', 'kubernetes.io/hostname': null }, annotations: { c: 'd' } },
    spec: { unschedulable: true, taints: [{ key: 'demos', effect: 'NoSchedule' }] },
  });
  expect(all(cluster)).not.toEqual(before);
  expect(clearCluster(api, NODE)).toEqual([]);
  expect(all(cluster)).toEqual(before);
  api.delete('nodes', undefined, 'pycont');
  clearCluster(api, NODE);
  expect(all(cluster).filter((each) => each.startsWith('nodes'))).toEqual(
    before.filter((each) => each.startsWith('nodes')),
  );
});
