/** Numbers, durations and strings of a query, parsed as in Go. */
import { parsePrometheusDuration } from '../../../../notation/index.ts';
import { badData } from '../errors.ts';

/** @param text with its sign, if any */
export function readNumber(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]\s*/, '').toLowerCase();
  if (digits === 'inf') return sign * Infinity;
  if (digits === 'nan') return NaN;
  const value = Number(/^0\d/.test(digits) && !/[.e]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  if (Number.isNaN(value)) throw badData(`bad number or duration syntax: ${JSON.stringify(text)}`);
  return sign * value;
}

/** @returns milliseconds; never zero or negative */
export function readDuration(text: string): number {
  const duration = parsePrometheusDuration(text);
  if (duration === undefined) throw badData(`not a valid duration string: ${JSON.stringify(text)}`);
  if (duration === 0) throw badData('duration must be greater than 0');
  return duration;
}

const ESCAPES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

export function readString(text: string): string {
  const quote = text[0] as string;
  if (text.length < 2 || !text.endsWith(quote)) throw badData('unterminated quoted string');
  const body = text.slice(1, -1);
  if (quote === '`') return body;
  return body.replace(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S])/g,
    (whole, code: string) => {
      if (code.length === 1) {
        const char = ESCAPES[code];
        if (char === undefined || (code !== quote && /['"]/.test(code)))
          throw badData(`unknown escape sequence ${whole} in ${text}`);
        return char;
      }
      return String.fromCodePoint(/^[0-7]/.test(code) ? parseInt(code, 8) : parseInt(code.slice(1), 16));
    },
  );
}
