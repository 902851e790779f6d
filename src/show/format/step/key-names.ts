/** Keys by their names, and what a terminal sends for them. */
const SENT: Record<string, string> = {
  enter: '\r',
  tab: '\t',
  esc: '\u001B',
  space: ' ',
  backspace: '\u007F',
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  home: '\u001B[H',
  end: '\u001B[F',
  pageup: '\u001B[5~',
  pagedown: '\u001B[6~',
  escape: '\u001B',
  delete: '\u001B[3~',
  f1: '\u001BOP',
  f2: '\u001BOQ',
  f3: '\u001BOR',
  f4: '\u001BOS',
  f5: '\u001B[15~',
  f6: '\u001B[17~',
  f7: '\u001B[18~',
  f8: '\u001B[19~',
  f9: '\u001B[20~',
  f10: '\u001B[21~',
  f11: '\u001B[23~',
  f12: '\u001B[24~',
};

/** For messages. */
export const KEY_NAMES = [
  '^C',
  'Ctrl-C',
  'Enter',
  'Tab',
  'Esc',
  'Space',
  'Backspace',
  'Up',
  'Down',
  'Left',
  'Right',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Delete',
  'F1',
];

/** @returns what a terminal sends; undefined for what is not a key's name */
export function sentBy(key: string): string | undefined {
  const control = /^(?:\^|ctrl[-+])([a-z[\\\]^_])$/i.exec(key)?.[1];
  if (control) return String.fromCharCode(control.toUpperCase().charCodeAt(0) - 64);
  if (/^[a-z0-9]$/i.test(key)) return key;
  return SENT[key.toLowerCase().replace(/[-_ ]/g, '')];
}
