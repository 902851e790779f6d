/** The runtime's spec for a container of the engine. */
import type { ContainerSpec, Mount } from '../../containers/index.ts';
import { resolveUser } from '../../images/index.ts';
import { EngineError } from '../errors.ts';
import { splitPair } from '../pair.ts';
import { commandOf } from './record.ts';
import type { EngineContainer } from './record.ts';

export function containerSpec(container: Omit<EngineContainer, 'runtimeId'>, mounts: Mount[]): ContainerSpec {
  const { request, image, id, address, hostsFile, hostname } = container;
  const { config, root } = image;
  const command = commandOf(container);
  if (command.length === 0) {
    throw new EngineError('no command specified', { exitCode: 125, remedy: 'Write one after the image.' });
  }
  const user = userOf(root.layers, request.user ?? config.user);
  return {
    name: `docker_${id.slice(0, 12)}`,
    root,
    command,
    env: {
      ...config.env,
      HOME: user.home,
      HOSTNAME: hostname,
      ...(request.tty && { TERM: 'xterm' }),
      ...Object.fromEntries(request.env.map(splitPair)),
    },
    workdir: request.workdir ?? config.workdir,
    user: user.uid,
    group: user.gid,
    mounts,
    hostname,
    address,
    hostsFile,
    readOnlyRoot: request.readOnly,
    tty: request.tty,
    stdin: request.stdin,
    labels: { ...config.labels, ...request.labels },
  };
}

export function userOf(layers: string[], user: string) {
  try {
    return resolveUser(layers, user);
  } catch (error) {
    throw new EngineError((error as Error).message, {
      exitCode: 125,
      remedy: 'Name a user of the image, or a number.',
      cause: error,
    });
  }
}
