/** delete: at once, or marked and left to whoever holds the object. */
import { timestamp } from '../../../notation/index.ts';
import type { RequestDeleteOptions } from '../cluster-types.ts';
import { conflict } from '../errors.ts';
import { clone, deepFreeze, equal } from '../json.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { getStored, storedAs, view } from '../core.ts';
import type { Core } from '../core.ts';
import { isFinished, removeObject } from './update.ts';

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

function checkPreconditions(resource: Resource, object: KubeObject, options: RequestDeleteOptions): void {
  const mismatch = (field: string, wanted: string, actual: string) =>
    conflict(
      { ...resource, plural: resource.kind },
      object.metadata.name,
      `the ${field} in the precondition (${wanted}) does not match the ${field} in record (${actual}). The object might have been ${field === 'UID' ? 'deleted and then recreated' : 'modified'}`,
    );
  const { uid, resourceVersion } = options.preconditions ?? {};
  const { metadata } = object;
  if (uid && uid !== metadata.uid) throw mismatch('UID', uid, metadata.uid);
  if (resourceVersion && resourceVersion !== metadata.resourceVersion)
    throw mismatch('ResourceVersion', resourceVersion, metadata.resourceVersion);
}

/** The garbage collector reads the propagation policy off the finalizers. */
function withPropagation(finalizers: string[], options: RequestDeleteOptions): string[] {
  const policy =
    options.propagationPolicy ??
    (options.orphanDependents === undefined ? undefined : options.orphanDependents ? 'Orphan' : 'Background');
  if (policy === undefined) return finalizers;
  const others = finalizers.filter((one) => one !== ORPHAN && one !== FOREGROUND);
  if (policy === 'Orphan') return [...others, ORPHAN];
  return policy === 'Foreground' ? [...others, FOREGROUND] : others;
}

function marked(core: Core, stored: Resource, before: KubeObject, options: RequestDeleteOptions): KubeObject {
  const next = clone(before);
  const { metadata } = next;
  const finalizers = withPropagation(metadata.finalizers ?? [], options);
  if (finalizers.length > 0) metadata.finalizers = finalizers;
  else delete metadata.finalizers;
  const grace = Math.max(0, stored.strategy.gracePeriod?.(before, options.gracePeriodSeconds) ?? 0);
  // A later delete may only shorten what is left.
  if (metadata.deletionTimestamp === undefined || grace < (metadata.deletionGracePeriodSeconds ?? 0)) {
    metadata.deletionTimestamp = timestamp(core.now() + grace * 1000);
    metadata.deletionGracePeriodSeconds = grace;
    if (metadata.generation !== undefined && before.metadata.deletionTimestamp === undefined)
      metadata.generation++;
  }
  stored.strategy.prepareDelete?.(next);
  return next;
}

export function deleteObject(
  core: Core,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  options: RequestDeleteOptions = {},
): { object: KubeObject; removed: boolean } {
  const before = getStored(core, resource, namespace, name);
  checkPreconditions(resource, before, options);
  const stored = storedAs(core, resource);
  const next = marked(core, stored, before, options);
  const removed = isFinished(stored, next);
  if (options.dryRun) return { object: view(resource, deepFreeze(removed ? clone(before) : next)), removed };
  if (removed) return { object: view(resource, removeObject(core, stored, before)), removed };
  const object = equal(next, before) ? before : core.store.put(stored.storage, next);
  return { object: view(resource, object), removed };
}
