import { setTimeout as delay } from 'node:timers/promises';

/** `auto`: letter by letter; `keys`: with arbitrary key presses of the speaker; `none`: at once. */
export type Typing = 'auto' | 'keys' | 'none';

const LETTER_MS = 22;

/** Grapheme clusters: a letter with its accents, or an emoji, is one. */
export function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/** @param fastForward writes the rest at once */
export async function typeOut(
  text: string,
  write: (part: string) => void,
  fastForward: AbortSignal,
): Promise<void> {
  const letters = lettersOf(text);
  while (letters.length > 0 && !fastForward.aborted) {
    write(letters.shift()!);
    await delay(LETTER_MS, undefined, { signal: fastForward }).catch(() => {});
  }
  write(letters.join(''));
}
