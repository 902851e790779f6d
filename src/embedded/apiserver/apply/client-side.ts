/** The last-applied-configuration annotation of `kubectl apply` without --server-side. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { Schema } from '../schema/schema.ts';
import type { KubeObject } from '../types.ts';
import { compare, fieldsOf, withoutServerFields } from './compare.ts';
import { difference, emptySet } from './field-set.ts';
import type { FieldSet } from './field-set.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The fields that are unchanged since the client-side apply. They belong to kubectl, whichever manager is recorded,
 * so kubectl may take them over without a conflict.
 */
export function fieldsLastApplied(live: KubeObject, schema: Schema | undefined): FieldSet {
  const text = live.metadata.annotations?.[LAST_APPLIED];
  if (text === undefined) return emptySet();
  let applied: Json;
  try {
    applied = JSON.parse(text);
  } catch {
    return emptySet();
  }
  if (!isObject(applied)) return emptySet();
  const set = withoutServerFields(fieldsOf(applied, schema));
  return difference(set, compare(applied, live, schema).changed);
}
