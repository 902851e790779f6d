/** The patch types that only look at the object itself. */
import type { Patch } from '../cluster-types.ts';
import type { Json } from '../json.ts';
import type { Schema } from '../schema/schema.ts';
import { mergePatch } from './merge-patch.ts';

export function applyPatch(
  current: Json,
  patch: Exclude<Patch, { type: 'apply' }>,
  _schema: Schema | undefined,
): Json {
  return mergePatch(current, patch.body);
}
