/** Where a pod is in its life, from what the kubelet says of its containers. */
import type { ContainerStatus, Pod, PodCondition } from 'kubernetes-types/core/v1.d.ts';
import type { PodState } from '../view/view.ts';
import { containerEnd, endedAt, waitingFor } from './containers.ts';
import { createdAt, timeOf } from './metadata.ts';

export interface Situation {
  state: PodState;
  reason?: string | undefined;
  since: number;
  /** It is ready, or is known to have been. */
  everReady: boolean;
}

export function situationOf(pod: Pod): Situation {
  const { metadata = {}, status = {} } = pod;
  const everReady = hasBeenReady(pod);
  const is = (state: PodState, since: number | undefined, reason?: string): Situation => ({
    state,
    reason,
    since: since ?? createdAt(pod),
    everReady,
  });
  if (metadata.deletionTimestamp != null) return is('terminating', askedToEnd(pod), lostNode(pod));
  if (status.phase === 'Succeeded' || status.phase === 'Failed') {
    const last = lastEnded(all(pod));
    const why = status.reason || (last && containerEnd(last));
    return is(status.phase === 'Succeeded' ? 'succeeded' : 'failed', last && endedAt(last), why);
  }
  const waiting = waitingFor(pod);
  if (waiting?.stuck)
    return is('backoff', waiting.since ?? timeOf(readiness(pod)?.lastTransitionTime), waiting.reason);
  const crash = crashOf(pod);
  if (crash) return is('crashed', endedAt(crash.container), crash.prefix + containerEnd(crash.container));
  const ready = readiness(pod);
  if (ready?.status === 'True') return is('ready', timeOf(ready.lastTransitionTime));
  if (status.phase === 'Unknown') return is('unready', timeOf(ready?.lastTransitionTime), status.reason);
  if (status.phase !== 'Running' || waiting) return is('pending', undefined, waiting?.reason);
  if (everReady) return is('unready', timeOf(ready?.lastTransitionTime), unusual(ready));
  return is('starting', startedAt(status.containerStatuses ?? []));
}

const all = ({ status = {} }: Pod): ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
];

const readiness = ({ status = {} }: Pod): PodCondition | undefined =>
  status.conditions?.find(({ type }) => type === 'Ready');

/** When somebody deleted it: the time that it has been given counts from then. */
function askedToEnd({ metadata = {} }: Pod): number | undefined {
  const end = timeOf(metadata.deletionTimestamp);
  return end === undefined ? undefined : end - (metadata.deletionGracePeriodSeconds ?? 0) * 1000;
}

const lostNode = ({ status = {} }: Pod): string | undefined =>
  status.reason === 'NodeLost' ? status.reason : undefined;

const lastEnded = (containers: ContainerStatus[]): ContainerStatus | undefined =>
  containers
    .filter(({ state }) => state?.terminated)
    .toSorted((a, b) => (endedAt(a) ?? 0) - (endedAt(b) ?? 0))
    .at(-1);

/** What the condition says from a pod's first moment on is not a reason. */
const unusual = (ready: PodCondition | undefined): string | undefined =>
  ready?.reason === 'ContainersNotReady' ? undefined : ready?.reason;

/** A container that has ended and starts again, or has started again and is not ready since. */
function crashOf(pod: Pod): { container: ContainerStatus; prefix: string } | undefined {
  const { spec, status = {} } = pod;
  const policy = spec?.restartPolicy ?? 'Always';
  const init = status.initContainerStatuses?.find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0);
  if (init && policy !== 'Never') return { container: init, prefix: 'Init:' };
  const unreadySince = timeOf(readiness(pod)?.lastTransitionTime) ?? 0;
  const container = status.containerStatuses?.find(({ state, lastState, ready }) => {
    if (state?.terminated)
      return policy === 'Always' || (policy === 'OnFailure' && state.terminated.exitCode !== 0);
    return (
      !ready && lastState?.terminated && (timeOf(state?.running?.startedAt) ?? -Infinity) >= unreadySince
    );
  });
  return container && { container, prefix: '' };
}

/** The condition Ready begins when the kubelet takes the pod: a later change to False means that it was True. */
const FIRST_MS = 2000;

function hasBeenReady(pod: Pod): boolean {
  const ready = readiness(pod);
  if (ready?.status === 'True') return true;
  const [changed, began] = [timeOf(ready?.lastTransitionTime), timeOf(pod.status?.startTime)];
  return changed !== undefined && began !== undefined && changed - began > FIRST_MS;
}

const startedAt = (containers: ContainerStatus[]): number | undefined => {
  const times = containers.map(({ state }) => timeOf(state?.running?.startedAt) ?? 0);
  return times.length === 0 ? undefined : Math.max(...times) || undefined;
};
