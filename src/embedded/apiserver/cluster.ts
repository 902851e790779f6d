/** The cluster's state: resource table, store and verbs. */
import type { Cluster, ClusterOptions } from './cluster-types.ts';
import { notFound } from './errors.ts';
import { createRecorder } from './events.ts';
import { clusterIPAllocator, nodePortAllocator } from './service-allocators.ts';
import { serveDefinitions } from './custom/lifecycle.ts';
import { mergePatch } from './patch/merge-patch.ts';
import { namespaceOf, convertTo } from './registry-context.ts';
import type { RegistryContext } from './registry-context.ts';
import { createObject } from './requests/create.ts';
import { deleteObject } from './requests/delete.ts';
import { listPage, watchFrom } from './requests/read.ts';
import { createRequests } from './requests/requests.ts';
import { updateObject } from './requests/update.ts';
import { builtinResources } from './resources/builtin.ts';
import { createRegistry } from './resources/registry.ts';
import type { Resource } from './resource.ts';
import { Store } from './store/store.ts';
import { ApiError } from './types.ts';
import type { Api } from './types.ts';

export type { Cluster, ClusterOptions } from './cluster-types.ts';

/** Present in every cluster from the start. */
export const BUILT_IN_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

function apiFor(
  context: RegistryContext,
  recorder: ReturnType<typeof createRecorder>,
  fieldManager: string,
): Api {
  const resourceOf = (name: string): Resource => {
    const found = context.resources.find(name);
    if (!found || found.virtual)
      throw new ApiError(404, 'NotFound', `the server doesn't have a resource type "${name}"`);
    return found;
  };
  const options = { fieldManager, trusted: true };
  const api: Api = {
    get(resource, namespace, name) {
      const entry = resourceOf(resource);
      const stored = context.store.get(entry.storage, namespaceOf(entry, namespace), name);
      return stored && (convertTo(entry, stored) as never);
    },
    list: (resource, listOptions = {}) =>
      listPage(context, resourceOf(resource), listOptions).items as never[],
    create: (resource, object) =>
      createObject(context, resourceOf(resource), object.metadata.namespace, object, options) as never,
    update: (resource, object) =>
      updateObject(
        context,
        resourceOf(resource),
        object.metadata.namespace,
        object.metadata.name,
        () => object,
        options,
      ) as never,
    updateStatus: (resource, object) =>
      updateObject(
        context,
        resourceOf(resource),
        object.metadata.namespace,
        object.metadata.name,
        () => object,
        {
          ...options,
          subresource: 'status',
        },
      ) as never,
    mergePatch: (resource, namespace, name, patch, subresource) =>
      updateObject(context, resourceOf(resource), namespace, name, (current) => mergePatch(current, patch), {
        ...options,
        ...(subresource ? { subresource } : {}),
      }) as never,
    delete: (resource, namespace, name, deleteOptions) =>
      deleteObject(context, resourceOf(resource), namespace, name, deleteOptions).object,
    finalizeDelete(resource, namespace, name, uid) {
      const entry = resourceOf(resource);
      if (!context.store.get(entry.storage, namespaceOf(entry, namespace), name)) throw notFound(entry, name);
      deleteObject(context, entry, namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } });
    },
    watch: (resource, { replay = true, ...listOptions }, handler) =>
      watchFrom(context, resourceOf(resource), listOptions, { replay }, handler as never),
    recordEvent: recorder,
  };
  return api;
}

export function createCluster(options: ClusterOptions = {}): Cluster {
  const store = new Store({
    ...(options.onChange ? { onChange: options.onChange } : {}),
    onHandlerError:
      options.onHandlerError ??
      ((error) => process.emitWarning(error instanceof Error ? error : String(error))),
  });
  if (options.load !== undefined) store.load(options.load);
  const context: RegistryContext = {
    store,
    resources: createRegistry(builtinResources),
    now: options.now ?? Date.now,
    fieldManager: options.fieldManager ?? 'kube-controller-manager',
    strategyContext: {
      get now() {
        return context.now();
      },
      allocateClusterIP: options.allocateClusterIP ?? clusterIPAllocator(store),
      releaseClusterIP: options.releaseClusterIP ?? (() => {}),
      allocateNodePort: nodePortAllocator(store),
      get: (resource, namespace, name) => store.get(resource, namespace, name),
    },
  };
  serveDefinitions(context);
  const recorder = createRecorder(context, () => context.fieldManager);
  const api = apiFor(context, recorder, context.fieldManager);
  for (const name of BUILT_IN_NAMESPACES)
    if (!api.get('namespaces', undefined, name))
      api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

  return {
    ...api,
    resources: context.resources,
    requests: createRequests(context),
    resourceVersion: () => String(store.revision),
    as: (fieldManager) => apiFor(context, recorder, fieldManager),
    snapshot: () => store.snapshot(),
  };
}
