/** Which pods are deleted when there are too many. Pure. */
import type { KubeObject } from '../apiserver/index.ts';
import { conditionOf, isReady } from './pod-state.ts';

const PHASES = ['Pending', 'Unknown', 'Running'];

const deletionCost = (pod: KubeObject) =>
  Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0) || 0;

const restarts = (pod: KubeObject) =>
  Math.max(
    0,
    ...(pod.status?.containerStatuses ?? []).map(
      (status: { restartCount?: number }) => status.restartCount ?? 0,
    ),
  );

const readySince = (pod: KubeObject) => Date.parse(conditionOf(pod, 'Ready')?.lastTransitionTime ?? '') || 0;

/** Compared in this order; the pod with the lower value is deleted first. */
const CRITERIA: ((pod: KubeObject) => number)[] = [
  (pod) => (pod.spec.nodeName ? 1 : 0),
  (pod) => PHASES.indexOf(pod.status?.phase ?? 'Pending'),
  (pod) => (isReady(pod) ? 1 : 0),
  deletionCost,
  (pod) => -readySince(pod),
  (pod) => -restarts(pod),
  (pod) => -Date.parse(pod.metadata.creationTimestamp),
  // creationTimestamp has whole seconds: within one, the higher resourceVersion is the newer pod.
  (pod) => -Number(pod.metadata.resourceVersion),
];

export function podsToDelete(pods: KubeObject[], count: number): KubeObject[] {
  return pods.toSorted(compare).slice(0, count);
}

function compare(a: KubeObject, b: KubeObject): number {
  for (const criterion of CRITERIA) {
    const difference = criterion(a) - criterion(b);
    if (difference !== 0) return difference;
  }
  return 0;
}
