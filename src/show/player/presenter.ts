/** What the show needs of a person, or of a pipe: everything that is seen, and the few decisions. */
import type { Text } from '../../messages/index.ts';
import type { Recording } from '../recordings/recording.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { Item, LoadedScene, Step } from '../format/scene.ts';
import type { Interruptible, StepResult } from './run-step.ts';

/** Ends the scene here: for good, or to go on at the start of a scene, this one among them. */
export type Leave = 'quit' | { goTo: LoadedScene };
export type AfterFailure = 'retry' | 'replay' | 'skip' | Leave;
/** `run`: the command as the speaker edited it. */
export type BeforeStep = 'run' | { run: string } | 'replay' | 'skip' | Leave;

export interface Presenter {
  /** @param resumed the scene goes on in its middle */
  sceneStarts(scene: LoadedScene, resumed: boolean): void | Promise<void>;
  /** Something said or shown; answers when it is time to go on. */
  item(item: Exclude<Item, { kind: 'step' }>): Promise<'next' | Leave>;
  /** The step is on the screen; answers when it is to act. @param recording what a rehearsal of it printed */
  step(step: Step, recording: Recording | undefined): Promise<BeforeStep>;
  output(chunk: OutputChunk): void;
  /** Shows the diff of a fix. */
  diff(diff: string): void;
  waiting(step: Step, attempt: number): void;
  /** While a step is at work, Ctrl-C is for it. */
  running(running: Interruptible | undefined, step: Step): void;
  verdict(step: Step, result: StepResult): void;
  failed(step: Step, result: StepResult, recording: Recording | undefined): Promise<AfterFailure>;
  /** Plays what a rehearsal printed in the step's place, plainly marked. */
  replay(step: Step, recording: Recording): Promise<void>;
  /** Anything a person should know that is not part of the scene. */
  note(text: Text): void;
  sceneEnds(scene: LoadedScene, summary: { ms: number; steps: number }): void;
}
