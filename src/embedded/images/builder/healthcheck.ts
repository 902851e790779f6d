/** HEALTHCHECK's flags and command. */
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
    const number = name === 'retries' ? Number(value) : seconds(value);
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

const units: Record<string, number> = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** A Go duration (`1m30s`, `500ms`) in seconds; undefined when it is none. */
export function seconds(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit as string] ?? 0), 0);
}
