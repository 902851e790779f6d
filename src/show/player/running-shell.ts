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
  /** Opens a terminal for an interactive command, joined to the speaker's. */
  terminal?: OpenTerminal;
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
  /** SIGINT, and SIGKILL after the grace period. */
  end(graceMs?: number): Promise<Outcome>;
}

export interface TerminalProcess {
  /** Leads its session and its process group. */
  readonly pid: number;
  readonly done: Promise<{ exitCode: number; signal?: number | undefined }>;
}

/** Starts a program in a pty and joins it to the speaker's terminal until it ends. */
export type OpenTerminal = (
  program: string,
  args: string[],
  options: { cwd: string; env: Record<string, string | undefined> },
) => TerminalProcess;
