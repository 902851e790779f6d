/** Restores the cluster to the state of its first start. */
import { ApiError, BUILT_IN_NAMESPACES, qualifiedName } from '../apiserver/index.ts';
import type { Cluster, KubeObject, Resource } from '../apiserver/index.ts';
import { storedKinds } from './everything.ts';
import { API_SERVICE } from './kubernetes-service.ts';
import { ROOT_CA } from './namespaces.ts';
import { restoreNode } from './node.ts';
import type { NodeOptions } from './node.ts';
import { STORAGE_CLASS, restoreStorageClass } from './storage/storage-class.ts';

/**
 * Removes every object that is not the cluster's own, without grace periods and finalizers, and in one turn of the
 * event loop, so that no controller sees an intermediate state and creates an object again.
 * @returns what could not be removed; everything else is removed
 */
export function clearCluster(cluster: Cluster, node: NodeOptions): Error[] {
  const failures: Error[] = [];
  const attempt = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      failures.push(error as Error);
    }
  };
  // Namespaces and definitions are emptied first.
  const kinds = storedKinds(cluster).toSorted((one, other) => rank(one) - rank(other));
  for (const resource of kinds) {
    const plural = qualifiedName(resource);
    for (const object of cluster.list(plural))
      if (!isOwn(resource, object, node)) attempt(() => remove(cluster, plural, object));
  }
  for (const name of BUILT_IN_NAMESPACES) attempt(() => unmark(cluster, name));
  attempt(() => restoreNode(cluster, node));
  attempt(() => restoreStorageClass(cluster));
  return failures;
}

function rank({ namespaced, plural }: Resource): number {
  if (plural === 'customresourcedefinitions') return 3;
  if (plural === 'namespaces') return 2;
  return namespaced ? 0 : 1;
}

/** The cluster needs it, or a controller would create it again at once. */
function isOwn({ plural }: Resource, { metadata }: KubeObject, node: NodeOptions): boolean {
  const { name, namespace, labels } = metadata;
  switch (plural) {
    case 'namespaces':
      return BUILT_IN_NAMESPACES.includes(name);
    case 'nodes':
      return name === node.name;
    case 'clusterroles':
    case 'clusterrolebindings':
      return labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults';
    case 'serviceaccounts':
      return name === 'default' && BUILT_IN_NAMESPACES.includes(namespace!);
    case 'configmaps':
      return name === ROOT_CA && BUILT_IN_NAMESPACES.includes(namespace!);
    case 'services':
    case 'endpoints':
    case 'endpointslices':
      return name === API_SERVICE.name && namespace === API_SERVICE.namespace;
    case 'storageclasses':
      return name === STORAGE_CLASS;
    case 'leases':
      return name === node.name && namespace === 'kube-node-lease';
    default:
      return false;
  }
}

function remove(cluster: Cluster, plural: string, { metadata }: KubeObject): void {
  const { namespace, name } = metadata;
  const present = () => cluster.get(plural, namespace, name) !== undefined;
  try {
    if (present()) cluster.delete(plural, namespace, name, { gracePeriodSeconds: 0 });
    // The controllers of its finalizers may be gone.
    if (present()) cluster.mergePatch(plural, namespace, name, { metadata: { finalizers: null } });
    if (present() && plural === 'namespaces')
      cluster.mergePatch(plural, undefined, name, { spec: { finalizers: [] } });
  } catch (error) {
    // It was deleted along with another object.
    if (!(error instanceof ApiError && error.code === 404)) throw error;
  }
}

/** Removes added labels and annotations, such as those of Pod Security. */
function unmark(cluster: Cluster, name: string): void {
  const namespace = cluster.get('namespaces', undefined, name);
  if (!namespace) return;
  const nulls = (marks: Record<string, string> = {}) =>
    Object.fromEntries(Object.keys(marks).map((key) => [key, null]));
  const labels = { ...nulls(namespace.metadata.labels), 'kubernetes.io/metadata.name': name };
  const annotations = nulls(namespace.metadata.annotations);
  cluster.mergePatch('namespaces', undefined, name, { metadata: { labels, annotations } });
}
