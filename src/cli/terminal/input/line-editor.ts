/** One line of text from the speaker, with the keys that a shell has. */
import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import type { Keys } from './keys.ts';
import { holdTerminal, suspend } from './suspend.ts';

/** C1 controls: readline would keep them, and its echo would command the terminal. */
const CONTROLS = /[\u0080-\u009F]/g;

export interface Edited {
  /** undefined after Ctrl-C */
  answer: string | undefined;
  /** What stood there at last. */
  line: string;
}

/** @param redraw draws all that stands above the line, in a window of another size */
export async function editLine(
  prompt: string,
  initial: string,
  keys: Keys,
  output: NodeJS.WriteStream,
  signal: AbortSignal,
  redraw: () => void,
): Promise<Edited> {
  // The terminal's modes stay as they are: a paste goes on being told from key presses.
  const input = new PassThrough();
  const reader = createInterface({ input, output, terminal: true, history: [] });
  const left = new AbortController();
  let last = '';
  const leave = () => {
    // Leaving, readline goes to the end of the line, and would draw it with a prompt of its own on the way.
    reader.write(null, { ctrl: true, name: 'e' });
    last = reader.line;
    left.abort();
  };
  reader
    .on('SIGINT', leave)
    .on('close', () => left.abort())
    .on('SIGTSTP', suspend);
  // readline draws its line anew at every resize, from as many rows up as it had before.
  const onResize = () => {
    redraw();
    Object.assign(reader, { prevRows: 0 });
  };
  output.prependListener('resize', onResize);
  const letGo = holdTerminal({ release: () => {}, retake: () => void output.emit('resize') });
  // Of letters that come together readline does not count the rows.
  const stopListening = keys.listenToText((text) =>
    [...text.replace(CONTROLS, '')].forEach((letter) => input.write(letter)),
  );
  try {
    const answer = reader.question(prompt, { signal: AbortSignal.any([left.signal, signal]) });
    reader.write(initial);
    const line = await answer;
    return { answer: line, line };
  } catch (error) {
    if (left.signal.aborted || signal.aborted) return { answer: undefined, line: last };
    throw error;
  } finally {
    letGo();
    output.off('resize', onResize);
    stopListening();
    reader.close();
    input.destroy();
  }
}
