/** Field ownership after an update. */
import { timestamp } from '../../../notation/index.ts';
import type { RegistryContext } from '../registry-context.ts';
import { apiVersionOf } from '../resource.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { compare, fieldsOf, withoutServerFields } from './compare.ts';
import { difference, emptySet, isEmptySet, union } from './field-set.ts';
import { isSameManager, managersOf, setManagers } from './managers.ts';
import type { Manager } from './managers.ts';

/**
 * The writer becomes the only owner of the changed fields; removed fields lose their owners.
 * Writes metadata.managedFields of `next`, in place.
 */
export function recordUpdate(
  context: RegistryContext,
  resource: Resource,
  before: KubeObject | undefined,
  next: KubeObject,
  fieldManager = context.fieldManager,
  subresource?: string,
): void {
  const { changed, removed } = before
    ? compare(before, next, resource.schema)
    : { changed: fieldsOf(next, resource.schema), removed: emptySet() };
  withoutServerFields(changed);
  withoutServerFields(removed);
  // The server owns the status of a new object.
  if (subresource !== 'status' && resource.subresources.includes('status'))
    changed.children.delete('f:status');
  if (isEmptySet(changed) && isEmptySet(removed)) return;
  const present = managersOf(next);
  const writer: Manager = {
    manager: fieldManager,
    operation: 'Update',
    apiVersion: apiVersionOf(resource),
    ...(subresource ? { subresource } : {}),
    set: changed,
  };
  const others = present
    .filter((one) => !isSameManager(one, writer))
    .map((one) => ({ ...one, set: difference(difference(one.set, changed), removed) }));
  const own = present.find((one) => isSameManager(one, writer));
  if (own) writer.set = union(difference(own.set, removed), changed);
  setManagers(next, [...others, writer], present, timestamp(context.now()));
}
