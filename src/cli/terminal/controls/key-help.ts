import { KEYS } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { padEnd, wrap } from '../output/output.ts';
import type { Theme } from '../output/output.ts';

const ROWS: [keys: Text, does: Text][] = [
  [KEYS.advanceNames, KEYS.advance],
  [KEYS.backNames, KEYS.back],
  ['t', KEYS.byHand],
  ['e', KEYS.edit],
  ['p', KEYS.replay],
  ['s', KEYS.skip],
  ['r', KEYS.retry],
  ['g', KEYS.jump],
  ['u', KEYS.undo],
  ['!', KEYS.shell],
  ['?  h', KEYS.help],
  ['q', KEYS.quit],
  ['Ctrl-C', KEYS.interrupt],
  ['Ctrl-Z', KEYS.suspend],
];
const TAG = 20;

export function helpLines(translate: Translate, theme: Theme, columns: number): string[] {
  return ROWS.flatMap(([keys, does]) => {
    return wrap(translate(does), Math.max(20, columns - TAG - 4)).map(
      (line, index) => `  ${index === 0 ? theme.bold(padEnd(translate(keys), TAG)) : ' '.repeat(TAG)}${line}`,
    );
  });
}
