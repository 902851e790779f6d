/** Output formats of redis-cli. Strings are latin1. */
import type { Answer } from './answer-parser.ts';

/** For programs: raw values, one item per line. */
export function showRaw(answer: Answer): string {
  if (answer.kind === 'nil') return '';
  if (answer.kind === 'list') return answer.items.map(showRaw).join('\n');
  return answer.kind === 'error' ? `${answer.text}\n` : answer.text;
}

/** For terminals: with types, lists numbered. */
export function showTyped(answer: Answer, indent = ''): string {
  if (answer.kind === 'nil') return '(nil)';
  if (answer.kind !== 'list') return SHOWN[answer.kind](answer.text);
  if (answer.items.length === 0) return '(empty array)';
  const width = String(answer.items.length).length;
  return answer.items
    .map((item, index) => {
      const number = `${String(index + 1).padStart(width)}) `;
      return `${index === 0 ? '' : indent}${number}${showTyped(item, indent + ' '.repeat(number.length))}`;
    })
    .join('\n');
}

const SHOWN = {
  status: (text: string) => text,
  error: (text: string) => `(error) ${text}`,
  integer: (text: string) => `(integer) ${text}`,
  text: (text: string) => quoted(text),
};

const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

const quoted = (text: string) =>
  `"${text.replace(/[^ !#-[\]-~]/g, (char) => ESCAPES[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
