import { timestamp } from '../../../notation/index.ts';
import type { ContainerStatus } from '../pod-types.ts';

type Restored = Pick<ContainerStatus, 'lastState' | 'restartCount'>;

/** What a container keeps of its last status after a restart of the daemon, which ends all containers. */
export function restoredState(before: ContainerStatus | undefined): Restored {
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
