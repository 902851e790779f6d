/** A small kubectl for machines without the real one. */
import { KUBERNETES_VERSION } from '../../notation/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { Exit, unsupported, ServerError } from './errors.ts';
import { GLOBAL_FLAGS, parseLine } from './flags.ts';
import type { FlagSpec } from './flags.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';

interface Command {
  flags: Record<string, FlagSpec>;
  run(session: Session): Promise<void>;
}

const about = async (name: 'version' | 'clusterInfo' | 'apiResources' | 'auth'): Promise<Command> => {
  const module = await import('./commands/about.ts');
  return { flags: module.flags, run: module[name] };
};
const patching = async (name: 'patch' | 'label' | 'annotate'): Promise<Command> => {
  const module = await import('./commands/patch.ts');
  return { flags: module.flags, run: module[name] };
};

// Each command is loaded only when it is called.
const COMMANDS: Record<string, () => Promise<Command>> = {
  get: () => import('./commands/get.ts'),
  describe: () => import('./commands/describe.ts'),
  apply: () => import('./commands/apply.ts'),
  create: () => import('./commands/create.ts'),
  delete: () => import('./commands/delete.ts'),
  logs: () => import('./commands/logs.ts'),
  exec: () => import('./commands/exec.ts'),
  scale: () => import('./commands/scale.ts'),
  set: () => import('./commands/set.ts'),
  rollout: () => import('./commands/rollout.ts'),
  wait: () => import('./commands/wait.ts'),
  'port-forward': () => import('./commands/port-forward.ts'),
  patch: () => patching('patch'),
  label: () => patching('label'),
  annotate: () => patching('annotate'),
  version: () => about('version'),
  'cluster-info': () => about('clusterInfo'),
  'api-resources': () => about('apiResources'),
  auth: () => about('auth'),
};

const HELP = `A small kubectl that comes with pycont.

Commands: ${[...Object.keys(COMMANDS), 'config'].toSorted().join(', ')}

The real kubectl knows more: https://kubernetes.io/docs/tasks/tools/`;

/** @returns the exit code */
export async function main(args: string[]): Promise<number> {
  try {
    await run(args);
    return 0;
  } catch (error) {
    return report(error as Error);
  }
}

async function run(args: string[]): Promise<void> {
  const [name, rest] = commandOf(args);
  const print = (text: string) => process.stdout.write(`${text}\n`);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    print(HELP);
    return;
  }
  if (name === 'version' && rest.some((arg) => /^--client(=true)?$/.test(arg))) {
    const json = rest.some((arg) => arg.endsWith('json'));
    print(
      json
        ? JSON.stringify({ clientVersion: KUBERNETES_VERSION }, undefined, 2)
        : `Client Version: ${KUBERNETES_VERSION.gitVersion}`,
    );
    return;
  }
  if (name === 'config') {
    const config = await import('./commands/config.ts');
    await config.run({ line: parseLine(rest, config.flags) });
    return;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) throw unsupported(`The command "${name}"`);
  const command = await load();
  const line = parseLine(rest, command.flags);
  if (line.boolean('help')) print(HELP);
  else await command.run(openSession(line));
}

/** Global flags may come before the command's name: `kubectl -n pycont get pods`. */
function commandOf(args: string[]): [string | undefined, string[]] {
  const withValue = Object.entries(GLOBAL_FLAGS as Record<string, FlagSpec>)
    .filter(([, { type }]) => type === 'string')
    .flatMap(([name, { short }]) => [`--${name}`, ...(short ? [`-${short}`] : [])]);
  let at = 0;
  while (at < args.length && args[at]!.startsWith('-')) {
    if (args[at] === '--help' || args[at] === '-h') break;
    at += withValue.includes(args[at]!) ? 2 : 1;
  }
  return [args[at], [...args.slice(0, at), ...args.slice(at + 1)]];
}

function report(error: Error): number {
  if (error instanceof Exit) return error.exitCode;
  if (error instanceof ServerError) {
    process.stderr.write(`Error from server (${error.reason}): ${error.message}\n`);
    return 1;
  }
  if (error instanceof UserError) {
    process.stderr.write(`error: ${error.message}\n${error.remedy}\n`);
    return error.exitCode;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  process.stderr.write(`error: ${message}${code && !message.includes(code) ? ` (${code})` : ''}\n`);
  return 1;
}
