/** RFC 6901: `/a/b~1c/0`. */
import { badRequest } from '../errors.ts';

export function parsePointer(pointer: unknown): string[] {
  if (typeof pointer !== 'string' || (pointer !== '' && !pointer.startsWith('/')))
    throw badRequest(`invalid JSON pointer: ${JSON.stringify(pointer)}`);
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The index that a pointer's token names: `-` is past the end. Undefined for an invalid one. */
export function listIndex(list: unknown[], part: string, past: boolean): number | undefined {
  if (part === '-') return past ? list.length : undefined;
  if (!/^(0|[1-9]\d*)$/.test(part)) return undefined;
  const index = Number(part);
  return index < list.length + (past ? 1 : 0) ? index : undefined;
}
