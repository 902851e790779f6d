/** Lists in strategic merge patches: merged by key, or as a set of scalars, and ordered. */
import { equal, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { ApiError } from '../types.ts';
import { goMap } from '../validation/go-value.ts';

type Merge = (original: Json, patch: Json) => Json;

/** Objects are the same item if their merge keys are equal; scalars if they are equal. */
function sameItem(mergeKey: string | undefined): (a: Json, b: Json) => boolean {
  if (mergeKey === undefined) return equal;
  return (a, b) => isObject(a) && isObject(b) && equal(a[mergeKey], b[mergeKey]);
}

function requireKey(item: Json, mergeKey: string): void {
  if (!isObject(item) || !Object.hasOwn(item, mergeKey))
    throw new ApiError(
      500,
      'InternalError',
      `map: ${goMap(item)} does not contain declared merge key: ${mergeKey}`,
    );
}

export function mergeKeyedList(original: Json[], patch: Json[], mergeKey: string, merge: Merge): Json[] {
  if (patch.some((item) => isObject(item) && item['$patch'] === 'replace'))
    return patch.filter((item) => item['$patch'] !== 'replace').map((item) => merge({}, item));
  const same = sameItem(mergeKey);
  let result = original;
  const kept = patch.filter((item) => !isObject(item) || item['$patch'] !== 'delete');
  for (const item of patch) {
    requireKey(item, mergeKey);
    if (item['$patch'] === 'delete') {
      result = result.filter((one) => !same(one, item));
      continue;
    }
    const at = result.findIndex((one) => same(one, item));
    result = at < 0 ? [...result, merge({}, item)] : result.with(at, merge(result[at], item));
  }
  return orderList(result, kept, original, mergeKey);
}

export function mergeScalarList(original: Json[], patch: Json[]): Json[] {
  const added = patch.filter((value, i) => !original.includes(value) && patch.indexOf(value) === i);
  return orderList([...original, ...added], patch, original, undefined);
}

/**
 * Items named in the patch's order follow it; the others keep their relative position.
 * @param order the list of `$setElementOrder/…`: scalars, or objects with the merge key only
 */
export function orderList(
  merged: Json[],
  order: Json[],
  before: Json[],
  mergeKey: string | undefined,
): Json[] {
  const same = sameItem(mergeKey);
  const rank = (list: Json[], item: Json) => list.findIndex((one) => same(one, item));
  const named = merged
    .filter((item) => rank(order, item) >= 0)
    .sort((a, b) => rank(order, a) - rank(order, b));
  const others = merged
    .filter((item) => rank(order, item) < 0)
    .sort((a, b) => rank(before, a) - rank(before, b));
  const result: Json[] = [];
  while (named.length > 0 && others.length > 0) {
    const other = rank(before, others[0]);
    const ordered = rank(before, named[0]);
    result.push(other >= 0 && ordered >= 0 && other < ordered ? others.shift() : named.shift());
  }
  return [...result, ...named, ...others];
}
