/** What the show needs of a person, or of a pipe: everything that is seen, and the few decisions. */
import type { OutputChunk } from './shell.ts';
import type { Item, LoadedScene, Step } from './scene.ts';
import type { Interruptible, StepResult } from './run-step.ts';

export type AfterFailure = 'retry' | 'skip' | 'quit';
export type BeforeStep = 'run' | 'skip' | 'quit';

export interface Presenter {
  /** @param resumed the scene goes on in its middle */
  sceneStarts(scene: LoadedScene, resumed: boolean): void | Promise<void>;
  /** Something said or shown; answers when it is time to go on. */
  item(item: Exclude<Item, { kind: 'step' }>): Promise<'next' | 'quit'>;
  /** The step is on the screen; answers when it is to act. */
  step(step: Step): Promise<BeforeStep>;
  output(chunk: OutputChunk): void;
  /** Shows the diff of a fix. */
  diff(diff: string): void;
  waiting(step: Step, attempt: number): void;
  /** While a step is at work, Ctrl-C is for it. */
  running(running: Interruptible | undefined, step: Step): void;
  verdict(step: Step, result: StepResult): void;
  failed(step: Step, result: StepResult): Promise<AfterFailure>;
  /** Anything a person should know that is no part of the scene. */
  note(text: string): void;
  sceneEnds(scene: LoadedScene, summary: { ms: number; steps: number }): void;
}
