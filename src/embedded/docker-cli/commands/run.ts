/** create, run, start, attach and exec. */
import type { CreateRequest, ExecRequest } from '../../docker-engine/index.ts';
import { checkTerminal, runSession } from '../attach.ts';
import { call } from '../client.ts';
import { flag, list, print, value } from '../command.ts';
import type { Command } from '../command.ts';
import { createFlags, createRequest, environment, readEnvFile } from '../create-options.ts';
import { eachOf } from '../each-of.ts';
import type { ParsedFlags } from '../flags.ts';
import { ensureImage } from '../pull.ts';

async function create(flags: ParsedFlags): Promise<{ id: string; request: CreateRequest }> {
  const request = createRequest(flags);
  await ensureImage(request.image, request.pull, flags.has('quiet'));
  const { id } = await call<{ id: string }>('container.create', request);
  return { id, request };
}

const createCommand: Command = {
  summary: 'Create a new container',
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  flags: createFlags,
  stopAfter: 1,
  least: 1,
  async run(flags) {
    print((await create(flags)).id);
  },
};

const run: Command = {
  summary: 'Create and run a new container from an image',
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  flags: [...createFlags, flag('detach', 'Run in the background and print the id', 'd')],
  stopAfter: 1,
  least: 1,
  async run(flags) {
    if (!flags.has('detach')) checkTerminal(flags.has('tty'), flags.has('interactive'));
    const { id, request } = await create(flags);
    if (flags.has('detach')) {
      await call('container.start', { container: id });
      print(id);
      return 0;
    }
    const { tty, stdin } = request;
    return runSession(
      'container.attach',
      { container: id, start: true },
      { tty, stdin, forwardSignals: true },
    );
  },
};

const start: Command = {
  summary: 'Start one or more stopped containers',
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  flags: [flag('attach', 'Show its output', 'a'), flag('interactive', 'Send it standard input', 'i')],
  least: 1,
  async run(flags) {
    const attached = flags.has('attach') || flags.has('interactive');
    if (!attached) return eachOf(flags.words, (container) => call('container.start', { container }));
    const [container = ''] = flags.words;
    const stdin = flags.has('interactive');
    const { Config } = await call<{ Config: { Tty: boolean } }>('inspect', {
      name: container,
      kind: 'container',
    });
    return runSession(
      'container.attach',
      { container, start: true },
      { tty: Config.Tty, stdin, forwardSignals: true },
    );
  },
};

const attach: Command = {
  summary: 'Attach to a running container: its output from now on, and its input',
  usage: '[OPTIONS] CONTAINER',
  flags: [flag('no-stdin', 'Do not send standard input')],
  least: 1,
  most: 1,
  async run(flags) {
    const [container = ''] = flags.words;
    type Inspected = { Config: { Tty: boolean; OpenStdin: boolean } };
    const { Config } = await call<Inspected>('inspect', { name: container, kind: 'container' });
    const stdin = Config.OpenStdin && !flags.has('no-stdin');
    checkTerminal(Config.Tty, stdin);
    return runSession(
      'container.attach',
      { container, start: false },
      { tty: Config.Tty, stdin, forwardSignals: true },
    );
  },
};

const exec: Command = {
  summary: 'Execute a command in a running container',
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  flags: [
    flag('detach', 'Run it in the background', 'd'),
    list('env', 'Set an environment variable', 'e'),
    list('env-file', 'Read environment variables from a file'),
    flag('interactive', 'Keep standard input open', 'i'),
    flag('tty', 'Give it a terminal', 't'),
    value('user', 'User (name or number)', 'u'),
    value('workdir', 'Folder the command runs in', 'w'),
  ],
  stopAfter: 1,
  least: 2,
  async run(flags) {
    const [container = '', ...command] = flags.words;
    const tty = flags.has('tty');
    const stdin = flags.has('interactive');
    const [user, workdir] = [flags.value('user'), flags.value('workdir')];
    const request: ExecRequest = {
      container,
      command,
      tty,
      stdin,
      env: [...flags.list('env-file').flatMap(readEnvFile), ...flags.list('env').flatMap(environment)],
      ...(user !== undefined && { user }),
      ...(workdir !== undefined && { workdir }),
    };
    if (flags.has('detach')) {
      await call('container.execDetached', request);
      return 0;
    }
    checkTerminal(tty, stdin);
    return runSession('container.exec', request, { tty, stdin, forwardSignals: false });
  },
};

export const commands: Record<string, Command> = { create: createCommand, run, start, attach, exec };
