/** What every verb works on: the store, the table, the clock. */
import type { Json } from './json.ts';
import { deepFreeze, clone } from './json.ts';
import { notFound } from './errors.ts';
import { apiVersionOf } from './resource.ts';
import type { Resource, StrategyContext } from './resource.ts';
import type { MutableRegistry } from './resources/registry.ts';
import type { Store } from './store/store.ts';
import type { KubeObject } from './types.ts';

export interface Core {
  store: Store;
  resources: MutableRegistry;
  strategyContext: StrategyContext;
  /** Milliseconds since the epoch. */
  now(): number;
  fieldManager: string;
}

/** The table entry of the version a resource is stored in: its strategy decides for all versions. */
export function storedAs(core: Core, resource: Resource): Resource {
  if (resource.storageVersion === apiVersionOf(resource)) return resource;
  const found = core.resources
    .all()
    .find((other) => other.storage === resource.storage && apiVersionOf(other) === resource.storageVersion);
  return found ?? resource;
}

/** A stored object in the version of `resource`. */
export function view(resource: Resource, stored: KubeObject): KubeObject {
  const apiVersion = apiVersionOf(resource);
  if (stored.apiVersion === apiVersion) return stored;
  if (!resource.fromStorage) return deepFreeze({ ...stored, apiVersion });
  return deepFreeze({ ...resource.fromStorage(clone(stored)), apiVersion });
}

/** The reverse of `view`, on an object of its own. */
export function toStorage(resource: Resource, object: KubeObject): KubeObject {
  if (object.apiVersion === resource.storageVersion) return object;
  const converted: Json = resource.toStorage ? resource.toStorage(object) : object;
  converted.apiVersion = resource.storageVersion;
  return converted;
}

export function namespaceOf(resource: Resource, namespace: string | undefined): string | undefined {
  return resource.namespaced ? namespace : undefined;
}

export function getStored(
  core: Core,
  resource: Resource,
  namespace: string | undefined,
  name: string,
): KubeObject {
  const stored = core.store.get(resource.storage, namespaceOf(resource, namespace), name);
  if (!stored) throw notFound(resource, name);
  return stored;
}
