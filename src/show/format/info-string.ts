/** The info string of a fence: a language, then `flag`, `key=word` and `key="several words"`. */
import { STEPS } from '../../messages/index.ts';
import type { Report } from './scene-error.ts';
import type { Position } from './scene.ts';

export interface Attribute {
  name: string;
  /** undefined for a bare flag. */
  value: string | undefined;
  /** Column of the name and of the value's first character, from 1. */
  column: number;
  valueColumn: number;
}

export interface Info {
  language: string;
  attributes: Attribute[];
}

/** @returns undefined if the attributes cannot be read */
export function parseInfo(info: string, { line, column }: Position, report: Report): Info | undefined {
  const language = /^\s*([^\s=]*)/.exec(info)!;
  const attributes: Attribute[] = [];
  let at = language[0].length;
  let whole = true;
  while (at < info.length) {
    const word = /^\S*/.exec(info.slice(at))![0];
    if (word === '') {
      at += 1;
      continue;
    }
    const key = /^[A-Za-z][\w-]*/.exec(word)?.[0];
    if (key === undefined) {
      report({ line, column: column + at }, STEPS.notAttribute({ text: word }), STEPS.writeAttributes);
      whole = false;
      at += word.length;
      continue;
    }
    const nameAt = at;
    at += key.length;
    const attribute = { name: key, column: column + nameAt, valueColumn: column + at + 1 };
    if (info[at] !== '=') {
      attributes.push({ ...attribute, value: undefined });
      continue;
    }
    const read = readValue(info, at + 1);
    if (!read) {
      report({ line, column: column + at + 1 }, STEPS.noClosingQuote({ name: key }), STEPS.closeQuote);
      return undefined;
    }
    attributes.push({ ...attribute, value: read.value });
    at = read.end;
  }
  return whole ? { language: language[1]!, attributes } : undefined;
}

/** Only \" and \\ are escapes, so that regular expressions can be written as they are. */
function readValue(info: string, start: number): { value: string; end: number } | undefined {
  const quote = info[start];
  if (quote !== '"' && quote !== "'") {
    const word = /^\S*/.exec(info.slice(start))![0];
    return { value: word, end: start + word.length };
  }
  let value = '';
  for (let at = start + 1; at < info.length; at += 1) {
    const letter = info[at]!;
    if (letter === quote) return { value, end: at + 1 };
    if (quote === '"' && letter === '\\' && (info[at + 1] === '"' || info[at + 1] === '\\')) {
      value += info[at + 1];
      at += 1;
    } else {
      value += letter;
    }
  }
  return undefined;
}
