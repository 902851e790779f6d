/** Field selectors: `metadata.name=kad,status.phase!=Running`. */
import { badRequest } from '../errors.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject } from '../types.ts';

export type FieldMatcher = (object: KubeObject) => boolean;

/** Splits at unescaped commas; `\,`, `\=` and `\\` stand for themselves. */
function terms(text: string): string[] {
  return text.match(/(?:\\.|[^,\\])+/g) ?? [];
}

const unescape = (text: string) => text.replace(/\\(.)/g, '$1');

function fieldOf(object: KubeObject, path: string): string {
  // Of Events: the component of an old one, the controller of a new one.
  if (path === 'source') return object['source']?.component || object['reportingComponent'] || '';
  let value: unknown = object;
  for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined | null)?.[part];
  if (value === undefined || value === null) return '';
  return String(value);
}

/** @throws ApiError 400 if the resource does not support a field */
export function fieldMatcher(resource: Resource, text: string | undefined): FieldMatcher | undefined {
  if (!text || text.trim() === '') return undefined;
  const tests = terms(text).map((term): FieldMatcher => {
    const match = /^\s*([^=!\s]+)\s*(==|=|!=)(.*)$/s.exec(term);
    if (!match) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
    const path = match[1]!;
    if (
      path !== 'metadata.name' &&
      path !== 'metadata.namespace' &&
      !resource.selectableFields.includes(path)
    )
      throw badRequest(
        resource.selectableFields.length > 0 || resource.custom
          ? `field label not supported: ${path}`
          : `"${path}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
      );
    const wanted = unescape(match[3]!.trim());
    return match[2] === '!='
      ? (object) => fieldOf(object, path) !== wanted
      : (object) => fieldOf(object, path) === wanted;
  });
  return (object) => tests.every((test) => test(object));
}
