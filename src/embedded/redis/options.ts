/** redis-server's command line and configuration file. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../errors/user-error.ts';

export interface RedisOptions {
  port: number;
  /** Empty: all addresses. */
  bind: string[];
  dir: string;
  /** Every write is saved immediately. */
  appendOnly: boolean;
  /** All data is saved periodically and on shutdown. */
  saves: boolean;
  password: string | undefined;
  databases: number;
}

const DEFAULTS: Record<string, string> = {
  port: '6379',
  bind: '',
  dir: process.cwd(),
  appendonly: 'no',
  save: '3600 1 300 100 60 10000',
  requirepass: '',
  databases: '16',
};

/**
 * @param argv `[file] --port 6379 --save "" …`
 * @param ignored called with each option that has no effect here
 * @returns all supported options, as in CONFIG GET
 */
export function readOptions(argv: readonly string[], ignored: (name: string) => void): Map<string, string> {
  const options = new Map(Object.entries(DEFAULTS));
  const apply = (name: string, words: string[]) => {
    if (!(name in DEFAULTS)) return ignored(name);
    options.set(name, words.join(' '));
  };
  const args = [...argv];
  if (args[0] !== undefined && !args[0].startsWith('--'))
    for (const [name, words] of readFile(args.shift() as string)) apply(name, words);
  for (let index = 0; index < args.length;) {
    const flag = args[index] as string;
    if (!flag.startsWith('--') || flag.length < 3)
      throw new UserError(`Unexpected argument ${JSON.stringify(flag)}.`, 'Options look like --port 6379.', {
        exitCode: 1,
      });
    let end = index + 1;
    while (end < args.length && !(args[end] as string).startsWith('--')) end++;
    apply(flag.slice(2).toLowerCase(), args.slice(index + 1, end));
    index = end;
  }
  return options;
}

/** @throws UserError for an invalid value */
export function typedOptions(options: ReadonlyMap<string, string>): RedisOptions {
  const text = (name: string) => options.get(name) ?? '';
  const number = (name: string, least: number, most: number) => {
    const value = Number(text(name));
    if (!/^\d+$/.test(text(name)) || value < least || value > most)
      throw new UserError(
        `${name}: ${JSON.stringify(text(name))} is not a number from ${least} to ${most}.`,
        `Correct --${name}.`,
      );
    return value;
  };
  if (!/^(yes|no)$/.test(text('appendonly')))
    throw new UserError(
      `appendonly: ${JSON.stringify(text('appendonly'))} is neither yes nor no.`,
      'Correct --appendonly.',
    );
  return {
    port: number('port', 0, 65_535),
    // A leading minus marks an optional address; * is any.
    bind: text('bind')
      .split(/\s+/)
      .map((address) => address.replace(/^-/, ''))
      .filter((address) => address && address !== '*'),
    dir: text('dir'),
    appendOnly: text('appendonly') === 'yes',
    saves: text('save').replaceAll('"', '').trim() !== '',
    password: text('requirepass') || undefined,
    databases: number('databases', 1, 1024),
  };
}

function readFile(file: string): [string, string[]][] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      `The configuration file cannot be read: ${(error as Error).message}.`,
      'Name an existing file, or none.',
    );
  }
  return content.split('\n').flatMap((line): [string, string[]][] => {
    const [name, ...words] = line.trim().split(/\s+/);
    return name && !name.startsWith('#')
      ? [[name.toLowerCase(), words.map((word) => word.replace(/^"(.*)"$/, '$1'))]]
      : [];
  });
}
