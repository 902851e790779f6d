import type { FlagSpec, ParsedFlags } from './flags.ts';

/** One row of the table of commands. */
export interface Command {
  summary: string;
  /** The usage after the name: `[OPTIONS] IMAGE [COMMAND] [ARG...]`. */
  usage: string;
  flags: readonly FlagSpec[];
  /** After that many words the rest belongs to the program in the container. */
  stopAfter?: number;
  least?: number;
  most?: number;
  /** @returns the exit code; undefined means 0 */
  run(flags: ParsedFlags): Promise<number | void> | number | void;
}

export const flag = (long: string, help: string, short?: string): FlagSpec => ({
  long,
  help,
  takes: 'none',
  ...(short && { short }),
});
export const value = (long: string, help: string, short?: string): FlagSpec => ({
  long,
  help,
  takes: 'value',
  ...(short && { short }),
});
export const list = (long: string, help: string, short?: string): FlagSpec => ({
  long,
  help,
  takes: 'list',
  ...(short && { short }),
});

export const print = (text: string) => void process.stdout.write(`${text}\n`);
