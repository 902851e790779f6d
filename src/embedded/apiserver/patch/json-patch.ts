/** JSON patch, RFC 6902: add, remove, replace, move, copy, test; all operations or none. */
import { badRequest } from '../errors.ts';
import { clone, equal, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { ApiError } from '../types.ts';
import { listIndex, parsePointer } from './json-pointer.ts';

interface Operation {
  op: string;
  path: string;
  from?: string;
  value?: Json;
}

/** The operations are well formed but do not fit the object. */
function inapplicable(message: string): ApiError {
  const error = new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
  error.cause = message;
  return error;
}

const missing = (op: string, path: string) =>
  inapplicable(`${op} operation does not apply: doc is missing path: "${path}": missing value`);

function valueAt(document: Json, path: string, op: string): Json {
  return parsePointer(path).reduce<Json>((at, part) => {
    const key = Array.isArray(at) ? listIndex(at, part, false) : part;
    if (key === undefined || typeof at !== 'object' || at === null || !Object.hasOwn(at, key))
      throw missing(op, path);
    return at[key];
  }, document);
}

/** Changes `root.document` in place. */
function place(root: { document: Json }, path: string, op: 'add' | 'replace', value: Json): void {
  const parts = parsePointer(path);
  const last = parts.pop();
  if (last === undefined) {
    root.document = value;
    return;
  }
  const parent = parts.length === 0 ? root.document : valueAt(root.document, parentOf(path), op);
  if (Array.isArray(parent)) {
    const index = listIndex(parent, last, op === 'add');
    if (index === undefined)
      throw inapplicable(
        `${op} operation does not apply: unable to access invalid index ${last}: invalid index referenced`,
      );
    parent.splice(index, op === 'add' ? 0 : 1, value);
  } else if (isObject(parent) && (op === 'add' || Object.hasOwn(parent, last))) parent[last] = value;
  else throw missing(op, path);
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

function remove(root: { document: Json }, path: string, op: string): Json {
  const removed = valueAt(root.document, path, op);
  const last = parsePointer(path).at(-1);
  if (last === undefined)
    throw inapplicable(`${op} operation does not apply: the whole document cannot be removed`);
  const parent = valueAt(root.document, parentOf(path), op);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return removed;
}

function apply(root: { document: Json }, { op, path, from, value }: Operation): void {
  switch (op) {
    case 'add':
    case 'replace':
      if (value === undefined) throw badRequest(`${op} operation without a value`);
      return place(root, path, op, clone(value));
    case 'remove':
      remove(root, path, op);
      return;
    case 'copy':
      return place(root, path, 'add', clone(valueAt(root.document, from ?? '', op)));
    case 'move':
      if (path.startsWith(`${from}/`))
        throw inapplicable('move operation does not apply: a value cannot be moved into itself');
      return place(root, path, 'add', remove(root, from ?? '', op));
    case 'test':
      if (!equal(valueAt(root.document, path, op), value))
        throw inapplicable(`testing value ${path} failed: test failed`);
      return;
    default:
      throw badRequest(`unexpected JSON patch operation: ${JSON.stringify(op)}`);
  }
}

export function jsonPatch(target: Json, patch: unknown): Json {
  if (!Array.isArray(patch) || !patch.every(isObject))
    throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
  const root = { document: clone(target) };
  for (const operation of patch) apply(root, operation as Operation);
  return root.document;
}
