/** The interface between the API server and its in-process clients (controllers, kubelet, network). */

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: unknown[];
}

/** Any Kubernetes object in its JSON form. Only the metadata is typed. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  // oxlint-disable-next-line typescript/no-explicit-any
  [field: string]: any;
}

/**
 * An object to write: the server sets uid, resourceVersion, generation and timestamps. Undefined fields count as
 * absent, as in JSON.
 */
export type NewObject = Omit<KubeObject, 'metadata'> & { metadata: NewMeta };
export interface Named {
  metadata: { name: string };
}
type NewMeta = { [K in keyof ObjectMeta]?: ObjectMeta[K] | undefined };

export type WatchType = 'ADDED' | 'MODIFIED' | 'DELETED';
export interface WatchEvent<T extends KubeObject = KubeObject> {
  type: WatchType;
  object: T;
  /** The state before this event, absent for ADDED. */
  previous?: T;
}

export interface ListOptions {
  /** Undefined: all namespaces, or a cluster-scoped resource. */
  namespace?: string | undefined;
  /** Kubernetes label selector syntax, e.g. `app=kad,tier!=db`. */
  labelSelector?: string;
  /** e.g. `metadata.name=kad`, `spec.nodeName=x`, `involvedObject.uid=…`. */
  fieldSelector?: string;
}

export interface WatchOptions extends ListOptions {
  /** Deliver every existing object as ADDED first (default true). */
  replay?: boolean;
}

export interface DeleteOptions {
  gracePeriodSeconds?: number;
  /** Undefined: the default of the kind. */
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan' | undefined;
  preconditions?: { uid?: string; resourceVersion?: string };
}

export interface EventInput {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** Source component, e.g. `deployment-controller`, `kubelet`. */
  component: string;
}

/**
 * The cluster's state, in process. `resource` is the plural name, with its group if there is one:
 * `pods`, `services`, `deployments.apps`, `replicasets.apps`, `leases.coordination.k8s.io`.
 *
 * Reads return frozen snapshots: never mutate them, `structuredClone` first. Every write throws `ApiError`
 * (404 NotFound, 409 AlreadyExists or Conflict, 422 Invalid, …) exactly as the HTTP API does.
 * Everything is synchronous; watch handlers run after the write, in order, never re-entrantly.
 */
export interface Api {
  get<T extends KubeObject = KubeObject>(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): T | undefined;
  list<T extends KubeObject = KubeObject>(resource: string, options?: ListOptions): T[];
  create<T extends KubeObject = KubeObject>(resource: string, object: NewObject): T;
  /** Replace. A non-empty metadata.resourceVersion is compared (409 Conflict). Ignores a status that is a subresource. */
  update<T extends KubeObject = KubeObject>(resource: string, object: NewObject & Named): T;
  /** Replace of the status only. */
  updateStatus<T extends KubeObject = KubeObject>(resource: string, object: KubeObject): T;
  /** JSON merge patch (RFC 7386) of the object or of its status. */
  mergePatch<T extends KubeObject = KubeObject>(
    resource: string,
    namespace: string | undefined,
    name: string,
    patch: object,
    subresource?: 'status',
  ): T;
  /**
   * Removes the object, or only marks it if finalizers keep it; a pod on a node is kept until `finalizeDelete`.
   * @returns the last state of the object
   */
  delete(resource: string, namespace: string | undefined, name: string, options?: DeleteOptions): KubeObject;
  /** Removes a terminating pod; the kubelet calls it when the containers have stopped. */
  finalizeDelete(resource: string, namespace: string | undefined, name: string, uid: string): void;
  /** Returns the function that ends the watch. */
  watch<T extends KubeObject = KubeObject>(
    resource: string,
    options: WatchOptions,
    handler: (event: WatchEvent<T>) => void,
  ): () => void;
  /** Records an Event about an object; a repeated one only updates count and lastTimestamp. */
  recordEvent(about: KubeObject, event: EventInput): void;
}

/** An error of the API: a `v1.Status` on the wire. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: number, reason: string, message: string, details?: Record<string, unknown>) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}
