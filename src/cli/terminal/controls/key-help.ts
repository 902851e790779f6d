import { KEYS } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { keyLabel } from '../input/key-names.ts';
import { padEnd, visibleLength, wrap } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import type { KeyIntent, KeyMap } from './key-map.ts';

const ROWS: [intent: KeyIntent, does: Text][] = [
  ['next', KEYS.advance],
  ['back', KEYS.back],
  ['by-hand', KEYS.byHand],
  ['edit', KEYS.edit],
  ['replay', KEYS.replay],
  ['skip', KEYS.skip],
  ['retry', KEYS.retry],
  ['diff', KEYS.diff],
  ['jump', KEYS.jump],
  ['undo', KEYS.undo],
  ['blank', KEYS.blank],
  ['shell', KEYS.shell],
  ['help', KEYS.help],
  ['quit', KEYS.quit],
];
const WIDEST = 26;
const MARGIN = 2;

/** The keys as they are bound. */
export function helpLines(map: KeyMap, translate: Translate, theme: Theme, columns: number): string[] {
  const rows = [
    ...ROWS.map(
      ([intent, does]) => [map[intent].map((key) => keyLabel(key, translate)).join(' '), does] as const,
    ),
    ['Ctrl-C', KEYS.interrupt] as const,
    ['Ctrl-Z', KEYS.suspend] as const,
  ].filter(([keys]) => keys !== '');
  const tag = Math.min(WIDEST, Math.max(...rows.map(([keys]) => visibleLength(keys)))) + MARGIN;
  return rows.flatMap(([keys, does]) => {
    const left = wrap(keys, tag - MARGIN);
    const right = wrap(translate(does), Math.max(20, columns - tag - 4));
    return Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
      `  ${theme.bold(padEnd(left[row] ?? '', tag))}${right[row] ?? ''}`.trimEnd(),
    );
  });
}
