/** Docker's command line: flags first; after the last expected word everything belongs to the program. */
import { ShimError } from './errors.ts';

export interface FlagSpec {
  long: string;
  short?: string;
  /** `none`: a boolean flag; `list`: may be repeated. */
  takes: 'none' | 'value' | 'list';
  help: string;
}

export interface ParsedFlags {
  /** Words that are not flags, in order. */
  words: string[];
  has(long: string): boolean;
  value(long: string): string | undefined;
  list(long: string): string[];
}

/**
 * @param stopAfter after that many words everything is a word, even with a dash; 1 for `docker run`
 * @throws ShimError 125 for an unknown flag
 */
export function parseFlags(
  command: string,
  specs: readonly FlagSpec[],
  args: readonly string[],
  stopAfter = Infinity,
): ParsedFlags {
  const values = new Map<string, string[]>();
  const words: string[] = [];
  const rest = [...args];
  const put = (spec: FlagSpec, value: string) => {
    if (spec.takes === 'list') values.set(spec.long, [...(values.get(spec.long) ?? []), value]);
    else values.set(spec.long, [value]);
  };
  const need = (spec: FlagSpec, shown: string) => {
    const value = rest.shift();
    if (value === undefined) throw badFlag(command, `flag needs an argument: ${shown}`);
    put(spec, value);
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (words.length >= stopAfter || arg === '-' || !arg.startsWith('-')) {
      words.push(arg);
      if (words.length >= stopAfter) words.push(...rest.splice(0));
    } else if (arg === '--') words.push(...rest.splice(0));
    else if (arg.startsWith('--')) long(arg);
    else cluster(arg);
  }

  function long(arg: string): void {
    const at = arg.indexOf('=');
    const name = at < 0 ? arg.slice(2) : arg.slice(2, at);
    const spec = specs.find((each) => each.long === name);
    if (!spec) throw badFlag(command, `unknown flag: --${name}`, specs);
    if (spec.takes === 'none') put(spec, switchValue(command, arg, at));
    else if (at < 0) need(spec, `--${name}`);
    else put(spec, arg.slice(at + 1));
  }

  function cluster(arg: string): void {
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg[at] as string;
      const spec = specs.find((each) => each.short === letter);
      if (!spec) throw badFlag(command, `unknown shorthand flag: '${letter}' in ${arg}`, specs);
      if (spec.takes === 'none') {
        put(spec, 'true');
        continue;
      }
      const value = arg.slice(at + 1).replace(/^=/, '');
      if (value === '') need(spec, `'${letter}' in ${arg}`);
      else put(spec, value);
      return;
    }
  }

  return {
    words,
    has: (name) => values.get(name)?.at(-1) === 'true',
    value: (name) => values.get(name)?.at(-1),
    list: (name) => values.get(name) ?? [],
  };
}

function switchValue(command: string, arg: string, at: number): string {
  if (at < 0) return 'true';
  const value = arg.slice(at + 1).toLowerCase();
  if (['true', '1', 't'].includes(value)) return 'true';
  if (['false', '0', 'f'].includes(value)) return 'false';
  throw badFlag(command, `invalid argument "${value}" for "${arg.slice(0, at)}" flag: it is a switch`);
}

function badFlag(command: string, message: string, specs?: readonly FlagSpec[]): ShimError {
  const known = specs?.map((spec) => `--${spec.long}`).join(' ');
  const remedy = known ? `The embedded stage knows: ${known}` : `See 'docker ${command} --help'.`;
  return new ShimError(message, { exitCode: 125, remedy });
}
