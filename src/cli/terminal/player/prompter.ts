/** Who decides when the show goes on: a speaker at a keyboard, or nobody. */
import type { AfterFailure, BeforeStep, Leave, LoadedScene } from '../../../show/index.ts';

/** A command that stands on the screen and may be edited. */
export interface Typed {
  text: string;
  /** False for what is no command: a fix, a stop. */
  editable: boolean;
  /** Shows the command in a fresh line. */
  show(text: string): void;
}

export interface Prompter {
  sceneStarts(scene: LoadedScene): void;
  /** Waits for the advance key. @param again shows once more what the cursor stands behind */
  advance(hint: string, again?: () => void): Promise<'next' | Leave>;
  /** @param recorded whether there is a recording to play instead */
  beforeStep(typed: Typed, recorded: boolean): Promise<BeforeStep>;
  afterFailure(recorded: boolean): Promise<AfterFailure>;
  /** An advance key aborts the signal that the work is given. */
  hurried(work: (hurry: AbortSignal) => Promise<void>): Promise<void>;
  /** Types a text out, if anybody watches. */
  type(text: string, write: (part: string) => void): Promise<void>;
  /** What Ctrl-C does while no key is waited for; without an action it ends the show. */
  onInterrupt(action: (() => void) | undefined): void;
  /** Lends the terminal to a command. */
  lend(): void;
  takeBack(): void;
}

/** Nobody watches: everything goes on at once, and a failure ends the scene. */
export const unattended: Prompter = {
  sceneStarts: () => {},
  advance: async () => 'next',
  beforeStep: async () => 'run',
  afterFailure: async () => 'quit',
  hurried: (work) => work(AbortSignal.abort()),
  type: async (text, write) => write(text),
  onInterrupt: () => {},
  lend: () => {},
  takeBack: () => {},
};
