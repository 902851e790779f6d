/** The terminal of a step, as whoever watches the show has it. */
import type { ScriptEntry } from '../../format/scene.ts';
import type { OutputChunk } from '../../recordings/recording.ts';
import type { Picture, TerminalSize } from './emulator.ts';
import type { PtyProcess } from './pty.ts';
import type { Row } from './rows.ts';

/** Of a terminal that nobody watches. */
export const UNSEEN: TerminalSize = { columns: 80, rows: 24 };

/** A person at the keyboard, while a script types. */
export interface Typist {
  /**
   * Resolves when it is time to type this, or when `over` is aborted: the command has ended.
   * @returns false when the person types from here on
   */
  beforeSend(entry: ScriptEntry, over: AbortSignal): Promise<boolean>;
  /** Types a text out, at the speed of a person. */
  type(text: string, write: (part: string) => void): Promise<void>;
  /** All keys are for the command, until it has ended. */
  takeOver(write: (data: string) => void): void;
}

/** A part of the screen that shows what a command draws. */
export interface StepTerminal {
  size(): TerminalSize;
  /** @returns what ends it */
  onResize(listener: () => void): () => void;
  picture(picture: Picture): void;
  /** What the command prints, as it is: for a recording. */
  raw?(chunk: OutputChunk): void;
  /** Nobody is there without it: the script types at once. */
  typist?: Typist | undefined;
}

/** The speaker's whole terminal. */
export interface SpeakerTerminal {
  size(): TerminalSize;
  /** Keys go to the program and its output to the screen, as they are, until it has ended. */
  join(pty: PtyProcess): void;
  /** What the program has left on the screen, for when it must be written anew. */
  left(rows: Row[]): void;
}
