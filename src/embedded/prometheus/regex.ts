/** Translates Prometheus' regular expressions (RE2, always anchored) to JavaScript's. */

const POSIX: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** @throws SyntaxError for an invalid expression, and for rare syntax of RE2 that cannot be translated */
export function anchoredRegExp(source: string): RegExp {
  const { body, flags } = leadingFlags(source);
  return new RegExp(`^(?:${translate(body)})$`, `u${flags}`);
}

function leadingFlags(source: string): { body: string; flags: string } {
  const match = /^\(\?([ims]+)\)/.exec(source);
  if (!match) return { body: source, flags: '' };
  // With `m`, the anchors ^ and $ would match inside the text.
  const flags = [...new Set(match[1])].filter((flag) => flag !== 'm').join('');
  return { body: source.slice(match[0].length), flags };
}

function translate(source: string): string {
  let result = '';
  let inClass = false;
  for (let index = 0; index < source.length; index++) {
    const rest = source.slice(index);
    const char = source[index] as string;
    const posix = inClass ? /^\[:(\^?)(\w+):\]/.exec(rest) : null;
    const group = inClass ? null : /^\(\?(P?<(?![=!])|:|[^:]*)/.exec(rest);
    if (char === '\\') {
      result += escape(source[++index], inClass);
    } else if (posix) {
      const set = POSIX[posix[2] as string];
      if (!set || posix[1]) throw new SyntaxError(`invalid character class range: \`${posix[0]}\``);
      result += set;
      index += posix[0].length - 1;
    } else if (group) {
      if (!/^\(\?(P?<|:)/.test(group[0]) || /^\(\?<[=!]/.test(rest))
        throw new SyntaxError(`invalid or unsupported Perl syntax: \`${rest.slice(0, 3)}\``);
      result += group[0].replace('(?P<', '(?<');
      index += group[0].length - 1;
    } else {
      if (char === '[' && inClass) result += '\\';
      inClass = char === '[' || (inClass && char !== ']');
      result += char;
      // A ] or } that closes nothing is literal in RE2.
      if (char === '[' && /^\[\^?\]/.test(rest)) {
        const negated = rest[1] === '^' ? '^' : '';
        result += `${negated}\\]`;
        index += negated.length + 1;
      }
    }
  }
  return result;
}

function escape(char: string | undefined, inClass: boolean): string {
  if (char === undefined) throw new SyntaxError('trailing backslash at end of expression');
  if (char === 'A') return '(?<![\\s\\S])';
  if (char === 'z') return '(?![\\s\\S])';
  if (char === 'a') return '\\x07';
  if (/[1-9]/.test(char)) throw new SyntaxError(`invalid escape sequence: \`\\${char}\``);
  if (/[\w]/.test(char)) return `\\${char}`;
  // With the u flag only syntax characters may be escaped.
  return /[\^$\\.*+?()[\]{}|/]/.test(char) || (inClass && char === '-') ? `\\${char}` : char;
}
