/** JSON merge patches, RFC 7386, of objects without nulls: there, null in a patch means that a member is removed. */

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What turns one object into the other; undefined if they are equal. Members that are undefined are not there, as in
 * JSON. Arrays are replaced whole.
 */
export function mergePatchOf(before: object, after: object): object | undefined {
  const changes: [string, unknown][] = [];
  for (const [name, was] of Object.entries(before))
    if (was !== undefined && own(after, name) === undefined) changes.push([name, null]);
  for (const [name, value] of Object.entries(after)) {
    const was = own(before, name);
    if (value === undefined) continue;
    if (isObject(was) && isObject(value)) {
      const change = mergePatchOf(was, value);
      if (change !== undefined) changes.push([name, change]);
    } else if (!sameJson(was, value)) changes.push([name, value]);
  }
  return changes.length === 0 ? undefined : Object.fromEntries(changes);
}

/** Neither argument is changed; parts of the target that the patch does not touch stay the same objects. */
export function applyMergePatch<T>(target: T, patch: unknown): T {
  if (!isObject(patch)) return patch as T;
  const members = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch))
    if (value === null) members.delete(name);
    else members.set(name, applyMergePatch(members.get(name), value));
  return Object.fromEntries(members) as T;
}

/** A name may be one that every object's prototype has. */
const own = (object: object, name: string): unknown =>
  Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;

/** Arrays are few and short: their texts are compared. */
const sameJson = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
