import { timestamp } from '../../../notation/index.ts';
import type { ContainerStatus } from '../pod-types.ts';

type Carried = Pick<ContainerStatus, 'lastState' | 'restartCount'>;

/** An instance from before a restart of the daemon is gone: what its successor goes on from. */
export function takeOver(before: ContainerStatus | undefined): Carried {
  if (before === undefined) return { lastState: {}, restartCount: 0 };
  const lastState = lastStateOf(before);
  return { lastState, restartCount: before.restartCount + (lastState.terminated === undefined ? 0 : 1) };
}

function lastStateOf({ state, lastState, containerID }: ContainerStatus): ContainerStatus['lastState'] {
  if ('terminated' in state) return { terminated: state.terminated };
  if (!('running' in state)) return lastState ?? {};
  const { startedAt } = state.running;
  const end = { exitCode: 255, reason: 'Unknown', startedAt, finishedAt: timestamp() };
  return { terminated: { ...end, ...(containerID ? { containerID } : {}) } };
}
