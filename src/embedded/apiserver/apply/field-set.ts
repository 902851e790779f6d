/** Sets of field paths as trees, and their wire form `fieldsV1`. */
import type { Json } from '../json.ts';

/**
 * Children by path element as in fieldsV1: `f:spec` a member of an object, `k:{"name":"kad"}` an item of a keyed
 * list, `v:"x"` an item of a set.
 */
export interface FieldSet {
  /** Whether the path that leads here is in the set itself. */
  member: boolean;
  children: Map<string, FieldSet>;
}

export const emptySet = (): FieldSet => ({ member: false, children: new Map() });
export const leaf = (): FieldSet => ({ member: true, children: new Map() });

export function isEmptySet(set: FieldSet): boolean {
  return !set.member && set.children.size === 0;
}

/** Adds a child unless it is empty. */
export function adopt(set: FieldSet, element: string, child: FieldSet): void {
  if (!isEmptySet(child)) set.children.set(element, child);
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const result: FieldSet = { member: a.member || b.member, children: new Map(a.children) };
  for (const [element, child] of b.children) {
    const own = a.children.get(element);
    result.children.set(element, own ? union(own, child) : child);
  }
  return result;
}

/** The fields in `a` that are not in `b`. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  const result: FieldSet = { member: a.member && !b.member, children: new Map() };
  for (const [element, child] of a.children) {
    const other = b.children.get(element);
    adopt(result, element, other ? difference(child, other) : child);
  }
  return result;
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const result: FieldSet = { member: a.member && b.member, children: new Map() };
  for (const [element, child] of a.children) {
    const other = b.children.get(element);
    if (other) adopt(result, element, intersection(child, other));
  }
  return result;
}

export function sameSet(a: FieldSet, b: FieldSet): boolean {
  if (a.member !== b.member || a.children.size !== b.children.size) return false;
  for (const [element, child] of a.children) {
    const other = b.children.get(element);
    if (!other || !sameSet(child, other)) return false;
  }
  return true;
}

export function fromFieldsV1(fields: Json): FieldSet {
  const set = emptySet();
  for (const [element, child] of Object.entries(fields ?? {})) {
    if (element === '.') set.member = true;
    else {
      const parsed = fromFieldsV1(child);
      set.children.set(element, parsed.children.size === 0 ? leaf() : parsed);
    }
  }
  return set;
}

export function toFieldsV1(set: FieldSet): Record<string, Json> {
  const fields: Record<string, Json> = {};
  if (set.member && set.children.size > 0) fields['.'] = {};
  for (const element of Array.from(set.children.keys()).sort())
    fields[element] = toFieldsV1(set.children.get(element)!);
  return fields;
}

function elementText(element: string): string {
  if (element.startsWith('f:')) return `.${element.slice(2)}`;
  if (element.startsWith('v:')) return `[=${element.slice(2)}]`;
  const keys = Object.entries(JSON.parse(element.slice(2)) as Record<string, unknown>);
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}

/** `.spec.template.spec.containers[name="kad"].image`, sorted by element. */
export function pathsOf(set: FieldSet, prefix = ''): string[] {
  const own = set.member && prefix !== '' ? [prefix] : [];
  const below = Array.from(set.children.keys())
    .sort()
    .flatMap((element) => pathsOf(set.children.get(element)!, prefix + elementText(element)));
  return [...own, ...below];
}
