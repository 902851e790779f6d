/** kubectl's command line: flags anywhere, `-oyaml`, `-it`, and everything after `--` for the container. */
import { parseArgs } from 'node:util';
import { parseKubectlDuration } from '../../notation/index.ts';
import { unsupported, usage } from './errors.ts';

export interface FlagSpec {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
}

export const GLOBAL_FLAGS = {
  namespace: { type: 'string', short: 'n' },
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  'request-timeout': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Record<string, FlagSpec>;

export interface Line {
  /** Without the words of the command's name. */
  positionals: string[];
  /** The words after `--`; undefined without one. */
  rest?: string[];
  string(flag: string): string | undefined;
  strings(flag: string): string[];
  /** `--flag` and `--flag=true` are true; undefined if it is not given. */
  boolean(flag: string): boolean | undefined;
}

/** `--flag=true` and `--flag=false` of booleans, which parseArgs does not accept. */
function takeSettings(
  args: string[],
  flags: Record<string, FlagSpec>,
): { set: Map<string, boolean>; left: string[] } {
  const set = new Map<string, boolean>();
  const left = args.filter((arg) => {
    const [, name = '', value] = /^--([a-z-]+)=(true|false)$/.exec(arg) ?? [];
    if (flags[name]?.type !== 'boolean') return true;
    set.set(name, value === 'true');
    return false;
  });
  return { set, left };
}

export function parseLine(args: string[], own: Record<string, FlagSpec>): Line {
  const flags: Record<string, FlagSpec> = { ...GLOBAL_FLAGS, ...own };
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  const { set, left } = takeSettings(before, flags);
  let parsed;
  try {
    parsed = parseArgs({ args: left, options: flags, allowPositionals: true });
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, before);
  }
  const values = parsed.values as Record<string, string | boolean | (string | boolean)[] | undefined>;
  const strings = (flag: string) => [values[flag] ?? []].flat().map(String);
  return {
    positionals: parsed.positionals,
    ...(end < 0 ? {} : { rest: args.slice(end + 1) }),
    strings,
    string: (flag) => strings(flag).at(-1),
    boolean: (flag) => set.get(flag) ?? (values[flag] as boolean | undefined),
  };
}

function explain(error: NodeJS.ErrnoException, args: string[]): Error {
  const flag = /'(-[^' ]*)/.exec(error.message)?.[1] ?? args.find((arg) => arg.startsWith('-')) ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return unsupported(`The flag ${flag}`);
  return usage(`The flag ${flag} cannot be used like that.`, error.message);
}

/** In milliseconds. */
export function duration(text: string): number {
  const ms = parseKubectlDuration(text);
  if (ms === undefined) throw usage(`"${text}" is not a valid duration.`, 'Write it like 30s, 2m or 1m30s.');
  return ms;
}
