/** Structured merge: merges an applied configuration into the live object, and removes fields no longer applied. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { Schema } from '../schema/schema.ts';
import { listElements, partsOf } from './expand.ts';
import type { FieldSet } from './field-set.ts';

/** Applied items in their order; the other live items keep their place before and between the common ones. */
function mergeLists(live: Json[], applied: Json[], schema: Schema | undefined): Json[] {
  const before = listElements(live, schema);
  const wanted = listElements(applied, schema);
  if (!before || !wanted) return applied;
  const present = new Map(before);
  const wantedElements = new Set(wanted.map(([element]) => element));
  const shared = wanted.map(([element]) => element).filter((element) => present.has(element));
  const result: Json[] = [];
  let next = 0;
  for (const [element, item] of wanted) {
    // Up to the next common item, all items that only the live list has.
    while (next < before.length && before[next]![0] !== shared[0]) {
      const [other, value] = before[next++]!;
      if (!wantedElements.has(other)) result.push(value);
    }
    if (element === shared[0]) {
      shared.shift();
      if (next < before.length && before[next]![0] === element) next++;
    }
    result.push(present.has(element) ? mergeApplied(present.get(element), item, schema?.items) : item);
  }
  for (const [other, value] of before.slice(next)) if (!wantedElements.has(other)) result.push(value);
  return result;
}

/** Neither argument is changed; the result may share parts with both. */
export function mergeApplied(live: Json, applied: Json, schema: Schema | undefined): Json {
  if (Array.isArray(live) && Array.isArray(applied)) return mergeLists(live, applied, schema);
  const parts = partsOf(applied, schema);
  if (!isObject(live) || !isObject(applied) || !parts || !partsOf(live, schema)) return applied;
  const result = { ...live };
  for (const [element, part] of parts) {
    const key = element.slice(2);
    result[key] = Object.hasOwn(live, key) ? mergeApplied(live[key], part.value, part.schema) : part.value;
  }
  return result;
}

/** What happens to an item: one that contains fields of another manager stays, without the removed ones. */
function removalOf(gone: FieldSet | undefined, kept: FieldSet | undefined): 'keep' | 'remove' | 'descend' {
  if (!gone) return 'keep';
  if (gone.member && !kept) return 'remove';
  return gone.children.size > 0 ? 'descend' : 'keep';
}

/**
 * @param gone fields that no manager owns any more
 * @param kept fields of other managers: an item with any of them stays
 * @returns undefined if nothing is left
 */
export function removeFields(
  value: Json,
  schema: Schema | undefined,
  gone: FieldSet,
  kept: FieldSet | undefined,
): Json {
  const parts = partsOf(value, schema);
  if (!parts) return value;
  const left = new Map<string, Json>();
  for (const [element, part] of parts) {
    const goes = gone.children.get(element);
    const stays = kept?.children.get(element);
    const action = removalOf(goes, stays);
    if (action === 'keep') left.set(element, part.value);
    if (action !== 'descend' || !goes) continue;
    const rest = removeFields(part.value, part.schema, goes, stays);
    if (element.startsWith('k:')) left.set(element, { ...JSON.parse(element.slice(2)), ...rest });
    else if (rest !== undefined) left.set(element, rest);
    // Another manager owns the item itself, so it stays, empty.
    else if (stays?.member) left.set(element, Array.isArray(part.value) ? [] : {});
  }
  if (left.size === 0 && parts.size > 0) return undefined;
  if (Array.isArray(value)) return Array.from(left.values());
  return Object.fromEntries(Array.from(left, ([element, member]) => [element.slice(2), member]));
}
