/** Entries of the resource table. A new built-in kind or a CRD is an entry, never a code path. */
import type { KubeObject, NewObject } from './types.ts';
import type { Schema } from './schema/schema.ts';

export type Subresource =
  | 'status'
  | 'scale'
  | 'finalize'
  | 'binding'
  | 'eviction'
  | 'log'
  | 'exec'
  | 'attach'
  | 'portforward'
  | 'proxy'
  | 'token'
  | 'ephemeralcontainers';

export interface Column {
  name: string;
  /** integer, number, string, boolean or date: the OpenAPI types of meta.k8s.io/v1 Tables. */
  type: string;
  format?: string;
  description?: string;
  /** 0 is always shown, 1 only with `-o wide`. */
  priority: number;
}

export type Cell = string | number | boolean | null;

export interface Printer {
  columns: Column[];
  /** One cell for each column. `now` in milliseconds since the epoch. */
  cells(object: KubeObject, now: number): Cell[];
}

/** One validation error: a cause in the Status' details. */
export interface FieldError {
  /** FieldValueRequired, FieldValueInvalid, FieldValueDuplicate, FieldValueNotSupported, FieldValueNotFound, FieldValueForbidden, FieldValueTooLong, FieldValueTypeInvalid */
  reason: string;
  /** e.g. `spec.template.spec.containers[0].image` */
  field: string;
  /** The text after `field: `, e.g. `Required value`. */
  message: string;
}

/** What a strategy needs from the server. */
export interface StrategyContext {
  now: number;
  allocateClusterIP(object: KubeObject): string;
  releaseClusterIP(address: string): void;
  allocateNodePort(): number;
  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined;
}

/** The behaviour of a kind. Every hook gets a mutable copy. */
export interface Strategy {
  /** Sets defaults, in place; runs on creates and updates. */
  setDefaults?(object: NewObject): void;
  /** Sets server-owned fields on creation (status, allocated values), in place. */
  prepareCreate?(object: KubeObject, context: StrategyContext): void;
  /** Sets server-owned fields on replacement, in place. */
  prepareUpdate?(object: KubeObject, current: KubeObject, context: StrategyContext): void;
  /** Restores fields that clients may change by a subresource only, in place. */
  protect?(object: KubeObject, current: KubeObject): void;
  validate?(object: KubeObject): FieldError[];
  /** Validates the change only (immutable fields); `validate` runs as well. */
  validateUpdate?(object: KubeObject, current: KubeObject): FieldError[];
  /** Grace period in seconds; only for kinds with a component that calls `finalizeDelete`. */
  gracePeriod?(object: KubeObject, requested: number | undefined): number;
  /** Sets fields of a terminating object, in place. */
  prepareDelete?(object: KubeObject): void;
  /** Whether something besides metadata.finalizers prevents the removal of a terminating object. */
  held?(object: KubeObject): boolean;
  /** Called after the removal from the store. */
  removed?(object: KubeObject, context: StrategyContext): void;
}

/** The fields of `scale`: JSON paths without a leading `$`, as in CRDs. */
export interface ScalePaths {
  specReplicasPath: string;
  statusReplicasPath: string;
  /** Of a string selector (CRDs) or of a label selector object (built-in kinds). */
  labelSelectorPath?: string;
}

export interface Resource {
  /** Empty for the core group. */
  group: string;
  version: string;
  kind: string;
  listKind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  subresources: Subresource[];
  verbs: string[];
  /** `plural` or `plural.group`: resources with the same storage name have the same objects. */
  storage: string;
  /** The API version objects are stored in. */
  storageVersion: string;
  /** Computed by the HTTP layer, never stored (reviews, metrics). */
  virtual: boolean;
  /** Whether metadata.generation counts changes of the spec. */
  generation: boolean;
  /** Absent if any field is allowed. */
  schema?: Schema;
  /** True for CRDs: unknown fields are pruned and values checked against the schema. */
  custom: boolean;
  scale?: ScalePaths;
  printer: Printer;
  strategy: Strategy;
  /** Fields besides metadata.name and metadata.namespace that a field selector may name, e.g. `spec.nodeName`. */
  selectableFields: string[];
  /** Conversion between this version and the storage version; may change its argument. */
  toStorage?(object: KubeObject): KubeObject;
  fromStorage?(object: KubeObject): KubeObject;
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(resource: { group: string; version: string }): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** `deployments.apps`, or `pods` for the core group: the name in error messages and in the `Api`. */
export function qualifiedName(resource: { group: string; plural: string }): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}
