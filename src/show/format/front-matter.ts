import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { YAMLMap } from 'yaml';
import { FRONT_MATTER } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { durationWithin } from '../../notation/index.ts';
import { suggestion } from './suggestion.ts';
import type { Report } from './scene-error.ts';
import type { FrontMatter, Position } from './scene.ts';

const KEYS = ['id', 'title', 'cast', 'budget', 'summary', 'needs'];

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
  const { matter: values, next } = readFrontMatter(lines, KEYS, FRONT_MATTER.example, report);
  if (!values) return next === undefined ? {} : { next };

  const required = (key: string): Value | undefined => {
    if (!values.has(key)) report(START, FRONT_MATTER.noKey({ key }), FRONT_MATTER.example);
    return values.get(key);
  };
  const textOf: TextOf = (found) => textIn(found, report);
  const id = idOf(required('id'), textOf, report);
  const title = textOf(required('title'));
  const cast = listIn(required('cast'), FRONT_MATTER.castNotList, FRONT_MATTER.writeCast, report);
  const budgetMs = budgetOf(required('budget'), textOf, report);
  const summary = textOf(values.get('summary'));
  const needs = listIn(values.get('needs'), FRONT_MATTER.needsNotList, FRONT_MATTER.writeNeeds, report);
  const given = { ...(summary ? { summary } : {}), ...(needs ? { needs } : {}) };
  const asked = ['summary', 'needs'].filter((key) => values.has(key));
  const complete = id && title && cast && budgetMs && asked.length === Object.keys(given).length;
  const matter = complete ? { id, title, cast, budgetMs, ...given } : undefined;
  return { ...(matter ? { matter } : {}), ...(cast ? { cast } : {}), next: next! };
}

export interface Value {
  key: string;
  /** As JSON; a duration as it is written. */
  value: unknown;
  /** Of the value, or of its key if there is none. */
  position: Position;
  /** Of a list; undefined if it is not one. */
  items: () => Value[] | undefined;
  /** Of a map; undefined if it is not one. @param keys those it may have */
  entries: (keys: readonly string[]) => Map<string, Value> | undefined;
}
type TextOf = (found: Value | undefined) => string | undefined;

interface FrontMatterRead {
  /** undefined if it is not a YAML map. */
  matter?: Map<string, Value>;
  /** Number of the line after it, from 1; undefined if it has no end. */
  next?: number;
}

/** @param keys those it may have @param example the remedy that shows what it looks like */
export function readFrontMatter(
  lines: string[],
  keys: readonly string[],
  example: Text,
  report: Report,
): FrontMatterRead {
  if (lines[0]?.trim() !== '---') {
    report(START, FRONT_MATTER.missing, example);
    return {};
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  if (end === -1) {
    report(START, FRONT_MATTER.notClosed, FRONT_MATTER.close);
    return {};
  }
  const matter = valuesIn(lines.slice(1, end).join('\n'), keys, example, report);
  return { ...(matter ? { matter } : {}), next: end + 2 };
}

/** @returns undefined if it is not a YAML map */
function valuesIn(
  text: string,
  keys: readonly string[],
  example: Text,
  report: Report,
): Map<string, Value> | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  // Line 1 is the opening ---, hence the shift by one.
  const place: PlaceOf = (offset) => {
    const { line, col } = counter.linePos(offset);
    return { line: line + 1, column: col };
  };
  const broken = document.errors[0];
  if (broken) {
    const why = broken.message.split('\n')[0]!;
    report(place(broken.pos[0]), FRONT_MATTER.notYaml({ why }), example);
    return undefined;
  }
  const map = document.contents;
  if (!isMap(map)) {
    report({ line: 2, column: 1 }, FRONT_MATTER.noKeys, example);
    return undefined;
  }
  return valuesOf(map, keys, place, report);
}

type PlaceOf = (offset: number) => Position;

function valuesOf(map: YAMLMap, keys: readonly string[], place: PlaceOf, report: Report): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const { key, value } of map.items) {
    if (!isScalar(key) || !key.range) continue;
    const name = String(key.value);
    const position = place(key.range[0]);
    if (!keys.includes(name))
      report(position, FRONT_MATTER.unknownKey({ key: name }), suggestion(name, keys));
    values.set(name, valueOf(name, value, position, place, report));
  }
  return values;
}

function valueOf(key: string, content: unknown, ofKey: Position, place: PlaceOf, report: Report): Value {
  const node = isScalar(content) || isSeq(content) || isMap(content) ? content : undefined;
  const position = node?.range ? place(node.range[0]) : ofKey;
  // A duration such as 90 is a number in YAML.
  const value = key === 'budget' && isScalar(node) ? node.source : node?.toJSON();
  return {
    key,
    value,
    position,
    items: () =>
      isSeq(node) ? node.items.map((item) => valueOf(key, item, position, place, report)) : undefined,
    entries: (keys) => (isMap(node) ? valuesOf(node, keys, place, report) : undefined),
  };
}

export function textIn(found: Value | undefined, report: Report): string | undefined {
  if (!found || (typeof found.value === 'string' && found.value.trim() !== '')) return found?.value as string;
  report(found.position, FRONT_MATTER.notText(found), FRONT_MATTER.giveValue(found));
  return undefined;
}

function idOf(found: Value | undefined, textOf: TextOf, report: Report): string | undefined {
  const id = textOf(found);
  if (id === undefined || /^[a-z0-9][a-z0-9-]*$/.test(id)) return id;
  report(found!.position, FRONT_MATTER.badId({ id }), FRONT_MATTER.idLetters);
  return undefined;
}

function listIn(found: Value | undefined, problem: Text, remedy: Text, report: Report): string[] | undefined {
  if (!found) return undefined;
  const { value, position } = found;
  if (Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string'))
    return value;
  report(position, problem, remedy);
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
