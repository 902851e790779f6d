/** Decodes the input of a terminal to names of keys. */
const NAMES: Record<string, string> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\u007F': 'backspace',
  '\u001B': 'escape',
};

/** What follows `ESC [` or `ESC O`. */
const SEQUENCES: Record<string, string> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  '1~': 'home',
  '7~': 'home',
  '4~': 'end',
  '8~': 'end',
  '3~': 'delete',
  '5~': 'pageup',
  '6~': 'pagedown',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  '11~': 'f1',
  '12~': 'f2',
  '13~': 'f3',
  '14~': 'f4',
  '15~': 'f5',
  '17~': 'f6',
  '18~': 'f7',
  '19~': 'f8',
  '20~': 'f9',
  '21~': 'f10',
  '23~': 'f11',
  '24~': 'f12',
};

// Sequences that are not keys: answers of the terminal to a program that has ended (a string, or a control sequence
// with a private marker), and mouse clicks in the X10 encoding.
const ANSWERS =
  // oxlint-disable-next-line no-control-regex
  /\u001B[\]PX^_][^\u0000-\u001F]*(?:\u0007|\u001B\\|$)|\u001B\[[<=>?][0-?]*[ -/]*[@-~]|\u001B\[[0-?]*[ -/]+[@-~]|\u001B\[M[^\u0000-\u001F]{3}/g;
// oxlint-disable-next-line no-control-regex
const TOKENS = /\u001B\[\[[A-E]|\u001B\[[0-?]*[@-~]|\u001BO[A-Z]|\u001B[^\u001B]?|[^\u001B]/gsu;

/** Removes what was not typed. */
export function withoutAnswers(data: string): string {
  return data.replace(ANSWERS, '');
}

/** What was typed, in pieces of one key each. */
export function keyTokens(data: string): string[] {
  return withoutAnswers(data).match(TOKENS) ?? [];
}

/**
 * Key names: those above, `ctrl-a` and the like, a lower-case letter, a digit, a sign of ASCII, or `other`.
 */
export function decodeKeys(data: string): string[] {
  return keyTokens(data).map(keyOf);
}

export function keyOf(token: string): string {
  const named = NAMES[token];
  if (named) return named;
  // oxlint-disable-next-line no-control-regex
  const sequence = /^\u001B[[O](.+)$/.exec(token)?.[1];
  if (sequence) return SEQUENCES[sequence] ?? 'other';
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0001-\u001A]$/.test(token)) return `ctrl-${String.fromCharCode(token.charCodeAt(0) + 96)}`;
  return /^[!-~]$/.test(token) ? token.toLowerCase() : 'other';
}
