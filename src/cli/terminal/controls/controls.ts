/** How the player is controlled: by a speaker at a keyboard, or unattended. */
import type {
  AfterFailure,
  BeforeStep,
  Interruptible,
  Leave,
  LoadedScene,
  Typist,
} from '../../../show/index.ts';

/** A command that is shown and may be edited. */
export interface Typed {
  text: string;
  /** False for a fix and a stop. */
  editable: boolean;
  /** A script types into it, unless the speaker does. */
  scripted: boolean;
  /** Shows the command in a new line. */
  show(text: string): void;
}

export interface Controls {
  sceneStarted(scene: LoadedScene): void;
  /** Waits for the advance key. @param text what comes next, or nothing */
  advance(text: string): Promise<'next' | Leave>;
  /** @param recorded whether there is a recording to play instead */
  beforeStep(typed: Typed, recorded: boolean): Promise<BeforeStep>;
  /** @param typed the command that failed */
  afterFailure(typed: Typed, recorded: boolean): Promise<AfterFailure>;
  /** @returns the key that shows the whole of it from now on; undefined if nobody is there to press it */
  diffShown(diff: string): string | undefined;
  /** @param play gets a signal that an advance key aborts: the rest is then shown at once */
  playRecording(play: (fastForward: AbortSignal) => Promise<void>): Promise<void>;
  /** Types a text letter by letter, if a speaker is there. */
  type(text: string, write: (part: string) => void): Promise<void>;
  /** Undefined where nobody is there. */
  readonly typist: Typist | undefined;
  /** Until the command has ended, Ctrl-C is for it; so is the terminal if the speaker types into it. */
  commandStarted(command: Interruptible, byHand: boolean): void;
  commandEnded(): void;
  close(): void;
}

/** Never waits, and ends the scene at a failure. */
export const unattended: Controls = {
  sceneStarted: () => {},
  advance: async () => 'next',
  beforeStep: async () => 'run',
  afterFailure: async () => 'quit',
  diffShown: () => undefined,
  playRecording: (play) => play(AbortSignal.abort()),
  type: async (text, write) => write(text),
  typist: undefined,
  commandStarted: () => {},
  commandEnded: () => {},
  close: () => {},
};
