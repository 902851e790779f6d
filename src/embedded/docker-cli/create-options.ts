/** The flags of docker run and create, and the request to the engine. */
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { splitPair } from '../docker-engine/index.ts';
import type { CreateRequest, HealthRequest, RestartPolicy } from '../docker-engine/index.ts';
import { parseGoDuration } from '../../notation/index.ts';
import { flag, list, value } from './command.ts';
import { ShimError } from './errors.ts';
import type { FlagSpec, ParsedFlags } from './flags.ts';
import { parseMount, parseVolume } from './mount-option.ts';
import { parsePublish } from './publish-option.ts';

export const createFlags: readonly FlagSpec[] = [
  list('add-host', 'Add a host-to-address line (name:address)'),
  list('env', 'Set an environment variable', 'e'),
  list('env-file', 'Read environment variables from a file'),
  value('entrypoint', "Overwrite the image's ENTRYPOINT"),
  value('health-cmd', 'Command to check health'),
  value('health-interval', 'Time between checks'),
  value('health-retries', 'Failures in a row that mean unhealthy'),
  value('health-start-period', 'Start time in which failures do not count'),
  value('health-timeout', 'Time one check may take'),
  value('hostname', 'Host name in the container', 'h'),
  flag('init', 'Not supported by the embedded stage'),
  flag('interactive', 'Keep standard input open', 'i'),
  list('label', 'Set a label', 'l'),
  list('link', 'Add a name for another container'),
  list('mount', 'Mount a folder or volume (type=…,source=…,target=…)'),
  value('name', 'Name of the container'),
  value('network', 'Network to connect to'),
  value('net', 'The same as --network'),
  list('network-alias', 'Further name in the network'),
  flag('no-healthcheck', "Do without the image's HEALTHCHECK"),
  value('platform', 'Only the own platform is there'),
  list('publish', 'Publish a port ([host:]hostPort:port)', 'p'),
  flag('publish-all', 'Publish all exposed ports on free ports', 'P'),
  value('pull', 'missing, always or never'),
  flag('quiet', 'No words about pulling', 'q'),
  flag('read-only', 'Mount the root read-only'),
  value('restart', 'no, on-failure[:n], always or unless-stopped'),
  flag('rm', 'Remove the container when it exits'),
  value('stop-signal', 'Signal that ends the container'),
  value('stop-timeout', 'Seconds before SIGKILL'),
  flag('tty', 'Give it a terminal', 't'),
  value('user', 'User (name or number, with :group)', 'u'),
  list('volume', 'Mount a folder or volume (source:target[:ro])', 'v'),
  value('workdir', 'Folder the command runs in', 'w'),
];

export function createRequest(flags: ParsedFlags): CreateRequest {
  const [image = '', ...command] = flags.words;
  if (flags.has('init')) {
    throw new ShimError('--init is not supported by the embedded stage', {
      exitCode: 125,
      remedy: 'Leave it out, and let the program handle its signals itself.',
    });
  }
  const optional = (name: string) => flags.value(name);
  return {
    image,
    command,
    ...given('name', optional('name')),
    ...given('entrypoint', optional('entrypoint')),
    ...given('workdir', optional('workdir')),
    ...given('user', optional('user')),
    ...given('hostname', optional('hostname')),
    ...given('stopSignal', optional('stop-signal') && signalName(optional('stop-signal') as string)),
    ...given('stopTimeout', integer(flags, 'stop-timeout')),
    env: [...flags.list('env-file').flatMap(readEnvFile), ...flags.list('env').flatMap(environment)],
    tty: flags.has('tty'),
    stdin: flags.has('interactive'),
    ports: flags.list('publish').flatMap(parsePublish),
    publishAll: flags.has('publish-all'),
    network: optional('network') ?? optional('net') ?? 'bridge',
    aliases: flags.list('network-alias'),
    links: flags.list('link'),
    addHosts: flags.list('add-host').map(checkHost),
    mounts: [...flags.list('volume').map(parseVolume), ...flags.list('mount').map(parseMount)],
    restart: restartPolicy(optional('restart') ?? 'no', flags.has('rm')),
    autoRemove: flags.has('rm'),
    labels: Object.fromEntries(flags.list('label').map(splitPair)),
    readOnly: flags.has('read-only'),
    health: health(flags),
    pull: pullPolicy(optional('pull') ?? 'missing'),
  };
}

const given = <K extends string, V>(name: K, present: V | undefined) =>
  (present === undefined ? {} : { [name]: present }) as Partial<Record<K, V>>;

/** `-e NAME` takes the value from the client's environment, if it is set. */
export function environment(text: string): string[] {
  if (text.includes('=')) return [text];
  const own = process.env[text];
  return own === undefined ? [] : [`${text}=${own}`];
}

export function readEnvFile(path: string): string[] {
  let content: string;
  try {
    content = readFileSync(resolve(path), 'utf8');
  } catch {
    throw new ShimError(`open ${path}: no such file or directory`, { exitCode: 125 });
  }
  return content
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap(environment);
}

export function integer(flags: ParsedFlags, name: string): number | undefined {
  const text = flags.value(name);
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) {
    throw new ShimError(`invalid argument "${text}" for "--${name}" flag: it is not a whole number`, {
      exitCode: 125,
    });
  }
  return Number(text);
}

function checkHost(text: string): string {
  if (/^[^:=]+[:=](host-gateway|[\d.]+|[\da-f:]+)$/i.test(text)) return text;
  throw new ShimError(
    `invalid argument "${text}" for "--add-host" flag: bad format for add-host: "${text}"`,
    {
      exitCode: 125,
      remedy: 'Write NAME:ADDRESS.',
    },
  );
}

function restartPolicy(text: string, autoRemove: boolean): RestartPolicy {
  const [, name, retries] = /^(no|always|unless-stopped|on-failure)(?::(\d+))?$/.exec(text) ?? [];
  if (name === undefined || (retries !== undefined && name !== 'on-failure')) {
    throw new ShimError(
      `invalid restart policy: unknown policy '${text}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
      {
        exitCode: 125,
      },
    );
  }
  if (autoRemove && name !== 'no')
    throw new ShimError('conflicting options: cannot specify both --restart and --rm', { exitCode: 125 });
  return { name: name as RestartPolicy['name'], maximumRetries: Number(retries ?? 0) };
}

function pullPolicy(text: string): CreateRequest['pull'] {
  if (text === 'missing' || text === 'always' || text === 'never') return text;
  throw new ShimError(`invalid pull option: '${text}': must be one of "always", "missing" or "never"`, {
    exitCode: 125,
  });
}

function health(flags: ParsedFlags): HealthRequest {
  const span = (name: string) => {
    const text = flags.value(name);
    if (text === undefined) return undefined;
    const ms = parseGoDuration(text);
    if (ms === undefined) {
      throw new ShimError(
        `invalid argument "${text}" for "--${name}" flag: time: invalid duration "${text}"`,
        {
          exitCode: 125,
        },
      );
    }
    return ms / 1000;
  };
  return {
    ...(flags.has('no-healthcheck') && { disabled: true }),
    ...given('command', flags.value('health-cmd')),
    ...given('intervalSeconds', span('health-interval')),
    ...given('timeoutSeconds', span('health-timeout')),
    ...given('startPeriodSeconds', span('health-start-period')),
    ...given('retries', integer(flags, 'health-retries')),
  };
}

/** `9`, `KILL` or `SIGKILL`. */
export function signalName(text: string): NodeJS.Signals {
  const names = Object.entries(constants.signals);
  const wanted = `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
  const found = names.find(([name, number]) => name === wanted || String(number) === text);
  if (!found) throw new ShimError(`invalid signal: ${text}`, { remedy: 'Write e.g. SIGTERM or 15.' });
  return found[0] as NodeJS.Signals;
}
