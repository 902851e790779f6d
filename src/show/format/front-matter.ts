import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { FRONT_MATTER } from '../../messages/index.ts';
import { durationWithin } from '../../notation/index.ts';
import { suggestion } from './suggestion.ts';
import type { Report } from './scene-error.ts';
import type { FrontMatter, Position } from './scene.ts';

const KEYS = ['id', 'title', 'cast', 'budget', 'summary'];

interface Read {
  /** undefined if it has a mistake. */
  matter?: FrontMatter;
  /** The characters who may speak, if it lists them. */
  cast?: string[];
  /** Number of the line after it, from 1; undefined if it has no end. */
  next?: number;
}

/** The lines of a scene's file; undefined if it is not text. */
export function linesOf(text: string, report: Report): string[] | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const broken = lines.findIndex((line) => line.includes('\0'));
  if (broken === -1) return lines;
  const position = { line: broken + 1, column: lines[broken]!.indexOf('\0') + 1 };
  report(position, FRONT_MATTER.zeroByte, FRONT_MATTER.saveUtf8);
  return undefined;
}

const START: Position = { line: 1, column: 1 };

export function parseFrontMatter(lines: string[], report: Report): Read {
  if (lines[0]?.trim() !== '---') {
    report(START, FRONT_MATTER.missing, FRONT_MATTER.example);
    return {};
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  if (end === -1) {
    report(START, FRONT_MATTER.notClosed, FRONT_MATTER.close);
    return {};
  }
  const next = end + 2;
  const values = valuesIn(lines.slice(1, end).join('\n'), report);
  if (!values) return { next };

  const required = (key: string): Value | undefined => {
    if (!values.has(key)) report(START, FRONT_MATTER.noKey({ key }), FRONT_MATTER.example);
    return values.get(key);
  };
  const textOf = (found: Value | undefined): string | undefined => {
    if (!found || (typeof found.value === 'string' && found.value.trim() !== ''))
      return found?.value as string;
    report(found.position, FRONT_MATTER.notText(found), FRONT_MATTER.giveValue(found));
    return undefined;
  };
  const id = idOf(required('id'), textOf, report);
  const title = textOf(required('title'));
  const cast = castOf(required('cast'), report);
  const budgetMs = budgetOf(required('budget'), textOf, report);
  const summary = textOf(values.get('summary'));
  const complete = id && title && cast && budgetMs && (summary || !values.has('summary'));
  const matter = complete ? { id, title, cast, budgetMs, ...(summary ? { summary } : {}) } : undefined;
  return { ...(matter ? { matter } : {}), ...(cast ? { cast } : {}), next };
}

interface Value {
  key: string;
  value: unknown;
  position: Position;
}
type TextOf = (found: Value | undefined) => string | undefined;

/** @returns undefined if it is not a YAML map */
function valuesIn(text: string, report: Report): Map<string, Value> | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  // Line 1 is the opening ---, hence the shift by one.
  const place = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: line + 1, column: col };
  };
  const broken = document.errors[0];
  if (broken) {
    const why = broken.message.split('\n')[0]!;
    report(place(broken.pos[0]), FRONT_MATTER.notYaml({ why }), FRONT_MATTER.example);
    return undefined;
  }
  const map = document.contents;
  if (!isMap(map)) {
    report({ line: 2, column: 1 }, FRONT_MATTER.noKeys, FRONT_MATTER.example);
    return undefined;
  }
  const values = new Map<string, Value>();
  for (const { key, value: content } of map.items) {
    if (!isScalar(key) || !key.range) continue;
    const name = String(key.value);
    if (!KEYS.includes(name))
      report(place(key.range[0]), FRONT_MATTER.unknownKey({ key: name }), suggestion(name, KEYS));
    const node = isScalar(content) || isSeq(content) ? content : undefined;
    const position = place(node?.range?.[0] ?? key.range[0]);
    // A duration such as 90 is a number in YAML.
    const value = name === 'budget' && isScalar(node) ? node.source : node?.toJSON();
    values.set(name, { key: name, value, position });
  }
  return values;
}

function idOf(found: Value | undefined, textOf: TextOf, report: Report): string | undefined {
  const id = textOf(found);
  if (id === undefined || /^[a-z0-9][a-z0-9-]*$/.test(id)) return id;
  report(found!.position, FRONT_MATTER.badId({ id }), FRONT_MATTER.idLetters);
  return undefined;
}

function castOf(found: Value | undefined, report: Report): string[] | undefined {
  if (!found) return undefined;
  const { value, position } = found;
  if (Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string'))
    return value;
  report(position, FRONT_MATTER.castNotList, FRONT_MATTER.writeCast);
  return undefined;
}

function budgetOf(found: Value | undefined, textOf: TextOf, report: Report): number | undefined {
  const budget = textOf(found);
  if (budget === undefined) return undefined;
  return durationWithin(
    budget,
    { least: '1ms' },
    (problem, remedy): undefined => void report(found!.position, problem, remedy),
  );
}
