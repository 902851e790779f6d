/** Spaces that do not break in Czech: after a word of one letter, and between a number and its unit. */
const NO_BREAK = '\u{A0}';

/** Stand for values while the words around them are set: one that ends with a digit, and any other. */
const NUMBER = '\u{E000}';
const OTHER = '\u{E001}';
const VALUE = /[\u{E000}\u{E001}]/gu;

const LONE_LETTER = /(?<=^|[ \n(„])([AaIiKkOoSsUuVvZz]) (?=\S)/g;
const UNIT = /([\d\u{E000}]) (?=(?:ms|s|min|h|d|%|kB|MB|GB|B|req\/s)(?![\p{L}\d]))/gu;

/** @param literal words of pycont's own: what a person wrote keeps its spaces */
export function typesetCzech(literal: string): string {
  // In „5 s to“ the letter is a unit.
  return literal.replace(UNIT, `$1${NO_BREAK}`).replace(LONE_LETTER, `$1${NO_BREAK}`);
}

/** Tags the Czech wording of a message with values: they are left as they are. */
export function cz(words: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const written = values.map(String);
  const [first = '', ...rest] = words;
  const literal = rest.reduce(
    (before, word, index) => before + (/\d$/.test(written[index]!) ? NUMBER : OTHER) + word,
    first,
  );
  let next = 0;
  return typesetCzech(literal).replace(VALUE, () => written[next++]!);
}
