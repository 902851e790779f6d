/** JSON merge patch, RFC 7386: null deletes, objects merge, anything else replaces. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';

/** Neither argument is changed; the result may share parts with both. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(Object.hasOwn(result, key) ? result[key] : undefined, value);
  }
  return result;
}
