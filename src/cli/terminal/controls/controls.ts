/** What the player needs of whoever decides when the show goes on: a speaker at a keyboard, or nobody. */
import type { AfterFailure, BeforeStep, Interruptible, Leave, LoadedScene } from '../../../show/index.ts';

/** A command that stands on the screen and may be edited. */
export interface Typed {
  text: string;
  /** False for what is not a command: a fix, a stop. */
  editable: boolean;
  /** Shows the command in a fresh line. */
  show(text: string): void;
}

export interface Controls {
  sceneStarted(scene: LoadedScene): void;
  /** Waits for the advance key. */
  advance(hint: string): Promise<'next' | Leave>;
  /** @param recorded whether there is a recording to play instead */
  beforeStep(typed: Typed, recorded: boolean): Promise<BeforeStep>;
  afterFailure(recorded: boolean): Promise<AfterFailure>;
  /** @param play is given a signal that an advance key aborts: the rest comes at once */
  playRecording(play: (hurry: AbortSignal) => Promise<void>): Promise<void>;
  /** Types a text out, if anybody watches. */
  type(text: string, write: (part: string) => void): Promise<void>;
  /** Ctrl-C is for the command until it has ended, and the terminal too if it is interactive. */
  commandStarted(command: Interruptible, interactive: boolean): void;
  commandEnded(): void;
  close(): void;
}

/** Nobody watches: everything goes on at once, and a failure ends the scene. */
export const unattended: Controls = {
  sceneStarted: () => {},
  advance: async () => 'next',
  beforeStep: async () => 'run',
  afterFailure: async () => 'quit',
  playRecording: (play) => play(AbortSignal.abort()),
  type: async (text, write) => write(text),
  commandStarted: () => {},
  commandEnded: () => {},
  close: () => {},
};
