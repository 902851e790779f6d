/** Namespaces: creates their ServiceAccount and CA ConfigMap, and empties terminating ones. */
import { ApiError, qualifiedName } from '../apiserver/index.ts';
import type { Cluster, KubeObject } from '../apiserver/index.ts';
import { runController } from './controller.ts';
import type { ControllerContext, Running } from './controller.ts';
import { storedKinds, watchEverything } from './everything.ts';

export const ROOT_CA = 'kube-root-ca.crt';

/** @param caCertificate PEM, published to every namespace */
export function startNamespaces(context: ControllerContext, caCertificate: string): Running {
  const { cluster } = context;
  const terminating = (name: string | undefined) =>
    name !== undefined &&
    cluster.get('namespaces', undefined, name)?.metadata.deletionTimestamp !== undefined;
  const byName = ({ object }: { object: KubeObject }) => [`/${object.metadata.name}`];
  const home = ({ object }: { object: KubeObject }) => [`/${object.metadata.namespace}`];

  return runController(context, {
    name: 'namespace-controller',
    watches: { namespaces: byName, serviceaccounts: home, configmaps: home },
    // Any removal in a terminating namespace may have been the last one, so the namespace is reconciled.
    source: (add) =>
      watchEverything(cluster, ({ type, object }) => {
        const { namespace } = object.metadata;
        if (type === 'DELETED' && terminating(namespace)) add(`/${namespace}`);
      }),
    reconcile(_none, name) {
      const namespace = cluster.get('namespaces', undefined, name);
      if (!namespace) return;
      if (namespace.metadata.deletionTimestamp) empty(cluster, namespace);
      else createContents(cluster, name, caCertificate);
    },
  });
}

function createContents(cluster: Cluster, namespace: string, caCertificate: string): void {
  if (!cluster.get('serviceaccounts', namespace, 'default')) {
    cluster.create('serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { namespace, name: 'default' },
    });
  }
  const present = cluster.get('configmaps', namespace, ROOT_CA);
  if (present?.data?.['ca.crt'] === caCertificate) return;
  const data = { 'ca.crt': caCertificate };
  if (present) {
    cluster.mergePatch('configmaps', namespace, ROOT_CA, { data });
    return;
  }
  cluster.create('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace, name: ROOT_CA },
    data,
  });
}

function empty(cluster: Cluster, { metadata: { name } }: KubeObject): void {
  let left = 0;
  for (const resource of storedKinds(cluster)) {
    if (!resource.namespaced) continue;
    const plural = qualifiedName(resource);
    for (const { metadata } of cluster.list(plural, { namespace: name })) {
      if (!metadata.deletionTimestamp) remove(cluster, plural, name, metadata.name);
      if (cluster.get(plural, name, metadata.name)) left += 1;
    }
  }
  if (left > 0 || !cluster.get('namespaces', undefined, name)) return;
  cluster.mergePatch('namespaces', undefined, name, { spec: { finalizers: [] } });
}

function remove(cluster: Cluster, plural: string, namespace: string, name: string): void {
  try {
    cluster.delete(plural, namespace, name, { propagationPolicy: 'Background' });
  } catch (error) {
    // Another controller deleted it first.
    if (!(error instanceof ApiError && error.code === 404)) throw error;
  }
}
