/** Who last wrote which field, after an update. */
import { timestamp } from '../../../notation/index.ts';
import type { Core } from '../core.ts';
import { apiVersionOf } from '../resource.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { compare, fieldsOf, withoutServerFields } from './compare.ts';
import { difference, emptySet, isEmptySet, union } from './field-set.ts';
import { isSameManager, managersOf, setManagers } from './managers.ts';
import type { Manager } from './managers.ts';

/**
 * What changed belongs to the writer from now on and to nobody else; what is gone belongs to nobody.
 * Writes metadata.managedFields of `next`, in place.
 */
export function recordUpdate(
  core: Core,
  resource: Resource,
  before: KubeObject | undefined,
  next: KubeObject,
  fieldManager = core.fieldManager,
  subresource?: string,
): void {
  const { changed, removed } = before
    ? compare(before, next, resource.schema)
    : { changed: fieldsOf(next, resource.schema), removed: emptySet() };
  withoutServerFields(changed);
  withoutServerFields(removed);
  // The status of a new object is the server's.
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
  setManagers(next, [...others, writer], present, timestamp(core.now()));
}
