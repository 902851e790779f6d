/** All changes of an existing object: replacement, patches, status, scale. */
import type { WritableSubresource, WriteOptions } from '../cluster-types.ts';
import { badRequest, conflict, invalid, MODIFIED } from '../errors.ts';
import { clone, deepFreeze, equal } from '../json.ts';
import type { Json } from '../json.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject, NewObject } from '../types.ts';
import { validateMetadata, validateMetadataUpdate } from '../validation/metadata.ts';
import { recordUpdate } from '../apply/record.ts';
import { conform } from './conform.ts';
import { getStored, storageVersionOf, convertToStorage, convertTo } from '../registry-context.ts';
import type { RegistryContext } from '../registry-context.ts';
import { identify, ownCopy } from './identity.ts';

export interface UpdateOptions extends WriteOptions {
  subresource?: WritableSubresource;
  /** A writer of the cluster itself, which may change what clients change by a subresource only. */
  trusted?: boolean;
  /** The change includes the status, although it is a subresource. */
  withStatus?: boolean;
  /** The change results from a patch, so a decoding error is reported as the patch's. */
  patched?: boolean;
  /** Records managedFields in place of an update: for apply. */
  record?: (next: KubeObject) => void;
}

/** Restores metadata that clients cannot change. */
function carryMetadata(resource: Resource, next: KubeObject, current: KubeObject): void {
  const { metadata } = next;
  const { name } = current.metadata;
  if (metadata.name === undefined || metadata.name === '') metadata.name = name;
  if (metadata.name !== name)
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  if (metadata.uid && metadata.uid !== current.metadata.uid)
    throw conflict(
      resource,
      name,
      `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${current.metadata.uid}`,
    );
  if (metadata.resourceVersion && metadata.resourceVersion !== current.metadata.resourceVersion)
    throw conflict(resource, name, MODIFIED);
  const kept: Json = metadata;
  for (const field of [
    'uid',
    'resourceVersion',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'generation',
    'generateName',
  ] as const) {
    if (current.metadata[field] === undefined) delete kept[field];
    else kept[field] = current.metadata[field];
  }
  const { managedFields } = current.metadata;
  if (managedFields) metadata.managedFields ??= managedFields;
}

function keepStatus(next: KubeObject, current: KubeObject): void {
  if (current['status'] === undefined) delete next['status'];
  else next['status'] = current['status'];
}

/** `current` with the status of `next`: a status update changes nothing else. */
function statusOnly(next: KubeObject, current: KubeObject): KubeObject {
  const merged: KubeObject = { ...current, metadata: { ...current.metadata } };
  if (next.metadata.managedFields) merged.metadata.managedFields = next.metadata.managedFields;
  if (next['status'] === undefined) delete merged['status'];
  else merged['status'] = next['status'];
  return clone(merged);
}

/** The part whose changes metadata.generation counts. */
function specOf(stored: Resource, object: KubeObject): object {
  const statusIsApart = stored.subresources.includes('status');
  return {
    ...object,
    metadata: undefined,
    ...(statusIsApart || !stored.custom ? { status: undefined } : {}),
  };
}

/** Whether a terminating object can be removed. */
export function isFinished(stored: Resource, object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
  if (deletionTimestamp === undefined || (finalizers?.length ?? 0) > 0) return false;
  return (deletionGracePeriodSeconds ?? 0) === 0 && stored.strategy.held?.(object) !== true;
}

/** Whether at most the managers' times differ. */
function unchanged(next: KubeObject, current: KubeObject): boolean {
  if (next.metadata.managedFields === current.metadata.managedFields) return equal(next, current);
  const bare = (object: KubeObject) => ({
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: object.metadata.managedFields?.map((entry) => ({
        ...(entry as object),
        time: undefined,
      })),
    },
  });
  return equal(bare(next), bare(current));
}

/** Removes the object from the store and runs its strategy's cleanup. */
export function removeObject(context: RegistryContext, stored: Resource, object: KubeObject): KubeObject {
  const removed =
    context.store.remove(stored.storage, object.metadata.namespace, object.metadata.name) ?? object;
  stored.strategy.removed?.(removed, context.strategyContext);
  return removed;
}

/**
 * @param change gets the current object in the version of `resource`, frozen, and returns the new one
 * @returns the object as stored; nothing is written if nothing differs
 */
export function updateObject(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  change: (current: KubeObject) => NewObject,
  options: UpdateOptions = {},
): KubeObject {
  const before = getStored(context, resource, namespace, name);
  const current = convertTo(resource, before);
  let next = ownCopy(change(current));
  identify(resource, before.metadata.namespace, next);
  conform(resource, next, options, options.patched ? 'patched' : 'whole');
  carryMetadata(resource, next, current);
  const { subresource } = options;
  const statusIsApart = resource.subresources.includes('status');
  if (subresource === 'status') next = statusOnly(next, current);
  else if (subresource === 'finalize')
    next = clone({ ...current, spec: { ...current['spec'], finalizers: next['spec']?.finalizers ?? [] } });
  else if (statusIsApart && !options.withStatus) keepStatus(next, current);
  next = convertToStorage(resource, next);

  const stored = storageVersionOf(context, resource);
  const { strategy } = stored;
  strategy.setDefaults?.(next);
  if (subresource === undefined) {
    if (!options.trusted) strategy.protect?.(next, before);
    strategy.prepareUpdate?.(next, before, context.strategyContext);
  }
  const errors = validateMetadataUpdate(next, before);
  if (subresource !== 'status')
    errors.push(
      ...validateMetadata(resource, next),
      ...(strategy.validate?.(next) ?? []),
      ...(strategy.validateUpdate?.(next, before) ?? []),
    );
  if (errors.length > 0) throw invalid(resource, name, errors);
  if (stored.generation && !equal(specOf(stored, next), specOf(stored, before)))
    next.metadata.generation = (before.metadata.generation ?? 0) + 1;
  if (options.record) options.record(next);
  else recordUpdate(context, resource, before, next, options.fieldManager, subresource);
  if (unchanged(next, before) && !isFinished(stored, next)) return current;
  if (options.dryRun) return convertTo(resource, deepFreeze(next));
  if (isFinished(stored, next)) {
    // Watchers get the last state before the deletion.
    return convertTo(
      resource,
      removeObject(
        context,
        stored,
        unchanged(next, before) ? before : context.store.put(stored.storage, next),
      ),
    );
  }
  return convertTo(resource, context.store.put(stored.storage, next));
}
