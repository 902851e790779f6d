/** Where a step runs, who watches it, and its result. */
import type { Text } from '../../messages/index.ts';
import type { ProcessGroups } from '../journal/process-groups.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { Failure } from './expectations.ts';
import type { SpeakerTerminal, StepTerminal } from './terminal/step-terminal.ts';

/** Where commands run: their folder, variables, process groups and terminal. */
export interface ExecutionContext {
  cwd: string;
  env: Record<string, string | undefined>;
  groups: ProcessGroups;
  signal: AbortSignal;
  /** The speaker's terminal, if there is one: for steps that the speaker types into. */
  terminal?: SpeakerTerminal | undefined;
}

/** The result of a step. It succeeded if there are no failures. */
export interface StepResult {
  failures: Failure[];
  /** Of the command itself; what its checks take is not in it. */
  ms: number;
  /** How many times the command was run. */
  attempts: number;
  exitCode?: number;
  output: string;
  interrupted: boolean;
  /** The port that LOCAL_PORT has moved to, because another program had it. */
  moved?: number;
}

export interface Watcher {
  onOutput?: (chunk: OutputChunk) => void;
  /** An attempt failed; another follows. */
  onWaiting?: (attempt: number) => void;
  /** While the step runs, Ctrl-C is for it; undefined when it has ended. */
  onRunning?: (running: Interruptible | undefined) => void;
  /** Where a step is shown that runs in a terminal of its own. */
  terminal?: StepTerminal | undefined;
  /** The speaker types into it, whatever its script says. */
  byHand?: boolean;
  /** Anything a person should know. */
  onNote?: (text: Text) => void;
}

export interface Interruptible {
  interrupt(): void;
}
