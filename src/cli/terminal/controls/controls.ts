/** How the player is controlled: by a speaker at a keyboard, or unattended. */
import type { AfterFailure, BeforeStep, Interruptible, Leave, LoadedScene } from '../../../show/index.ts';

/** A command that is shown and may be edited. */
export interface Typed {
  text: string;
  /** False for a fix and a stop. */
  editable: boolean;
  /** Shows the command in a new line. */
  show(text: string): void;
}

export interface Controls {
  sceneStarted(scene: LoadedScene): void;
  /** Waits for the advance key. */
  advance(hint: string): Promise<'next' | Leave>;
  /** @param recorded whether there is a recording to play instead */
  beforeStep(typed: Typed, recorded: boolean): Promise<BeforeStep>;
  afterFailure(recorded: boolean): Promise<AfterFailure>;
  /** @param play gets a signal that an advance key aborts: the rest is then shown at once */
  playRecording(play: (fastForward: AbortSignal) => Promise<void>): Promise<void>;
  /** Types a text letter by letter, if a speaker is there. */
  type(text: string, write: (part: string) => void): Promise<void>;
  /** Until the command has ended, Ctrl-C is for it; so is the terminal if it is interactive. */
  commandStarted(command: Interruptible, interactive: boolean): void;
  commandEnded(): void;
  close(): void;
}

/** Never waits, and ends the scene at a failure. */
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
