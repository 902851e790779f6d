/** A running command, and how it is started: with pipes (`shell.ts`) or in a terminal (`terminal-shell.ts`). */
import type { ProcessGroups } from '../journal/process-groups.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { Outcome } from './expectations.ts';

export interface ShellOptions {
  cwd: string;
  /** Complete. */
  env: Record<string, string | undefined>;
  /** Without it the command may run for ever. */
  timeoutMs?: number;
  /** The real terminal instead of pipes; nothing is captured then. */
  interactive?: boolean;
  onOutput?: (chunk: OutputChunk) => void;
  groups?: ProcessGroups;
  /** Ends the command. */
  signal?: AbortSignal;
}

export interface RunningShell {
  readonly done: Promise<Outcome>;
  /** The output so far, without colours. */
  output(): string;
  /** Ctrl-C: SIGINT at first, SIGKILL from the second time on. */
  interrupt(): void;
  /** SIGINT, of which nobody is to know that the speaker pressed it. */
  press(): void;
  /** SIGINT, and SIGKILL after the grace period. */
  end(graceMs?: number): Promise<Outcome>;
}
