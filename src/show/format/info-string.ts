/** The info string of a fence: a language, then `flag`, `key=word` and `key="several words"`. */
import { SceneError } from './scene-error.ts';

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

/** @param column where `info` begins in its line, from 1 */
export function parseInfo(info: string, file: string, line: number, column: number): Info {
  const language = /^\s*([^\s=]*)/.exec(info)!;
  const attributes: Attribute[] = [];
  let at = language[0].length;
  while (at < info.length) {
    if (/\s/.test(info[at]!)) {
      at += 1;
      continue;
    }
    const key = /^[A-Za-z][\w-]*/.exec(info.slice(at));
    if (!key) {
      throw new SceneError(
        file,
        { line, column: column + at },
        `'${info.slice(at).split(/\s/)[0]}' is no attribute`,
        'Write attributes as name, name=value or name="several words", with spaces between them',
      );
    }
    const nameAt = at;
    at += key[0].length;
    const attribute = { name: key[0], column: column + nameAt, valueColumn: column + at + 1 };
    if (info[at] !== '=') {
      attributes.push({ ...attribute, value: undefined });
      continue;
    }
    const read = readValue(info, at + 1);
    if (!read) {
      throw new SceneError(
        file,
        { line, column: column + at + 1 },
        `the value of ${key[0]} has no closing quote`,
        `Close it in the same line, and write a quote inside it as \\"`,
      );
    }
    attributes.push({ ...attribute, value: read.value });
    at = read.end;
  }
  return { language: language[1]!, attributes };
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
