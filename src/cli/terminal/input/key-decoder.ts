/** Decodes the input of a terminal to names of keys. */
const NAMES: Record<string, string> = {
  '\r': 'enter',
  '\n': 'enter',
  ' ': 'space',
  '\u001B[C': 'right',
  '\u001BOC': 'right',
  '\u001B[D': 'left',
  '\u001BOD': 'left',
  '\u001B[A': 'up',
  '\u001BOA': 'up',
  '\u001B[B': 'down',
  '\u001BOB': 'down',
  '\u001B[5~': 'pageup',
  '\u001B[6~': 'pagedown',
  '\u001B': 'escape',
  '\u0003': 'ctrl-c',
  '\u0004': 'ctrl-d',
  '\u001A': 'ctrl-z',
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

/** Key names: those above, a lower-case letter, `?`, `!`, a digit, or `other`. */
export function decodeKeys(data: string): string[] {
  return (withoutAnswers(data).match(TOKENS) ?? []).map(
    (token) => NAMES[token] ?? (/^[a-z0-9!?]$/i.test(token) ? token.toLowerCase() : 'other'),
  );
}
