/** Rows of docker ps and docker images. */
import type { ContainerRuntime } from '../../containers/index.ts';
import type { Image } from '../../images/index.ts';
import { humanDuration } from '../duration.ts';
import { shownPorts } from '../networks/ports.ts';
import { commandOf, stateOf, statusOf } from './record.ts';
import type { EngineContainer } from './record.ts';
import type { ContainerSummary, ImageSummary } from '../types.ts';

export function containerSummary(
  runtime: ContainerRuntime,
  container: EngineContainer,
  now: number,
): ContainerSummary {
  const state = stateOf(runtime, container);
  const status = statusOf(runtime, container);
  const { id, name, request, createdAt, health } = container;
  return {
    id,
    name,
    image: request.image,
    createdAt,
    status,
    command: `"${shownCommand(commandOf(container))}"`,
    statusText: statusText(container, status, state, now),
    ports: shownPorts(container, status === 'running'),
    labels: { ...container.image.config.labels, ...request.labels },
    networks: [...container.networks.keys()],
    mounts: (runtime.get(container.runtimeId)?.spec.mounts ?? []).map((mount) => mount.source),
    exitCode: exitCodeOf(container, state),
    ...(status === 'running' && health && { health: health.status }),
  };
}

/** Quotes arguments with spaces, without escaping quotes in them, like Docker. */
function shownCommand([program = '', ...args]: string[]): string {
  return [program, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ');
}

export function exitCodeOf(container: EngineContainer, state: ReturnType<typeof stateOf>): number {
  return container.startError?.exitCode ?? (state.phase === 'exited' ? state.exitCode : 0);
}

function statusText(
  container: EngineContainer,
  status: ReturnType<typeof statusOf>,
  state: ReturnType<typeof stateOf>,
  now: number,
): string {
  const since = (time: string) => humanDuration(now - Date.parse(time));
  if (status === 'created' || state.phase === 'created') return 'Created';
  if (state.phase === 'running') {
    const { health } = container;
    const check = health ? ` (${health.status === 'starting' ? 'health: starting' : health.status})` : '';
    return `Up ${since(state.startedAt)}${check}`;
  }
  const word =
    status === 'restarting' ? 'Restarting' : status === 'removing' ? 'Removal In Progress' : 'Exited';
  return `${word} (${state.exitCode}) ${since(state.finishedAt)} ago`;
}

/** One row per name, and one for an image without names. */
export function imageSummaries(image: Image): ImageSummary[] {
  const { id, created, size, config } = image;
  const references = image.tags.length > 0 ? image.tags : ['<none>:<none>'];
  return references.map((reference) => ({ id, reference, created, size, labels: config.labels }));
}
