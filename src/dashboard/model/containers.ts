/** Words of Kubernetes for what containers wait for, and how they ended, as `kubectl get pods` shows them. */
import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1.d.ts';
import { timeOf } from './metadata.ts';

/** These pass by themselves. */
const USUAL = new Set(['ContainerCreating', 'PodInitializing']);

export interface Waiting {
  reason: string;
  /** Kubernetes has failed, and tries again later. */
  stuck: boolean;
  since?: number | undefined;
}

/** Why a pod's containers do not run yet; undefined if they do. */
export function waitingFor(pod: Pod): Waiting | undefined {
  const { spec, status = {} } = pod;
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False' && scheduled.reason) return { reason: scheduled.reason, stuck: false };
  const init = status.initContainerStatuses ?? [];
  const sidecars = new Set(
    spec?.initContainers?.filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name),
  );
  const initial = init.find(
    ({ name, started, state }) => state?.terminated?.exitCode !== 0 && !(sidecars.has(name) && started),
  );
  const stuck = waitingOf(initial, 'Init:');
  if (stuck) return stuck;
  if (initial)
    return {
      reason: `Init:${init.indexOf(initial)}/${spec?.initContainers?.length ?? init.length}`,
      stuck: false,
    };
  const containers = status.containerStatuses ?? [];
  for (const container of containers) {
    const waiting = waitingOf(container, '');
    if (waiting) return waiting;
  }
  const usual = containers.find(({ state }) => state?.waiting);
  return usual && { reason: usual.state?.waiting?.reason ?? 'ContainerCreating', stuck: false };
}

function waitingOf(container: ContainerStatus | undefined, prefix: string): Waiting | undefined {
  const reason = container?.state?.waiting?.reason;
  if (container === undefined || !reason || USUAL.has(reason)) return undefined;
  return { reason: prefix + reason, stuck: true, since: endedAt(container) };
}

/** How a container ended, now or the last time: `OOMKilled`, `Completed`, `exit code 1`. */
export function containerEnd({ state, lastState }: ContainerStatus): string {
  const end = state?.terminated ?? lastState?.terminated;
  if (end?.reason && end.reason !== 'Error') return end.reason;
  return `exit code ${end?.exitCode ?? 0}`;
}

export const endedAt = ({ state, lastState }: ContainerStatus): number | undefined =>
  timeOf((state?.terminated ?? lastState?.terminated)?.finishedAt);
