/** JSON, merge and strategic merge patches, which depend only on the object itself. */
import type { Patch } from '../cluster-types.ts';
import { badRequest } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { Schema } from '../schema/schema.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { strategicMerge } from './strategic-merge.ts';

/** @param schema of the object: says how lists merge strategically */
export function applyPatch(
  current: Json,
  patch: Exclude<Patch, { type: 'apply' }>,
  schema: Schema | undefined,
): Json {
  if (patch.type === 'json') return jsonPatch(current, patch.body);
  if (!isObject(patch.body)) throw badRequest('the patch must be a JSON object');
  return patch.type === 'merge'
    ? mergePatch(current, patch.body)
    : strategicMerge(current, patch.body, schema);
}
