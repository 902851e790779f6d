import { setTimeout as delay } from 'node:timers/promises';
import type { Keys } from '../input/keys.ts';

/** By itself, by the speaker's own key presses whatever they are, or at once. */
export type Typing = 'auto' | 'keys' | 'none';

const LETTER_MS = 22;
/** So few presses do not tire, and still look like typing. */
const LETTERS_A_PRESS = 2;

/** An advance key shows the rest at once; the step itself needs another. */
export async function typeOut(
  text: string,
  write: (part: string) => void,
  typing: Typing,
  keys: Keys,
  signal: AbortSignal,
  hurried: (work: (hurry: AbortSignal) => Promise<void>) => Promise<void>,
): Promise<void> {
  // A letter and its accents, and all parts of an emoji, are one.
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  if (typing === 'keys') {
    while (letters.length > 0) {
      const key = await keys.next('any', signal);
      if (['enter', 'right', 'ctrl-c'].includes(key)) break;
      write(letters.splice(0, LETTERS_A_PRESS).join(''));
    }
  } else if (typing === 'auto') {
    await hurried(async (hurry) => {
      while (letters.length > 0 && !hurry.aborted) {
        write(letters.shift()!);
        await delay(LETTER_MS, undefined, { signal: hurry }).catch(() => {});
      }
    });
  }
  write(letters.join(''));
}
