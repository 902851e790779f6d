/** From what a terminal sends to names of keys. */
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

// oxlint-disable-next-line no-control-regex
const TOKENS = /\u001B\[[0-9;?<]*[A-Za-z~]|\u001BO[A-Z]|\u001B[^\u001B]?|[^\u001B]/gsu;
/** Key names: those above, a lower-case letter, `?`, `!`, a digit, or `other`. */
export function decodeKeys(data: string): string[] {
  return (data.match(TOKENS) ?? []).map(
    (token) => NAMES[token] ?? (/^[a-z0-9!?]$/i.test(token) ? token.toLowerCase() : 'other'),
  );
}
