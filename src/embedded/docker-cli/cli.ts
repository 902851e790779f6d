/** The docker command of the embedded stage: finds the command, reads its flags, runs it. */
import type { Command } from './command.ts';
import { ShimError } from './errors.ts';
import { parseFlags } from './flags.ts';
import { report } from './report.ts';

type Group = () => Promise<{ commands: Record<string, Command> }>;

/** Loaded lazily, so that commands start fast. */
const groups: Record<string, Group> = {
  build: () => import('./commands/build.ts'),
  containers: () => import('./commands/containers.ts'),
  cp: () => import('./commands/cp.ts'),
  images: () => import('./commands/images.ts'),
  inspection: () => import('./commands/inspection.ts'),
  network: () => import('./commands/network.ts'),
  ps: () => import('./commands/ps.ts'),
  run: () => import('./commands/run.ts'),
  system: () => import('./commands/system.ts'),
  volume: () => import('./commands/volume.ts'),
};

/** Command → its group. A test compares it with the groups' own tables. */
export const commandGroups: Record<string, keyof typeof groups> = {
  ...of('build', 'build'),
  ...of('containers', 'stop restart kill rm wait rename top port'),
  ...of('cp', 'cp'),
  ...of('images', 'images tag rmi pull push history'),
  ...of('inspection', 'logs inspect stats'),
  ...of('ps', 'ps'),
  ...of('run', 'create run start attach exec'),
  ...of('system', 'version info login logout compose buildx swarm'),
  ...ofPairs('system', 'system', 'info df prune'),
  ...ofPairs('network', 'network', 'create ls rm connect disconnect'),
  ...ofPairs('volume', 'volume', 'create ls rm'),
};

/** Grouped spellings of commands, e.g. `docker container ls`. */
const aliases: Record<string, string> = {
  ...Object.fromEntries(
    'attach cp create exec inspect kill logs port rename restart rm run start stats stop top wait'
      .split(' ')
      .map((name) => [`container ${name}`, name]),
  ),
  'container ls': 'ps',
  'container list': 'ps',
  'container ps': 'ps',
  ...Object.fromEntries(
    'build history inspect pull push tag'.split(' ').map((name) => [`image ${name}`, name]),
  ),
  'image ls': 'images',
  'image list': 'images',
  'image rm': 'rmi',
  'network list': 'network ls',
  'network inspect': 'inspect',
  'network remove': 'network rm',
  'volume list': 'volume ls',
  'volume inspect': 'inspect',
  'volume remove': 'volume rm',
};

function of(group: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, group]));
}

function ofPairs(group: string, first: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [`${first} ${name}`, group]));
}

export async function loadCommand(name: string): Promise<Command | undefined> {
  const group = commandGroups[name];
  return group === undefined ? undefined : (await groups[group]?.())?.commands[name];
}

/** @returns the exit code */
export async function main(args: string[]): Promise<number> {
  let command: string | undefined;
  try {
    const found = findCommand(args);
    if (!found) return await usage(args);
    command = found.name;
    return await execute(found.name, found.rest);
  } catch (error) {
    return report(error, command);
  }
}

function findCommand(args: string[]): { name: string; rest: string[] } | undefined {
  const [first, second] = args;
  if (first === undefined || first === 'help' || first.startsWith('-')) {
    if (first === '-v' || first === '--version') return { name: 'version', rest: [] };
    return undefined;
  }
  const pair = `${first} ${second}`;
  const grouped = aliases[pair] ?? (pair in commandGroups ? pair : undefined);
  if (grouped) return { name: grouped, rest: args.slice(2) };
  if (first in commandGroups) return { name: first, rest: args.slice(1) };
  const known = Object.keys(commandGroups).filter((name) => name.startsWith(`${first} `));
  if (known.length > 0) {
    throw new ShimError(`docker ${first}: '${second ?? ''}' is not a command of the embedded stage`, {
      remedy: `It knows: ${known.join(', ')}`,
    });
  }
  throw new ShimError(`docker: '${first}' is not a docker command of the embedded stage`, {
    remedy: `It knows: ${Object.keys(commandGroups).join(', ')}`,
  });
}

async function execute(name: string, args: string[]): Promise<number> {
  const command = await loadCommand(name);
  if (!command) throw new Error(`no such command: ${name}`);
  const { flags, stopAfter = Infinity, least = 0, most = Infinity } = command;
  if (asksForHelp(args, command)) {
    process.stdout.write(helpText(name, command));
    return 0;
  }
  const parsed = parseFlags(name, flags, args, stopAfter);
  if (parsed.words.length < least || parsed.words.length > most) {
    const needs =
      least === most
        ? `exactly ${least}`
        : parsed.words.length < least
          ? `at least ${least}`
          : `at most ${most}`;
    throw new ShimError(`docker ${name} requires ${needs} argument${needs.endsWith(' 1') ? '' : 's'}`, {
      remedy: `Usage: docker ${name} ${command.usage}`,
    });
  }
  return (await command.run(parsed)) ?? 0;
}

/** Whether --help comes before the first word; after that it belongs to the program in the container. */
function asksForHelp(args: string[], command: Command): boolean {
  const at = args.indexOf('--help');
  if (at < 0) return false;
  return command.stopAfter === undefined || args.slice(0, at).every((arg) => arg.startsWith('-'));
}

function helpText(name: string, command: Command): string {
  const flags = command.flags.map(({ short, long, takes, help }) => {
    const spelling = `${short ? `-${short}, ` : '    '}--${long}${takes === 'none' ? '' : ' value'}`;
    return `  ${spelling.padEnd(32)} ${help}\n`;
  });
  const options = flags.length > 0 ? `\nOptions:\n${flags.join('')}` : '';
  return `Usage:  docker ${name} ${command.usage}\n\n${command.summary}\n${options}`;
}

async function usage(args: string[]): Promise<number> {
  const [first, ...rest] = args;
  const named = first === 'help' ? rest.join(' ') : '';
  const command = await loadCommand(named);
  if (command) {
    process.stdout.write(helpText(named, command));
    return 0;
  }
  if (first !== undefined && !['help', '--help', '-h'].includes(first)) {
    throw new ShimError(`unknown flag: ${first}`, { exitCode: 125, remedy: "See 'docker --help'." });
  }
  const rows = await Promise.all(
    Object.keys(commandGroups).map(
      async (name) => `  ${name.padEnd(20)} ${(await loadCommand(name))?.summary}\n`,
    ),
  );
  process.stdout.write(
    `Usage:  docker COMMAND\n\nThe docker command of pycont's embedded stage\n\nCommands:\n${rows.join('')}`,
  );
  return 0;
}
