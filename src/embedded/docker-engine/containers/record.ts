/** A container's record in the engine: the request, and state that the runtime does not have. */
import type { Container, ContainerRuntime } from '../../containers/index.ts';
import type { Image } from '../../images/index.ts';
import type { Published } from '../../network/index.ts';
import type { HealthState } from './health.ts';
import type { ContainerStatus, CreateRequest, PortMapping } from '../types.ts';

export interface EngineContainer {
  /** 64 hex digits. */
  id: string;
  name: string;
  request: CreateRequest;
  image: Image;
  /** The container's id in the runtime. */
  runtimeId: string;
  address: string;
  hostsFile: string;
  hostname: string;
  createdAt: string;
  /** Name of the network → aliases there. */
  networks: Map<string, { aliases: string[] }>;
  published: { mapping: PortMapping; published: Published }[];
  /** Volumes that are removed with it. */
  anonymousVolumes: string[];
  restarts: number;
  restartTimer?: NodeJS.Timeout;
  restartDelay?: number;
  stoppedByHand: boolean;
  starting: boolean;
  removing: boolean;
  /** Set if its program could not be started. */
  startError?: { exitCode: number; message: string };
  health?: HealthState;
  stopHealth?: () => void;
}

export const stateOf = (runtime: ContainerRuntime, container: EngineContainer): Container['state'] =>
  runtime.get(container.runtimeId)?.state ?? { phase: 'created' };

export function statusOf(runtime: ContainerRuntime, container: EngineContainer): ContainerStatus {
  if (container.removing) return 'removing';
  const { phase } = stateOf(runtime, container);
  if (phase === 'running') return 'running';
  if (container.restartTimer) return 'restarting';
  if (container.startError) return 'created';
  return phase;
}

/** The command as `docker ps` shows it, entrypoint first. */
export function commandOf(container: Pick<EngineContainer, 'request' | 'image'>): string[] {
  const { request, image } = container;
  const entrypoint =
    request.entrypoint === undefined
      ? (image.config.entrypoint ?? [])
      : request.entrypoint === ''
        ? []
        : [request.entrypoint];
  // The image's CMD belongs to its entrypoint, not to a new one.
  const inherited = request.entrypoint === undefined ? (image.config.cmd ?? []) : [];
  return [...entrypoint, ...(request.command.length > 0 ? request.command : inherited)];
}

export function stopSignalOf(container: EngineContainer): NodeJS.Signals {
  return (
    (container.request.stopSignal as NodeJS.Signals | undefined) ??
    container.image.config.stopSignal ??
    'SIGTERM'
  );
}
