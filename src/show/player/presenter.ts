/** What the player needs from a person, or from a pipe: it shows everything, and makes the few decisions. */
import type { Text } from '../../messages/index.ts';
import type { Recording } from '../recordings/recording.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { Item, LoadedScene, Step } from '../format/scene.ts';
import type { Interruptible, StepResult } from './run-step.ts';

/** Leaves the scene: for good, or to continue at the start of a scene, which may be this one. */
export type Leave = 'quit' | { goTo: LoadedScene };
export type AfterFailure = 'retry' | 'replay' | 'skip' | Leave;
/** `run`: the command as the speaker edited it. */
export type BeforeStep = 'run' | { run: string } | 'replay' | 'skip' | Leave;

export interface Presenter {
  /** @param resumed the scene continues in its middle */
  sceneStarts(scene: LoadedScene, resumed: boolean): void | Promise<void>;
  /** Something said or shown; resolves when it is time to continue. */
  item(item: Exclude<Item, { kind: 'step' }>): Promise<'next' | Leave>;
  /** Shows the step; resolves when it is to run. @param recording what a rehearsal of it printed */
  step(step: Step, recording: Recording | undefined): Promise<BeforeStep>;
  output(chunk: OutputChunk): void;
  /** Shows the diff of a fix. */
  diff(diff: string): void;
  waiting(step: Step, attempt: number): void;
  /** While a step runs, Ctrl-C is for it; undefined when it has ended. */
  running(running: Interruptible | undefined, step: Step): void;
  passed(step: Step, result: StepResult): void;
  failed(step: Step, result: StepResult, recording: Recording | undefined): Promise<AfterFailure>;
  /** Plays the recorded output in the step's place, plainly marked. */
  replay(step: Step, recording: Recording): Promise<void>;
  /** Anything a person should know that is not part of the scene. */
  note(text: Text): void;
  sceneEnds(scene: LoadedScene, summary: { ms: number; steps: number }): void;
}
