/** A container's status from its state. Pure. */
import type { ContainerStatus, PodContainer } from '../pod-types.ts';
import { shownState } from './container-state.ts';
import type { ContainerState } from './container-state.ts';

export function containerStatus({ name, image }: PodContainer, state: ContainerState): ContainerStatus {
  const { phase, restartCount, lastState, imageID, instances } = state;
  const health = phase.type === 'running' ? phase.health : 'startup';
  const [current] = instances;
  return {
    name,
    image,
    imageID,
    ...(current ? { containerID: `pycont://${current}` } : {}),
    restartCount,
    ready: health === 'ready',
    started: health !== 'startup',
    state: shownState(phase),
    lastState,
  };
}

/** The id of the instance whose log is requested: the newest, or the previous one. */
export function loggedInstance(
  { phase, lastState, instances }: ContainerState,
  previous: boolean,
): string | undefined {
  const [current, before] = instances;
  if (!previous) return current;
  // While a container waits for its restart, the terminated instance is still the newest.
  const waits = phase.type === 'waiting' || phase.type === 'backing-off';
  return waits && lastState.terminated ? current : before;
}
