/** Lists in strategic merge patches: merged by key, or as a set of scalars, and put in the wanted order. */
import { badRequest } from '../errors.ts';
import { equal, isObject, type Json } from '../json.ts';

type Merge = (original: Json, patch: Json) => Json;

/** A list item is told apart by its merge key; a scalar by itself. */
export function sameItem(mergeKey: string | undefined): (a: Json, b: Json) => boolean {
  if (mergeKey === undefined) return equal;
  return (a, b) => isObject(a) && isObject(b) && equal(a[mergeKey], b[mergeKey]);
}

function requireKey(item: Json, mergeKey: string): void {
  if (!isObject(item) || !Object.hasOwn(item, mergeKey))
    throw badRequest(`map: ${JSON.stringify(item)} does not contain declared merge key: ${mergeKey}`);
}

export function mergeKeyedList(original: Json[], patch: Json[], mergeKey: string, merge: Merge): Json[] {
  if (patch.some((item) => isObject(item) && item['$patch'] === 'replace'))
    return patch.filter((item) => item['$patch'] !== 'replace').map((item) => merge({}, item));
  const same = sameItem(mergeKey);
  let result = original;
  for (const item of patch) {
    requireKey(item, mergeKey);
    if (item['$patch'] === 'delete') {
      result = result.filter((one) => !same(one, item));
      continue;
    }
    const at = result.findIndex((one) => same(one, item));
    result = at < 0 ? [...result, merge({}, item)] : result.with(at, merge(result[at], item));
  }
  return result;
}

export function mergeScalarList(original: Json[], patch: Json[]): Json[] {
  return [
    ...original,
    ...patch.filter((value, i) => !original.includes(value) && patch.indexOf(value) === i),
  ];
}

/**
 * The items that the patch orders come in its order; the others stay where they were relative to them.
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
    const left = rank(before, named[0]);
    const right = rank(before, others[0]);
    result.push(left >= 0 && right >= 0 && left < right ? named.shift() : others.shift());
  }
  return [...result, ...named, ...others];
}
