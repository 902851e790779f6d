/** What the player needs from a person, or from a pipe: it shows everything, and makes the few decisions. */
import type { Text } from '../../messages/index.ts';
import type { Recording } from '../recordings/recording.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { Item, LoadedScene, Step } from '../format/scene.ts';
import type { Interruptible, StepResult } from './execution.ts';
import type { StepTerminal } from './terminal/step-terminal.ts';

/** Leaves the scene: for good, or to continue at the start of a scene, which may be this one. */
export type Leave = 'quit' | { goTo: LoadedScene };
/** `run`: the command as the speaker edited it. */
export type AfterFailure = 'retry' | { run: string } | 'replay' | 'skip' | Leave;
/** `run`: the command as the speaker edited it. `type`: the speaker types into it, not the script. */
export type BeforeStep = 'run' | 'type' | { run: string } | 'replay' | 'skip' | Leave;

export interface Presenter {
  /** @param resumed the scene continues in its middle */
  sceneStarts(scene: LoadedScene, resumed: boolean): void | Promise<void>;
  /** Something said or shown; resolves when it is time to continue. */
  item(item: Exclude<Item, { kind: 'step' }>): Promise<'next' | Leave>;
  /** Shows the step; resolves when it is to run. @param recording what a rehearsal of it printed */
  step(step: Step, recording: Recording | undefined): Promise<BeforeStep>;
  output(chunk: OutputChunk): void;
  /** Where a step is shown that runs in a terminal of its own. */
  terminal(): StepTerminal;
  /** Shows the diff of a fix: its whole, and the step that names the lines to show. */
  diff(diff: string, step: Step): void;
  waiting(step: Step, attempt: number): void;
  /** While a step runs, Ctrl-C is for it; undefined when it has ended. */
  running(running: Interruptible | undefined, step: Step): void;
  passed(step: Step, result: StepResult): void;
  failed(step: Step, result: StepResult, recording: Recording | undefined): Promise<AfterFailure>;
  /** Plays the recorded output in the step's place, plainly marked. */
  replay(step: Step, recording: Recording): Promise<void>;
  /** Anything a person should know that is not part of the scene. */
  note(text: Text): void;
  sceneEnds(scene: LoadedScene): void;
}
