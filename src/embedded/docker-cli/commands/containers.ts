/** stop, kill, rm and other commands on containers by name. */
import { call } from '../client.ts';
import { flag, print, value } from '../command.ts';
import type { Command } from '../command.ts';
import { integer, signalName } from '../create-options.ts';
import { eachOf } from '../each-of.ts';
import { ShimError } from '../errors.ts';

const several = '[OPTIONS] CONTAINER [CONTAINER...]';
const timeoutFlags = [value('time', 'Seconds before SIGKILL', 't'), value('timeout', 'The same as --time')];

const stop: Command = {
  summary: 'Stop one or more running containers',
  usage: several,
  flags: [...timeoutFlags, value('signal', 'Signal to send', 's')],
  least: 1,
  run(flags) {
    const timeout = integer(flags, 'time') ?? integer(flags, 'timeout');
    const signal = flags.value('signal');
    const options = { timeout, ...(signal !== undefined && { signal: signalName(signal) }) };
    return eachOf(flags.words, (container) => call('container.stop', { container, ...options }));
  },
};

const restart: Command = {
  summary: 'Restart one or more containers',
  usage: several,
  flags: timeoutFlags,
  least: 1,
  run(flags) {
    const timeout = integer(flags, 'time') ?? integer(flags, 'timeout');
    return eachOf(flags.words, (container) => call('container.restart', { container, timeout }));
  },
};

const kill: Command = {
  summary: 'Kill one or more running containers',
  usage: several,
  flags: [value('signal', 'Signal to send (default SIGKILL)', 's')],
  least: 1,
  run(flags) {
    const signal = signalName(flags.value('signal') ?? 'SIGKILL');
    return eachOf(flags.words, (container) => call('container.kill', { container, signal }));
  },
};

const rm: Command = {
  summary: 'Remove one or more containers',
  usage: several,
  flags: [
    flag('force', 'Kill it first; it is not an error if the container does not exist', 'f'),
    flag('volumes', 'Remove its anonymous volumes', 'v'),
  ],
  least: 1,
  run(flags) {
    const force = flags.has('force');
    return eachOf(flags.words, async (container) => {
      try {
        await call('container.remove', { container, force, volumes: flags.has('volumes') });
      } catch (error) {
        // As in Docker: printed, but not a failure.
        if (!force || !(error instanceof ShimError) || !error.message.startsWith('No such container'))
          throw error;
        process.stderr.write(`Error response from daemon: ${error.message}\n`);
        return false;
      }
      return true;
    });
  },
};

const wait: Command = {
  summary: 'Block until one or more containers stop, then print their exit codes',
  usage: 'CONTAINER [CONTAINER...]',
  flags: [],
  least: 1,
  async run(flags) {
    for (const container of flags.words) print(String(await call<number>('container.wait', { container })));
  },
};

const rename: Command = {
  summary: 'Rename a container',
  usage: 'CONTAINER NEW_NAME',
  flags: [],
  least: 2,
  most: 2,
  async run({ words: [container, name] }) {
    await call('container.rename', { container, name });
  },
};

const top: Command = {
  summary: 'Display the running processes of a container',
  usage: 'CONTAINER [ps OPTIONS]',
  flags: [],
  stopAfter: 1,
  least: 1,
  async run({ words: [container, ...args] }) {
    process.stdout.write(await call<string>('container.top', { container, args }));
  },
};

const port: Command = {
  summary: 'List port mappings of a container',
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  flags: [],
  least: 1,
  most: 2,
  async run({ words: [container, wanted] }) {
    type Mapping = { port: number; host: string; hostPort: number };
    const mappings = await call<Mapping[]>('container.port', { container });
    const number = wanted === undefined ? undefined : Number.parseInt(wanted, 10);
    const shown = mappings.filter((each) => number === undefined || each.port === number);
    if (number !== undefined && shown.length === 0) {
      throw new ShimError(`No public port '${number}/tcp' published for ${container}`);
    }
    for (const { port, host, hostPort } of shown) {
      print(number === undefined ? `${port}/tcp -> ${host}:${hostPort}` : `${host}:${hostPort}`);
    }
  },
};

export const commands: Record<string, Command> = { stop, restart, kill, rm, wait, rename, top, port };
