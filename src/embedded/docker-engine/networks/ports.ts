/** Published ports: `-p` and `-P`. */
import type { Network } from '../../network/index.ts';
import { EngineError } from '../errors.ts';
import { newId } from '../names.ts';
import type { EngineContainer } from '../containers/record.ts';
import type { PortMapping } from '../types.ts';

const local = '127.0.0.1';

/** All ports to publish; with -P also every exposed one that -p does not name, on free ports. */
export function wantedPorts(container: Pick<EngineContainer, 'request' | 'image'>): PortMapping[] {
  const { ports, publishAll } = container.request;
  if (!publishAll) return ports;
  const named = new Set(ports.map((mapping) => mapping.port));
  const exposed = container.image.config.exposedPorts
    .map((text) => Number.parseInt(text, 10))
    .filter((port) => !named.has(port));
  return [...ports, ...exposed.map((port) => ({ hostAddress: '', hostPort: 0, port }))];
}

/** Publishes all or none. @throws EngineError with Docker's message if a port is in use */
export async function publishPorts(
  network: Network,
  container: EngineContainer,
  all: EngineContainer[],
): Promise<void> {
  try {
    for (const mapping of wantedPorts(container)) {
      const host = mapping.hostAddress.startsWith('127.') ? mapping.hostAddress : local;
      const published = await network
        .publish(host, mapping.hostPort, container.address, mapping.port)
        .catch((cause) => {
          throw portError(container, host, mapping, all, cause as NodeJS.ErrnoException);
        });
      container.published.push({ mapping: { ...mapping, hostAddress: host }, published });
    }
  } catch (error) {
    await unpublishPorts(container);
    throw error;
  }
}

export async function unpublishPorts(container: EngineContainer): Promise<void> {
  const closing = container.published;
  container.published = [];
  await Promise.all(closing.map(({ published }) => published.close()));
}

function portError(
  container: EngineContainer,
  host: string,
  mapping: PortMapping,
  all: EngineContainer[],
  cause: NodeJS.ErrnoException,
): EngineError {
  const { hostPort } = mapping;
  const owner = all.find((other) => other.published.some(({ published }) => published.hostPort === hostPort));
  const endpoint = `driver failed programming external connectivity on endpoint ${container.name} (${newId()})`;
  if (cause.code === 'EACCES') {
    return new EngineError(`${endpoint}: listen tcp4 ${host}:${hostPort}: bind: permission denied`, {
      exitCode: 125,
      remedy: 'Ports below 1024 belong to root: choose a higher one.',
      cause,
    });
  }
  const taken = owner
    ? `Bind for ${host}:${hostPort} failed: port is already allocated`
    : `listen tcp4 ${host}:${hostPort}: bind: address already in use`;
  const remedy = owner
    ? `Container ${owner.name} has it: docker rm -f ${owner.name}, or publish another port.`
    : `Another program on this machine has port ${hostPort}: end it, or publish another port.`;
  return new EngineError(`${endpoint}: ${taken}`, { exitCode: 125, remedy, cause });
}

/** `127.0.0.1:5000->5000/tcp, 6379/tcp` */
export function shownPorts(container: EngineContainer, running: boolean): string {
  if (!running) return '';
  const bound = container.published.map(
    ({ mapping, published }) => `${mapping.hostAddress}:${published.hostPort}->${mapping.port}/tcp`,
  );
  const open = new Set(container.published.map(({ mapping }) => mapping.port));
  const exposed = container.image.config.exposedPorts.filter((text) => !open.has(Number.parseInt(text, 10)));
  return [...bound, ...exposed].join(', ');
}
