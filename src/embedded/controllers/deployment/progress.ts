/** The Deployment's status: counts and conditions. Pure. */
import { timestamp } from '../../../notation/index.ts';
import type { KubeObject } from '../../apiserver/index.ts';
import { conditionOf } from '../pod-state.ts';
import type { Condition } from '../pod-state.ts';
import { boundsOf } from './rolling.ts';
import type { DeploymentSpec } from './rolling.ts';

export interface DeploymentStatus {
  observedGeneration: number | undefined;
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  unavailableReplicas: number;
  collisionCount?: number;
  conditions: Condition[];
}

type ConditionUpdate = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** `lastTransitionTime` changes only with the status, `lastUpdateTime` with the status or the reason. */
export function withCondition(conditions: Condition[], update: ConditionUpdate): Condition[] {
  const present = conditions.find(({ type }) => type === update.type);
  if (present?.status === update.status && present.reason === update.reason) return conditions;
  const now = timestamp();
  const since = present?.status === update.status ? present.lastTransitionTime : undefined;
  const others = conditions.filter(({ type }) => type !== update.type);
  return [...others, { ...update, lastUpdateTime: now, lastTransitionTime: since ?? now }];
}

const total = (replicaSets: KubeObject[], count: (replicaSet: KubeObject) => number | undefined) =>
  replicaSets.reduce((sum, replicaSet) => sum + (count(replicaSet) ?? 0), 0);

export function statusOf(
  deployment: KubeObject,
  all: KubeObject[],
  newReplicaSet: KubeObject | undefined,
): DeploymentStatus {
  const available = total(all, ({ status }) => status?.availableReplicas);
  const enough =
    available >= deployment.spec.replicas - boundsOf(deployment.spec as DeploymentSpec).maxUnavailable;
  const conditions = withCondition(deployment.status?.conditions ?? [], {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: `Deployment ${enough ? 'has' : 'does not have'} minimum availability.`,
  });
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: total(all, ({ status }) => status?.replicas),
    updatedReplicas: newReplicaSet?.status?.replicas ?? 0,
    readyReplicas: total(all, ({ status }) => status?.readyReplicas),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, total(all, ({ spec }) => spec.replicas) - available),
    collisionCount: deployment.status?.collisionCount,
    conditions,
  };
}

export function isComplete(deployment: KubeObject, status: DeploymentStatus): boolean {
  const { replicas } = deployment.spec;
  return [status.updatedReplicas, status.replicas, status.availableReplicas].every(
    (count) => count === replicas,
  );
}

function hasProgressed(before: Partial<DeploymentStatus> | undefined, now: DeploymentStatus): boolean {
  const { updatedReplicas = 0, replicas = 0, readyReplicas = 0, availableReplicas = 0 } = before ?? {};
  return (
    now.updatedReplicas > updatedReplicas ||
    now.replicas - now.updatedReplicas < replicas - updatedReplicas ||
    now.readyReplicas > readyReplicas ||
    now.availableReplicas > availableReplicas
  );
}

/** In milliseconds; undefined without a deadline, which is written as null, as nothing or as the largest integer. */
export function deadlineOf(deployment: KubeObject): number | undefined {
  const seconds: number | undefined = deployment.spec.progressDeadlineSeconds ?? undefined;
  return seconds === undefined || seconds === 2_147_483_647 ? undefined : seconds * 1000;
}

/** Milliseconds until a rollout without progress has failed; undefined when none is in progress. */
export function untilDeadline(deployment: KubeObject, now: number): number | undefined {
  const deadline = deadlineOf(deployment);
  const progressing = conditionOf(deployment, 'Progressing');
  if (deadline === undefined || !progressing || progressing.reason === 'NewReplicaSetAvailable')
    return undefined;
  if (progressing.reason === 'ProgressDeadlineExceeded') return undefined;
  return Math.max(0, Date.parse(progressing.lastUpdateTime ?? '') + deadline - now);
}

/** `status` with the Progressing condition for this state of the rollout. */
export function withProgress(
  deployment: KubeObject,
  status: DeploymentStatus,
  newReplicaSet: KubeObject | undefined,
): DeploymentStatus {
  if (deadlineOf(deployment) === undefined) {
    return { ...status, conditions: status.conditions.filter(({ type }) => type !== 'Progressing') };
  }
  const present = conditionOf(deployment, 'Progressing');
  const settled = status.replicas === status.updatedReplicas && present?.reason === 'NewReplicaSetAvailable';
  if (settled) return status;
  const subject = newReplicaSet
    ? `ReplicaSet "${newReplicaSet.metadata.name}"`
    : `Deployment "${deployment.metadata.name}"`;
  const withProgressing = (reason: string, progressing: Condition['status'], what: string) => ({
    ...status,
    conditions: withCondition(status.conditions, {
      type: 'Progressing',
      status: progressing,
      reason,
      message: `${subject} ${what}.`,
    }),
  });
  if (isComplete(deployment, status))
    return withProgressing('NewReplicaSetAvailable', 'True', 'has successfully progressed');
  if (hasProgressed(deployment.status, status)) {
    const progressed = withProgressing('ReplicaSetUpdated', 'True', 'is progressing');
    return { ...progressed, conditions: withNewUpdateTime(progressed.conditions) };
  }
  const timedOut =
    present?.reason === 'ProgressDeadlineExceeded' || untilDeadline(deployment, Date.now()) === 0;
  return timedOut
    ? withProgressing('ProgressDeadlineExceeded', 'False', 'has timed out progressing')
    : status;
}

/** Any progress restarts the deadline, even when reason and message stay the same. */
const withNewUpdateTime = (conditions: Condition[]) =>
  conditions.map((condition) =>
    condition.type === 'Progressing' ? { ...condition, lastUpdateTime: timestamp() } : condition,
  );

/** Copies ReplicaFailure from a ReplicaSet that cannot create its pods. */
export function withReplicaFailure(
  status: DeploymentStatus,
  all: KubeObject[],
  newReplicaSet?: KubeObject,
): DeploymentStatus {
  const failing = [...(newReplicaSet ? [newReplicaSet] : []), ...all].map((one) =>
    conditionOf(one, 'ReplicaFailure'),
  );
  const failure = failing.find((condition) => condition?.status === 'True');
  const others = status.conditions.filter(({ type }) => type !== 'ReplicaFailure');
  return { ...status, conditions: failure ? [...others, failure] : others };
}

/** An omitted count is zero; the order of conditions has no meaning. */
export function withoutZeros(status: Record<string, unknown> | DeploymentStatus | undefined): object {
  const conditions = (status?.conditions ?? []) as { type: string }[];
  const counts = Object.entries(status ?? {}).filter(([, value]) => value !== 0 && value !== undefined);
  return {
    ...Object.fromEntries(counts),
    conditions: conditions.toSorted((a, b) => a.type.localeCompare(b.type)),
  };
}

/** The API omits counts of zero. */
export const isNotZero = (_key: string, value: unknown) => (value === 0 ? undefined : value);
