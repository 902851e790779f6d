/** Splits a Dockerfile's arguments into words, and expands variables and quotes in them. */

/** Splits at blanks outside quotes; quotes and escapes stay in the words. */
export function splitWords(text: string, escape = '\\'): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === escape && quote !== "'" && at + 1 < text.length) {
      word += char + text[at + 1];
      at += 1;
    } else if (quote) {
      word += char;
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") {
      quote = char;
      word += char;
    } else if (/\s/.test(char)) {
      if (word) words.push(word);
      word = '';
    } else word += char;
  }
  if (word) words.push(word);
  return words;
}

/**
 * Removes quotes and escapes and expands variables: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:+other}` (also
 * without the colon). Nothing is expanded in single quotes. @throws Error for an unclosed quote or unknown modifier
 */
export function expandWord(
  text: string,
  variables: Record<string, string | undefined>,
  escape = '\\',
): string {
  let result = '';
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (quote === "'") {
      if (char === "'") quote = '';
      else result += char;
    } else if (char === escape && at + 1 < text.length) {
      const next = text[at + 1] as string;
      // In double quotes a backslash escapes only characters with a special meaning.
      if (quote && !['"', '$', escape].includes(next)) result += char;
      result += next;
      at += 1;
    } else if (char === '"') quote = quote ? '' : char;
    else if (char === "'" && !quote) quote = char;
    else if (char === '$') {
      const variable = readVariable(text, at, variables, escape);
      result += variable.value;
      at = variable.end - 1;
    } else result += char;
  }
  if (quote)
    throw new Error(
      `unexpected end of statement while looking for matching ${quote === '"' ? 'double' : 'single'}-quote`,
    );
  return result;
}

function readVariable(
  text: string,
  at: number,
  variables: Record<string, string | undefined>,
  escape: string,
): { value: string; end: number } {
  const plain = /^\$(\w+)/.exec(text.slice(at));
  if (plain) return { value: variables[plain[1] as string] ?? '', end: at + plain[0].length };
  if (text[at + 1] !== '{') return { value: '$', end: at + 1 };
  const end = closingBrace(text, at + 2);
  const body = text.slice(at + 2, end);
  const parts = /^(\w+)(?:(:?)([-+])([\s\S]*))?$/.exec(body);
  if (!parts) throw new Error(`unsupported modifier in substitution: \${${body}}`);
  const [, name = '', colon, operator, word = ''] = parts;
  const value = variables[name];
  const present = colon ? Boolean(value) : value !== undefined;
  const other = () => expandWord(word, variables, escape);
  const chosen = operator === '+' ? (present ? other() : '') : present ? value : operator ? other() : '';
  return { value: chosen ?? '', end: end + 1 };
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`syntax error: missing '}' in ${text}`);
}
