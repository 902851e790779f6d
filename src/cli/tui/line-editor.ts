/** One line of text from the speaker, with the keys that a shell has. */
import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import type { Keys } from './keys.ts';
import { holdTerminal, suspend } from './suspend.ts';

/** C1 controls: readline would keep them, and its echo would have the terminal obey them. */
const CONTROLS = /[\u0080-\u009F]/g;

/** @param redraw draws all that stands above the line, in a window of another size @returns undefined after Ctrl-C */
export async function editLine(
  prompt: string,
  initial: string,
  keys: Keys,
  output: NodeJS.WriteStream,
  signal: AbortSignal,
  redraw: () => void,
): Promise<string | undefined> {
  // The terminal's modes stay as they are: a paste goes on being told from key presses.
  const input = new PassThrough();
  const reader = createInterface({ input, output, terminal: true, history: [] });
  const left = new AbortController();
  const leave = () => left.abort();
  reader.on('SIGINT', leave).on('close', leave).on('SIGTSTP', suspend);
  // readline draws its line anew at every resize, from as many rows up as it had before.
  const onResize = () => {
    redraw();
    Object.assign(reader, { prevRows: 0 });
  };
  output.prependListener('resize', onResize);
  const letGo = holdTerminal({ release: () => {}, retake: () => void output.emit('resize') });
  keys.divert((text) => void input.write(text.replace(CONTROLS, '')));
  try {
    const answer = reader.question(prompt, { signal: AbortSignal.any([left.signal, signal]) });
    reader.write(initial);
    return await answer;
  } catch (error) {
    if (left.signal.aborted || signal.aborted) return undefined;
    throw error;
  } finally {
    letGo();
    output.off('resize', onResize);
    keys.divert();
    reader.close();
    input.destroy();
  }
}
