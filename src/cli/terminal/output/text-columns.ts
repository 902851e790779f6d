/** How many columns of a terminal a text takes: most letters take one. */

/** Combining marks, joiners and selectors; a soft hyphen is shown. */
const NONE = /^(?!\u00AD)[\p{Mn}\p{Me}\p{Cf}]$/u;
const WIDE =
  /^(?![\uFF61-\uFFDC])[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]$/u;
/** Letters of European languages, and the lines and arrows of our own: nearly all that is ever measured. */
const NARROW = /^[\u0020-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u2319\u2500-\u25FC\u2713\u2717]*$/;

function letterWidth(letter: string): 0 | 1 | 2 {
  if (NARROW.test(letter)) return 1;
  if (NONE.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
}

/**
 * @param text without control sequences
 * @param row the terminal's width: a wide letter that would stand half outside leaves the last column empty
 */
export function textColumns(text: string, row = Number.POSITIVE_INFINITY): number {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const letter of text) {
    const width = letterWidth(letter);
    if (width === 2 && columns % row === row - 1) columns += 1;
    columns += width;
  }
  return columns;
}

/** How many letters from the beginning fit into so many columns. */
export function lettersThatFit(letters: readonly string[], columns: number): number {
  let taken = 0;
  const beyond = letters.findIndex((letter) => (taken += letterWidth(letter)) > columns);
  return beyond === -1 ? letters.length : beyond;
}

const TAB = 8;

/** @param from the columns that stand before the text */
export function withoutTabs(text: string, from: number): string {
  return text.split('\t').reduce((before, part) => {
    const at = from + textColumns(before);
    return before + ' '.repeat(TAB - (at % TAB)) + part;
  });
}
