/** Structured merge: what is applied over what is there, and the removal of what is applied no longer. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { Schema } from '../schema/schema.ts';
import { listElements, partsOf } from './expand.ts';
import type { FieldSet } from './field-set.ts';

/** Applied items in their order; the others keep their place before and between the ones they share. */
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
    // Up to the item both have, everything that only the live list has.
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

/** An item with something of somebody else's in it stays. */
function fateOf(gone: FieldSet | undefined, kept: FieldSet | undefined): 'whole' | 'without' | 'part' {
  if (!gone) return 'whole';
  if (gone.member && !kept) return 'without';
  return gone.children.size > 0 ? 'part' : 'whole';
}

/**
 * @param gone what nobody wants any more
 * @param kept what others own: an item with something of theirs stays
 * @returns undefined where nothing is left
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
    const fate = fateOf(goes, stays);
    if (fate === 'whole') left.set(element, part.value);
    if (fate !== 'part' || !goes) continue;
    const rest = removeFields(part.value, part.schema, goes, stays);
    if (element.startsWith('k:')) left.set(element, { ...JSON.parse(element.slice(2)), ...rest });
    else if (rest !== undefined) left.set(element, rest);
    // Somebody wants it to be there, though empty.
    else if (stays?.member) left.set(element, Array.isArray(part.value) ? [] : {});
  }
  if (left.size === 0 && parts.size > 0) return undefined;
  if (Array.isArray(value)) return Array.from(left.values());
  return Object.fromEntries(Array.from(left, ([element, member]) => [element.slice(2), member]));
}
