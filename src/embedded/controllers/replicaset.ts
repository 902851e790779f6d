/**
 * ReplicaSet: keeps as many pods as desired. It reads the store directly, so a pod just created is always counted;
 * the expectations of Kubernetes' own controller guard against a lagging cache, which does not exist here.
 */
import { timestamp } from '../../notation/index.ts';
import type { Api, KubeObject } from '../apiserver/index.ts';
import { runController, itself } from './controller.ts';
import type { ControllerContext, Running } from './controller.ts';
import { claim, ownersOfKind, possibleAdopters } from './ownership.ts';
import { isActive, isReady, untilAvailable } from './pod-state.ts';
import type { Condition } from './pod-state.ts';
import { podFromTemplate } from './pod-template.ts';
import { podsToDelete } from './pods-to-delete.ts';

const RESOURCE = 'replicasets.apps';
const COMPONENT = 'replicaset-controller';

export function startReplicaSets(context: ControllerContext): Running {
  const api = context.cluster;
  const owners = ownersOfKind('ReplicaSet');
  const adopters = possibleAdopters(api, RESOURCE);
  return runController(context, {
    name: COMPONENT,
    watches: { [RESOURCE]: itself, pods: (event) => [...owners(event), ...adopters(event)] },
    reconcile(namespace, name, queue) {
      const replicaSet = api.get(RESOURCE, namespace, name);
      if (!replicaSet) return;
      const before = claim(api, replicaSet, 'pods').filter(isActive);
      const failure = replicaSet.metadata.deletionTimestamp ? undefined : manage(api, replicaSet, before);
      const pods = claim(api, replicaSet, 'pods').filter(isActive);
      const requeueAfter = writeStatus(api, replicaSet, pods, failure);
      if (requeueAfter < Infinity) queue.addAfter(`${namespace}/${name}`, requeueAfter);
      if (failure) throw failure.error;
    },
  });
}

interface Failure {
  reason: 'FailedCreate' | 'FailedDelete';
  error: Error;
}

function manage(api: Api, replicaSet: KubeObject, pods: KubeObject[]): Failure | undefined {
  const surplus = pods.length - replicaSet.spec.replicas;
  let step: Failure['reason'] = 'FailedCreate';
  try {
    for (let missing = -surplus; missing > 0; missing -= 1) {
      const pod = api.create('pods', podFromTemplate(replicaSet));
      recordEvent(api, replicaSet, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
    }
    step = 'FailedDelete';
    for (const { metadata } of podsToDelete(pods, Math.max(0, surplus))) {
      api.delete('pods', metadata.namespace, metadata.name, { preconditions: { uid: metadata.uid } });
      recordEvent(api, replicaSet, 'Normal', 'SuccessfulDelete', `Deleted pod: ${metadata.name}`);
    }
    return undefined;
  } catch (error) {
    const doing = step === 'FailedCreate' ? 'Error creating' : 'Error deleting';
    recordEvent(api, replicaSet, 'Warning', step, `${doing}: ${(error as Error).message}`);
    return { reason: step, error: error as Error };
  }
}

function recordEvent(
  api: Api,
  about: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  api.recordEvent(about, { type, reason, message, component: COMPONENT });
}

/** @returns milliseconds until the next ready pod becomes available */
function writeStatus(
  api: Api,
  replicaSet: KubeObject,
  pods: KubeObject[],
  failure: Failure | undefined,
): number {
  const now = Date.now();
  const { metadata, spec } = replicaSet;
  const waits = pods.map((pod) => untilAvailable(pod, spec.minReadySeconds ?? 0, now));
  const templateLabels = Object.entries((spec.template.metadata?.labels ?? {}) as Record<string, string>);
  const labeled = (pod: KubeObject) =>
    templateLabels.every(([key, value]) => pod.metadata.labels?.[key] === value);
  const status = {
    replicas: pods.length,
    fullyLabeledReplicas: pods.filter(labeled).length,
    readyReplicas: pods.filter(isReady).length,
    availableReplicas: waits.filter((wait) => wait === 0).length,
    observedGeneration: metadata.generation,
    conditions: failureCondition(replicaSet.status?.conditions, failure),
  };
  const current = api.get(RESOURCE, metadata.namespace, metadata.name);
  if (current && !sameStatus(current.status, status)) {
    api.updateStatus(RESOURCE, { ...current, status });
  }
  return Math.min(...waits.filter((wait) => wait > 0), Infinity);
}

function failureCondition(
  present: Condition[] | undefined,
  failure: Failure | undefined,
): Condition[] | undefined {
  if (!failure) return undefined;
  const known = present?.find(({ type, reason }) => type === 'ReplicaFailure' && reason === failure.reason);
  return [
    known ?? {
      type: 'ReplicaFailure',
      status: 'True',
      reason: failure.reason,
      message: failure.error.message,
      lastTransitionTime: timestamp(),
    },
  ];
}

function sameStatus(present: Record<string, unknown> | undefined, wanted: Record<string, unknown>): boolean {
  return Object.entries(wanted).every(
    ([field, value]) => JSON.stringify(present?.[field] ?? absent(value)) === JSON.stringify(value),
  );
}

/** An omitted count is zero. */
const absent = (wanted: unknown) => (wanted === 0 ? 0 : undefined);
