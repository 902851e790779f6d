/** Ids and names of containers, networks and volumes. */
import { randomBytes, randomInt } from 'node:crypto';
import { EngineError } from './errors.ts';

/** 64 hex digits; docker shows the first twelve. */
export const newId = () => randomBytes(32).toString('hex');

export const shortId = (id: string) => id.replace(/^sha256:/, '').slice(0, 12);

const moods =
  'brave calm clever eager gentle happy jolly keen lucid merry nimble patient quiet sunny tidy witty'.split(
    ' ',
  );
const cast =
  'narrator hipster operator admin prompter usher tenor soprano juggler harlequin pierrot conductor'.split(
    ' ',
  );

/** Generates a name for a container. */
export function inventName(taken: (name: string) => boolean): string {
  const pick = (list: string[]) => list[randomInt(list.length)] as string;
  for (let attempt = 0; ; attempt += 1) {
    const name = `${pick(moods)}_${pick(cast)}${attempt > 5 ? randomInt(1000) : ''}`;
    if (!taken(name)) return name;
  }
}

export function checkName(kind: string, name: string): void {
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return;
  throw new EngineError(`Invalid ${kind} name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
}

/** By name, or by a unique prefix of the id. */
export function findByNameOrId<T extends { id: string; name: string }>(
  all: Iterable<T>,
  text: string,
): T | undefined {
  const list = [...all];
  const name = text.replace(/^\//, '');
  const exact = list.find((each) => each.id === text || each.name === name);
  if (exact) return exact;
  const matches = /^[0-9a-f]+$/.test(text) ? list.filter((each) => each.id.startsWith(text)) : [];
  if (matches.length > 1) throw new EngineError(`multiple IDs found with provided prefix: ${text}`);
  return matches[0];
}
