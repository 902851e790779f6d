/** The state that all verbs share: the store, the resource table, the clock. */
import type { Json } from './json.ts';
import { deepFreeze, clone } from './json.ts';
import { notFound } from './errors.ts';
import { apiVersionOf } from './resource.ts';
import type { Resource, StrategyContext } from './resource.ts';
import type { MutableRegistry } from './resources/registry.ts';
import type { Store } from './store/store.ts';
import type { KubeObject } from './types.ts';

export interface RegistryContext {
  store: Store;
  resources: MutableRegistry;
  strategyContext: StrategyContext;
  /** Milliseconds since the epoch. */
  now(): number;
  fieldManager: string;
}

/** The table entry of a resource's storage version: its strategy applies to all versions. */
export function storageVersionOf(context: RegistryContext, resource: Resource): Resource {
  if (resource.storageVersion === apiVersionOf(resource)) return resource;
  const found = context.resources
    .all()
    .find((other) => other.storage === resource.storage && apiVersionOf(other) === resource.storageVersion);
  return found ?? resource;
}

/** Converts a stored object to the version of `resource`. */
export function convertTo(resource: Resource, stored: KubeObject): KubeObject {
  const apiVersion = apiVersionOf(resource);
  if (stored.apiVersion === apiVersion) return stored;
  if (!resource.fromStorage) return deepFreeze({ ...stored, apiVersion });
  return deepFreeze({ ...resource.fromStorage(clone(stored)), apiVersion });
}

/** The reverse of `convertTo`; changes the object, so it must be a copy. */
export function convertToStorage(resource: Resource, object: KubeObject): KubeObject {
  if (object.apiVersion === resource.storageVersion) return object;
  const converted: Json = resource.toStorage ? resource.toStorage(object) : object;
  converted.apiVersion = resource.storageVersion;
  return converted;
}

export function namespaceOf(resource: Resource, namespace: string | undefined): string | undefined {
  return resource.namespaced ? namespace : undefined;
}

export function getStored(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
): KubeObject {
  const stored = context.store.get(resource.storage, namespaceOf(resource, namespace), name);
  if (!stored) throw notFound(resource, name);
  return stored;
}
