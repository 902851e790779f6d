/** Every way to change an object that exists ends here: replacement, patches, status, scale. */
import type { WritableSubresource, WriteOptions } from '../cluster-types.ts';
import { badRequest, conflict, invalid, MODIFIED } from '../errors.ts';
import { clone, deepFreeze, equal } from '../json.ts';
import type { Json } from '../json.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject, NewObject } from '../types.ts';
import { validateMetadata, validateMetadataUpdate } from '../validation/metadata.ts';
import { recordUpdate } from '../apply/record.ts';
import { conform } from './conform.ts';
import { getStored, storedAs, toStorage, view } from '../core.ts';
import type { Core } from '../core.ts';
import { identify, ownCopy } from './identity.ts';

export interface UpdateOptions extends WriteOptions {
  subresource?: WritableSubresource;
  /** The cluster's own writers may do what clients need a subresource for. */
  trusted?: boolean;
  /** The change carries a status although the subresource is apart. */
  withStatus?: boolean;
  /** The change comes of a patch: what does not decode is the patch's fault. */
  patched?: boolean;
  /** Records the fields otherwise than as an update: what apply does. */
  record?: (next: KubeObject) => void;
}

/** What clients cannot change stays as it was. */
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

/** Everything but the status, which a status update does not touch. */
function statusOnly(next: KubeObject, current: KubeObject): KubeObject {
  const merged: KubeObject = { ...current, metadata: { ...current.metadata } };
  if (next.metadata.managedFields) merged.metadata.managedFields = next.metadata.managedFields;
  if (next['status'] === undefined) delete merged['status'];
  else merged['status'] = next['status'];
  return clone(merged);
}

/** What metadata.generation counts changes of. */
function specOf(stored: Resource, object: KubeObject): object {
  const statusIsApart = stored.subresources.includes('status');
  return {
    ...object,
    metadata: undefined,
    ...(statusIsApart || !stored.custom ? { status: undefined } : {}),
  };
}

/** A terminating object without anything to hold it goes. */
export function isFinished(stored: Resource, object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
  if (deletionTimestamp === undefined || (finalizers?.length ?? 0) > 0) return false;
  return (deletionGracePeriodSeconds ?? 0) === 0 && stored.strategy.held?.(object) !== true;
}

/** Nothing but the managers' times differs. */
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

/** Removes the object from the store and lets its kind clean up. */
export function removeObject(core: Core, stored: Resource, object: KubeObject): KubeObject {
  const removed =
    core.store.remove(stored.storage, object.metadata.namespace, object.metadata.name) ?? object;
  stored.strategy.removed?.(removed, core.strategyContext);
  return removed;
}

/**
 * @param change gets the present object in the version of `resource`, frozen, and returns what it shall be
 * @returns the object as stored; where nothing differs, nothing is written
 */
export function updateObject(
  core: Core,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  change: (current: KubeObject) => NewObject,
  options: UpdateOptions = {},
): KubeObject {
  const before = getStored(core, resource, namespace, name);
  const current = view(resource, before);
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
  next = toStorage(resource, next);

  const stored = storedAs(core, resource);
  const { strategy } = stored;
  strategy.setDefaults?.(next);
  if (subresource === undefined) {
    if (!options.trusted) strategy.protect?.(next, before);
    strategy.prepareUpdate?.(next, before, core.strategyContext);
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
  else recordUpdate(core, resource, before, next, options.fieldManager, subresource);
  if (unchanged(next, before) && !isFinished(stored, next)) return current;
  if (options.dryRun) return view(resource, deepFreeze(next));
  if (isFinished(stored, next)) {
    // The watchers see the last state before they see it go.
    return view(
      resource,
      removeObject(core, stored, unchanged(next, before) ? before : core.store.put(stored.storage, next)),
    );
  }
  return view(resource, core.store.put(stored.storage, next));
}
