/** Reads one line of text from the speaker, with the editing keys of a shell. */
import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import type { Keys } from './keys.ts';
import { holdTerminal, suspend } from './suspend.ts';

/** C1 control characters: readline keeps them, and its echo would control the terminal. */
const CONTROLS = /[\u0080-\u009F]/g;

export interface Edited {
  /** undefined after Ctrl-C */
  answer: string | undefined;
  /** The last content of the line. */
  line: string;
}

/** @param redraw draws everything above the line again after a resize */
export async function editLine(
  prompt: string,
  initial: string,
  keys: Keys,
  output: NodeJS.WriteStream,
  signal: AbortSignal,
  redraw: () => void,
): Promise<Edited> {
  // readline gets a stream, so that the terminal keeps its modes: pastes are still distinguished from key presses.
  const input = new PassThrough();
  const reader = createInterface({ input, output, terminal: true, history: [] });
  const left = new AbortController();
  let last = '';
  const leave = () => {
    // When it closes, readline moves to the end of the line, and would draw it with its own prompt on the way.
    reader.write(null, { ctrl: true, name: 'e' });
    last = reader.line;
    left.abort();
  };
  reader
    .on('SIGINT', leave)
    .on('close', () => left.abort())
    .on('SIGTSTP', suspend);
  // readline redraws its line at every resize, starting as many rows up as the line had before.
  const onResize = () => {
    redraw();
    Object.assign(reader, { prevRows: 0 });
  };
  output.prependListener('resize', onResize);
  const stopHolding = holdTerminal({ release: () => {}, retake: () => void output.emit('resize') });
  // readline miscounts rows if several letters arrive in one write.
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
    stopHolding();
    output.off('resize', onResize);
    stopListening();
    reader.close();
    input.destroy();
  }
}
