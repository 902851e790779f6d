/** The speaker's own keys, in `keys.yaml`: a name with its keys replaces the usual keys of that name. */
import { readFile } from 'node:fs/promises';
import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { storageError } from '../../../errors/storage-error.ts';
import { UserError } from '../../../errors/user-error.ts';
import { KEY_FILE, SCENES } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { nearest } from '../../../system/nearest.ts';
import { keyNamed } from '../input/key-names.ts';
import { FIXED, INDISPENSABLE, placeOf } from './key-map.ts';
import type { KeyIntent, KeyMap } from './key-map.ts';

type Report = (offset: number, problem: Text) => void;

/**
 * @param usual the keys without a file
 * @throws {UserError} with every mistake in the file
 */
export async function readKeyFile(file: string, usual: KeyMap): Promise<KeyMap> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return usual;
    throw storageError(error, file);
  }
  return keyMapIn(text, file, usual);
}

export function keyMapIn(text: string, file: string, usual: KeyMap): KeyMap {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  const mistakes: { offset: number; problem: Text }[] = [];
  const report: Report = (offset, problem) => void mistakes.push({ offset, problem });
  for (const { pos, message } of document.errors)
    report(pos[0], KEY_FILE.notYaml({ why: message.split('\n')[0]! }));
  const keys = mistakes.length === 0 ? read(document, usual, report) : usual;
  if (mistakes.length === 0) return keys;
  const told = mistakes
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, problem }) => {
      const { line, col: column } = counter.linePos(offset);
      return SCENES.mistake({ file, line, column, problem });
    });
  throw new UserError(KEY_FILE.mistakes({ mistakes: told }), KEY_FILE.correct({ file }), { exitCode: 2 });
}

interface Bound {
  key: string;
  offset: number;
}

function read({ contents }: Document, usual: KeyMap, report: Report): KeyMap {
  if (contents === null) return usual;
  if (!isMap(contents)) {
    report(contents.range?.[0] ?? 0, KEY_FILE.notMap);
    return usual;
  }
  const given = new Map<KeyIntent, Bound[]>();
  for (const { key, value } of contents.items) {
    const offset = (key as Node).range?.[0] ?? 0;
    const name = isScalar(key) ? String(key.value) : String(key);
    if (!(name in usual)) report(offset, unknown(name, Object.keys(usual)));
    else if (given.has(name as KeyIntent)) report(offset, KEY_FILE.twice({ name }));
    else given.set(name as KeyIntent, keysIn(value as Node | null, name, offset, report));
  }
  reportTaken(given, usual, report);
  const own = [...given].map(([name, bound]) => [name, bound.map(({ key }) => key)]);
  return { ...usual, ...Object.fromEntries(own) };
}

function unknown(name: string, names: readonly string[]): Text {
  const near = nearest(name, names);
  const hint = near === undefined ? SCENES.choice({ names }) : SCENES.nearest({ near, names });
  return KEY_FILE.unknownName({ name, hint });
}

/** One key, or a list of keys; an empty list is none. */
function keysIn(value: Node | null, name: string, offset: number, report: Report): Bound[] {
  const nodes = isSeq(value) ? value.items : [value];
  if (nodes.length === 0 && INDISPENSABLE.includes(name)) report(offset, KEY_FILE.needed({ name }));
  return nodes.flatMap((node): Bound[] => {
    const at = (node as Node | null)?.range?.[0] ?? offset;
    const written = isScalar(node) ? (typeof node.value === 'string' ? node.value : node.source) : undefined;
    if (!written) report(at, KEY_FILE.notKeys({ name }));
    const key = written ? keyNamed(written) : undefined;
    if (written && key === undefined) report(at, KEY_FILE.unknownKey({ key: written }));
    else if (key !== undefined && FIXED.includes(key)) report(at, KEY_FILE.fixed({ key: written! }));
    return key === undefined ? [] : [{ key, offset: at }];
  });
}

/** A key means one thing where it is pressed, the usual keys of what the file does not name included. */
function reportTaken(given: ReadonlyMap<KeyIntent, Bound[]>, usual: KeyMap, report: Report): void {
  const names = Object.keys(usual) as KeyIntent[];
  const usually = names
    .filter((name) => !given.has(name))
    .flatMap((name) => usual[name].map((key) => ({ name, key })));
  const taken = new Map<string, KeyIntent>(usually.map(({ name, key }) => [`${placeOf(name)} ${key}`, name]));
  for (const [name, bound] of given) {
    for (const { key, offset } of bound) {
      const where = `${placeOf(name)} ${key}`;
      const owner = taken.get(where);
      if (owner !== undefined) report(offset, KEY_FILE.taken({ key, name: owner }));
      taken.set(where, owner ?? name);
    }
  }
}
