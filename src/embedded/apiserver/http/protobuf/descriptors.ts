/**
 * Message descriptors, read from one line a message: `Name: number field type, …`.
 * Types: `s` string, `i` integer, `b` bool (`I` and `B` where zero is a value, not its absence), `y` bytes, `d` double, `Q` quantity, `T` time, `X` int-or-string,
 * a message's name; a suffix `[]` is a list, `{}` a map with string keys. `J` is embedded JSON (unstructured).
 */
import { CORE } from './core-messages.ts';
import { GROUPS } from './group-messages.ts';

export interface Field {
  name: string;
  type: string;
  shape: 'one' | 'list' | 'map';
}

export type Message = ReadonlyMap<number, Field>;

/** `number name type`, e.g. `3 containers Container[]`. */
function parseField(text: string): [number, Field] {
  const [number, name, type] = text.trim().split(/\s+/) as [string, string, string];
  const shape = type.endsWith('[]') ? 'list' : type.endsWith('{}') ? 'map' : 'one';
  return [Number(number), { name, type: shape === 'one' ? type : type.slice(0, -2), shape }];
}

function parseMessages(text: string): Map<string, Message> {
  const lines = text.split('\n').filter((line) => line.includes(':'));
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      const fields = line.slice(colon + 1).split(',');
      return [line.slice(0, colon).trim(), new Map(fields.filter((field) => field.trim()).map(parseField))];
    }),
  );
}

let parsed: Map<string, Message> | undefined;

/** All messages by name; parsed at the first protobuf body, not at the start. */
export function messages(): ReadonlyMap<string, Message> {
  return (parsed ??= parseMessages(CORE + GROUPS));
}

/** The message of a kind; kinds of the same name in several groups carry the group: `autoscaling.Scale`. */
export function messageName(apiVersion: string, kind: string): string | undefined {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const versioned = `${apiVersion}.${kind}`;
  const grouped = `${group}.${kind}`;
  return [versioned, grouped, kind].find((name) => messages().has(name));
}
