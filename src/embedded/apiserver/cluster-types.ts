/** What the HTTP layer needs beyond `Api`: options, versions, pages, tables. */
import type { Resource } from './resource.ts';
import type { ResourceRegistry } from './resources/registry.ts';
import type { Api, DeleteOptions, KubeObject, ListOptions, NewObject, WatchType } from './types.ts';

export interface PageOptions extends ListOptions {
  /** 0 or absent: everything. */
  limit?: number;
  /** The token of the previous page. */
  continue?: string;
  resourceVersion?: string;
  resourceVersionMatch?: 'Exact' | 'NotOlderThan';
}

export interface Page {
  items: KubeObject[];
  /** For the list's metadata, and for a watch that continues from here. */
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

export interface WatchRequest extends ListOptions {
  /** Only later events; absent or `0`: every present object as ADDED first. Past the history: ApiError 410 Expired. */
  resourceVersion?: string;
  /** With a resourceVersion: nevertheless begin with every present object (sendInitialEvents=true). */
  sendInitialEvents?: boolean;
}

export interface RequestEvent {
  type: WatchType;
  /** In the requested version of the resource. */
  object: KubeObject;
}

export interface WriteOptions {
  /** `dryRun=All`: everything but the write. */
  dryRun?: boolean;
  /** Defaults to the manager the cluster was created for. */
  fieldManager?: string;
  fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
  /** Called with each warning for the user (HTTP header `Warning: 299`), e.g. an unknown field with `Warn`. */
  onWarning?: (text: string) => void;
}

export type WritableSubresource = 'status' | 'scale' | 'finalize' | 'ephemeralcontainers';

export type Patch =
  | { type: 'json'; body: unknown }
  | { type: 'merge'; body: unknown }
  | { type: 'strategic'; body: unknown }
  | { type: 'apply'; body: unknown; force: boolean };

export interface RequestDeleteOptions extends DeleteOptions {
  dryRun?: boolean;
  /** The older spelling of Orphan (true) and Background (false). */
  orphanDependents?: boolean;
}

/** Columns and rows of `meta.k8s.io/v1` Table. */
export interface Table {
  kind: 'Table';
  apiVersion: 'meta.k8s.io/v1';
  metadata: { resourceVersion?: string; continue?: string; remainingItemCount?: number };
  columnDefinitions: { name: string; type: string; format: string; description: string; priority: number }[];
  rows: { cells: unknown[]; object?: unknown }[];
}

/**
 * The verbs as HTTP clients use them: by resource and version, with options. All of them throw
 * `ApiError`. Results are frozen.
 */
export interface Requests {
  /** @throws ApiError 404 if it does not exist. `scale` gives an autoscaling/v1 Scale. */
  get(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    subresource?: WritableSubresource,
  ): KubeObject;
  list(resource: Resource, options: PageOptions): Page;
  /** Handlers run in order, after the write, never re-entrantly. Returns the function that ends the watch. */
  watch(resource: Resource, options: WatchRequest, handler: (event: RequestEvent) => void): () => void;
  /** `namespace` is the one in the URL; the object's own must be equal or absent. */
  create(
    resource: Resource,
    namespace: string | undefined,
    object: NewObject,
    options?: WriteOptions,
  ): KubeObject;
  update(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    object: NewObject,
    options?: WriteOptions & { subresource?: WritableSubresource },
  ): KubeObject;
  /** `created` is true if an apply created the object (201). */
  patch(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    patch: Patch,
    options?: WriteOptions & { subresource?: WritableSubresource },
  ): { object: KubeObject; created: boolean };
  /** `removed` is false if finalizers or a kubelet keep the object, which is then returned as stored. */
  delete(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    options?: RequestDeleteOptions,
  ): { object: KubeObject; removed: boolean };
  deleteCollection(
    resource: Resource,
    options: ListOptions,
    deleteOptions?: RequestDeleteOptions,
  ): KubeObject[];
  /** POST pods/NAME/binding: sets spec.nodeName. */
  bind(namespace: string, pod: string, binding: NewObject, options?: WriteOptions): void;
  /** POST pods/NAME/eviction. @throws ApiError 429 if a PodDisruptionBudget does not allow it */
  evict(namespace: string, pod: string, eviction: NewObject, options?: WriteOptions): void;
  /** `includeObject` as in the query: None, Metadata (default) or Object. */
  table(resource: Resource, objects: KubeObject[], includeObject?: 'None' | 'Metadata' | 'Object'): Table;
}

export interface Cluster extends Api {
  readonly resources: ResourceRegistry;
  readonly requests: Requests;
  /** The newest resourceVersion, for bookmarks and list metadata. */
  resourceVersion(): string;
  /** The same state, with writes recorded in managedFields under another name, e.g. `kubelet`. */
  as(fieldManager: string): Api;
  /** The whole state as JSON, for `ClusterOptions.load`. */
  snapshot(): string;
}

export interface ClusterOptions {
  /** A `snapshot`: gives the same objects and uids, at a larger resourceVersion. */
  load?: string | undefined;
  /** Called after every change of the state, before the watch handlers. */
  onChange?: () => void;
  /** The address of a new Service; throws ApiError if none is left. Default: counts up in 10.96.0.0/16. */
  allocateClusterIP?: (service: KubeObject) => string;
  /** A Service was deleted or no longer needs its address. */
  releaseClusterIP?: (address: string) => void;
  /** Milliseconds since the epoch; for tests. */
  now?: () => number;
  /** The manager in managedFields. Default `kube-controller-manager`. */
  fieldManager?: string;
  /** A watch handler threw; the error must not reach the writer. Default: a process warning. */
  onHandlerError?: (error: unknown) => void;
}
