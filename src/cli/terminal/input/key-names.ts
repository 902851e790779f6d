/** Names of keys: as people write them in a file, and as a prompt tells them. */
import { KEYS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { sentBy } from '../../../show/index.ts';
import { decodeKeys } from './key-decoder.ts';

/** @returns the key as `decodeKeys` names it; undefined for what is not the name of a key */
export function keyNamed(text: string): string | undefined {
  const sent = /^[!-~]$/.test(text) ? text : sentBy(text);
  const [key] = sent === undefined ? [] : decodeKeys(sent);
  return key === 'other' ? undefined : key;
}

const SIGNS: Record<string, string> = {
  enter: 'Enter',
  right: '→',
  left: '←',
  up: '↑',
  down: '↓',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  escape: 'Esc',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Del',
  home: 'Home',
  end: 'End',
};

/** As it is written on the key. @param key as `decodeKeys` names it */
export function keyLabel(key: string, translate: Translate): string {
  if (key === 'space') return translate(KEYS.space);
  const control = /^ctrl-(.)$/.exec(key)?.[1];
  if (control) return `Ctrl-${control.toUpperCase()}`;
  return SIGNS[key] ?? (/^f\d+$/.test(key) ? key.toUpperCase() : key);
}
