/** delete: removes the object, or marks it if finalizers or a kubelet keep it. */
import { timestamp } from '../../../notation/index.ts';
import type { RequestDeleteOptions } from '../cluster-types.ts';
import { conflict } from '../errors.ts';
import { clone, deepFreeze, equal } from '../json.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { getStored, storageVersionOf, convertTo } from '../registry-context.ts';
import type { RegistryContext } from '../registry-context.ts';
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

/** The garbage collector reads the propagation policy from the finalizers. */
function withPropagation(finalizers: string[], options: RequestDeleteOptions): string[] {
  const policy =
    options.propagationPolicy ??
    (options.orphanDependents === undefined ? undefined : options.orphanDependents ? 'Orphan' : 'Background');
  if (policy === undefined) return finalizers;
  const others = finalizers.filter((one) => one !== ORPHAN && one !== FOREGROUND);
  if (policy === 'Orphan') return [...others, ORPHAN];
  return policy === 'Foreground' ? [...others, FOREGROUND] : others;
}

function marked(
  context: RegistryContext,
  stored: Resource,
  before: KubeObject,
  options: RequestDeleteOptions,
): KubeObject {
  const next = clone(before);
  const { metadata } = next;
  const finalizers = withPropagation(metadata.finalizers ?? [], options);
  if (finalizers.length > 0) metadata.finalizers = finalizers;
  else delete metadata.finalizers;
  const grace = Math.max(0, stored.strategy.gracePeriod?.(before, options.gracePeriodSeconds) ?? 0);
  // A later delete may only shorten the grace period.
  if (metadata.deletionTimestamp === undefined || grace < (metadata.deletionGracePeriodSeconds ?? 0)) {
    metadata.deletionTimestamp = timestamp(context.now() + grace * 1000);
    metadata.deletionGracePeriodSeconds = grace;
    if (metadata.generation !== undefined && before.metadata.deletionTimestamp === undefined)
      metadata.generation++;
  }
  stored.strategy.prepareDelete?.(next);
  return next;
}

export function deleteObject(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  options: RequestDeleteOptions = {},
): { object: KubeObject; removed: boolean } {
  const before = getStored(context, resource, namespace, name);
  checkPreconditions(resource, before, options);
  const stored = storageVersionOf(context, resource);
  const next = marked(context, stored, before, options);
  const removed = isFinished(stored, next);
  if (options.dryRun)
    return { object: convertTo(resource, deepFreeze(removed ? clone(before) : next)), removed };
  if (removed) return { object: convertTo(resource, removeObject(context, stored, before)), removed };
  const object = equal(next, before) ? before : context.store.put(stored.storage, next);
  return { object: convertTo(resource, object), removed };
}
