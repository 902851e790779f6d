/** One line of text from the speaker, with the keys that a shell has. */
import { createInterface } from 'node:readline/promises';
import type { Keys } from './keys.ts';

/** @returns undefined after Ctrl-C */
export async function editLine(
  prompt: string,
  initial: string,
  keys: Keys,
  streams: { input: NodeJS.ReadStream; output: NodeJS.WriteStream },
  signal: AbortSignal,
): Promise<string | undefined> {
  keys.close();
  const reader = createInterface({ ...streams, terminal: true, history: [] });
  const left = new AbortController();
  reader.on('SIGINT', () => left.abort()).on('close', () => left.abort());
  try {
    const answer = reader.question(prompt, { signal: AbortSignal.any([left.signal, signal]) });
    reader.write(initial);
    return await answer;
  } catch (error) {
    if (left.signal.aborted || signal.aborted) return undefined;
    throw error;
  } finally {
    reader.close();
    keys.open();
  }
}
