import type { MessageKey } from '../../language/en.ts';
import type { Say } from '../../language/index.ts';
import { padEnd, wrap } from '../output/output.ts';
import type { Theme } from '../output/output.ts';

const ROWS: [keys: string | MessageKey, does: MessageKey][] = [
  ['keys.names.advance', 'keys.advance'],
  ['keys.names.back', 'keys.back'],
  ['e', 'keys.edit'],
  ['p', 'keys.replay'],
  ['s', 'keys.skip'],
  ['r', 'keys.retry'],
  ['g', 'keys.jump'],
  ['u', 'keys.undo'],
  ['!', 'keys.shell'],
  ['?  h', 'keys.help'],
  ['q', 'keys.quit'],
  ['Ctrl-C', 'keys.interrupt'],
  ['Ctrl-Z', 'keys.suspend'],
];
const TAG = 20;

export function helpLines(say: Say, theme: Theme, columns: number): string[] {
  return ROWS.flatMap(([keys, does]) => {
    const name = keys.startsWith('keys.') ? say(keys as MessageKey) : keys;
    return wrap(say(does), Math.max(20, columns - TAG - 4)).map(
      (line, index) => `  ${index === 0 ? theme.bold(padEnd(name, TAG)) : ' '.repeat(TAG)}${line}`,
    );
  });
}
