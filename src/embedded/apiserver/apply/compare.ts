/** The fields of an object, and the differences between two objects. */
import { equal, isEmpty } from '../json.ts';
import type { Json } from '../json.ts';
import type { Schema } from '../schema/schema.ts';
import { partsOf } from './expand.ts';
import type { Part } from './expand.ts';
import { adopt, emptySet, leaf } from './field-set.ts';
import type { FieldSet } from './field-set.ts';

function fieldsOfPart({ value, schema, ownable }: Part): FieldSet {
  const set = fieldsOf(value, schema);
  if (ownable || isEmpty(value)) set.member = true;
  return set;
}

export function fieldsOf(value: Json, schema: Schema | undefined): FieldSet {
  const parts = partsOf(value, schema);
  if (!parts) return leaf();
  const set = emptySet();
  for (const [element, part] of parts) adopt(set, element, fieldsOfPart(part));
  return set;
}

export interface Comparison {
  /** Added, or with another value. */
  changed: FieldSet;
  removed: FieldSet;
}

export function compare(before: Json, after: Json, schema: Schema | undefined): Comparison {
  const changed = emptySet();
  const removed = emptySet();
  if (equal(before, after)) return { changed, removed };
  const old = partsOf(before, schema);
  const parts = partsOf(after, schema);
  if (!old || !parts) return { changed: leaf(), removed };
  for (const [element, part] of parts) {
    const was = old.get(element);
    if (!was) {
      adopt(changed, element, fieldsOfPart(part));
      continue;
    }
    const inner = compare(was.value, part.value, part.schema);
    adopt(changed, element, inner.changed);
    adopt(removed, element, inner.removed);
  }
  for (const [element, part] of old) if (!parts.has(element)) adopt(removed, element, fieldsOfPart(part));
  return { changed, removed };
}

const SERVER_OWNED = [
  'name',
  'namespace',
  'creationTimestamp',
  'selfLink',
  'uid',
  'generation',
  'managedFields',
  'resourceVersion',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];

/** Fields that only the server writes have no owner. Changes the set and returns it. */
export function withoutServerFields(set: FieldSet): FieldSet {
  set.children.delete('f:apiVersion');
  set.children.delete('f:kind');
  const metadata = set.children.get('f:metadata');
  if (!metadata) return set;
  for (const field of SERVER_OWNED) metadata.children.delete(`f:${field}`);
  metadata.member = false;
  if (metadata.children.size === 0) set.children.delete('f:metadata');
  return set;
}
