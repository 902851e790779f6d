import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Text } from '../../messages/index.ts';
import { durationWithin } from '../../notation/index.ts';
import { suggestion } from './suggestion.ts';
import { SceneError } from './scene-error.ts';
import type { Position } from './scene.ts';

export interface FrontMatter {
  id: string;
  title: string;
  cast: string[];
  budgetMs: number;
  summary?: string;
}

const KEYS = ['id', 'title', 'cast', 'budget', 'summary'];
const EXAMPLE =
  'Begin the file with:\n---\nid: run\ntitle: It works on my machine\ncast: [Narrator]\nbudget: 2m30s\n---';

/** @returns the front matter and the number of the line after it, from 1 */
export function parseFrontMatter(lines: string[], file: string): { matter: FrontMatter; next: number } {
  const fail = (position: Position, problem: Text, remedy: Text) =>
    new SceneError(file, position, problem, remedy);
  if (lines[0]?.trim() !== '---') throw fail({ line: 1, column: 1 }, 'the front matter is missing', EXAMPLE);
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  if (end === -1)
    throw fail({ line: 1, column: 1 }, 'the front matter is not closed', 'Close it with a line of ---');

  const counter = new LineCounter();
  const text = lines.slice(1, end).join('\n');
  const document = parseDocument(text, { lineCounter: counter });
  // Line 1 is the opening ---, hence the shift by one.
  const place = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: line + 1, column: col };
  };
  const broken = document.errors[0];
  if (broken)
    throw fail(
      place(broken.pos[0]),
      `the front matter is not YAML: ${broken.message.split('\n')[0]}`,
      EXAMPLE,
    );
  const map = document.contents;
  if (!isMap(map)) throw fail({ line: 2, column: 1 }, 'the front matter has no keys', EXAMPLE);

  const values = new Map<string, { value: unknown; position: Position }>();
  for (const { key, value: content } of map.items) {
    if (!isScalar(key) || !key.range) continue;
    const name = String(key.value);
    if (!KEYS.includes(name)) {
      throw fail(
        place(key.range[0]),
        `the front matter has an unknown key '${name}'`,
        suggestion(name, KEYS),
      );
    }
    const node = isScalar(content) || isSeq(content) ? content : undefined;
    const value = name === 'budget' && isScalar(node) ? node.source : node?.toJSON();
    values.set(name, { value, position: place(node?.range?.[0] ?? key.range[0]) });
  }

  const textOf = (key: string): string => {
    const found = values.get(key);
    if (!found) throw fail({ line: 1, column: 1 }, `the front matter has no '${key}'`, EXAMPLE);
    if (typeof found.value !== 'string' || found.value.trim() === '') {
      throw fail(found.position, `'${key}' must be a text`, `Give ${key} a value in one line`);
    }
    return found.value;
  };

  const id = textOf('id');
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    throw fail(
      values.get('id')!.position,
      `the id '${id}' cannot be typed easily`,
      'Use lower-case letters, digits and dashes',
    );
  }
  const title = textOf('title');
  const cast = values.get('cast');
  if (!cast) throw fail({ line: 1, column: 1 }, `the front matter has no 'cast'`, EXAMPLE);
  if (
    !Array.isArray(cast.value) ||
    cast.value.length === 0 ||
    !cast.value.every((name) => typeof name === 'string')
  ) {
    throw fail(cast.position, `'cast' must be a list of names`, 'Write it as cast: [Narrator, Hipster]');
  }
  const budgetMs = durationWithin(textOf('budget'), { least: '1ms' }, (problem, remedy) =>
    fail(values.get('budget')!.position, problem, remedy),
  );
  const matter: FrontMatter = { id, title, cast: cast.value as string[], budgetMs };
  if (values.has('summary')) matter.summary = textOf('summary');
  return { matter, next: end + 2 };
}
