import { setTimeout as delay } from 'node:timers/promises';

/** By itself, by the speaker's own key presses whatever they are, or at once. */
export type Typing = 'auto' | 'keys' | 'none';

const LETTER_MS = 22;

/** A letter and its accents, and all parts of an emoji, are one. */
export function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/** Once hurried, the rest comes at once. */
export async function typeOut(
  text: string,
  write: (part: string) => void,
  hurry: AbortSignal,
): Promise<void> {
  const letters = lettersOf(text);
  while (letters.length > 0 && !hurry.aborted) {
    write(letters.shift()!);
    await delay(LETTER_MS, undefined, { signal: hurry }).catch(() => {});
  }
  write(letters.join(''));
}
