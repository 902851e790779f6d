/** HEALTHCHECK's flags and command. */
import { parseGoDuration } from '../../../notation/index.ts';
import { dockerfileError } from '../dockerfile/parse.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import type { ImageConfig } from '../types.ts';
import type { Build, StageState } from './state.ts';

const defaults = { interval: 30, timeout: 30, retries: 3 };

/** Undefined for HEALTHCHECK NONE. */
export function healthcheck(
  build: Build,
  _state: StageState,
  instruction: Instruction,
): ImageConfig['healthcheck'] {
  const fail = (what: string, remedy: string) =>
    dockerfileError(build.parsed.file, instruction, what, remedy);
  const [, subcommand = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(instruction.args) ?? [];
  if (subcommand.toUpperCase() === 'NONE') return undefined;
  if (subcommand.toUpperCase() !== 'CMD' || rest === '') {
    throw fail(
      `Unknown type "${subcommand}" in HEALTHCHECK`,
      'Write HEALTHCHECK CMD …, or HEALTHCHECK NONE.',
    );
  }
  const given: Record<string, number> = {};
  for (const { name, value } of instruction.flags) {
    const number = name === 'retries' ? Number(value) : secondsOf(value);
    if (!['interval', 'timeout', 'retries', 'start-period', 'start-interval'].includes(name)) {
      throw fail(`Unknown flag: ${name}`, 'Flags are --interval, --timeout, --start-period and --retries.');
    }
    if (number === undefined || Number.isNaN(number))
      throw fail(`invalid value "${value}" for --${name}`, 'Write e.g. 10s.');
    given[name] = number;
  }
  const exec = execForm(rest);
  return {
    test: exec ? ['CMD', ...exec] : ['CMD-SHELL', rest],
    intervalSeconds: given.interval ?? defaults.interval,
    timeoutSeconds: given.timeout ?? defaults.timeout,
    retries: given.retries ?? defaults.retries,
    ...(given['start-period'] !== undefined && { startPeriodSeconds: given['start-period'] }),
  };
}

function execForm(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.map(String) : undefined;
  } catch {
    return undefined;
  }
}

function secondsOf(text: string): number | undefined {
  const ms = parseGoDuration(text);
  return ms === undefined ? undefined : ms / 1000;
}
