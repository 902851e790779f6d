/** The Deployment's status: counts and the story its conditions tell. Pure. */
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

type Told = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** The time of transition only moves with the status, the time of update with any change of status or reason. */
export function withCondition(conditions: Condition[], told: Told): Condition[] {
  const present = conditions.find(({ type }) => type === told.type);
  if (present?.status === told.status && present.reason === told.reason) return conditions;
  const now = timestamp();
  const since = present?.status === told.status ? present.lastTransitionTime : undefined;
  const others = conditions.filter(({ type }) => type !== told.type);
  return [...others, { ...told, lastUpdateTime: now, lastTransitionTime: since ?? now }];
}

const total = (replicaSets: KubeObject[], count: (replicaSet: KubeObject) => number | undefined) =>
  replicaSets.reduce((sum, replicaSet) => sum + (count(replicaSet) ?? 0), 0);

export function statusOf(
  deployment: KubeObject,
  all: KubeObject[],
  fresh: KubeObject | undefined,
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
    updatedReplicas: fresh?.status?.replicas ?? 0,
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

/** No deadline: null, absent or the largest integer. In milliseconds. */
export function deadlineOf(deployment: KubeObject): number | undefined {
  const seconds: number | undefined = deployment.spec.progressDeadlineSeconds ?? undefined;
  return seconds === undefined || seconds === 2_147_483_647 ? undefined : seconds * 1000;
}

/** Milliseconds until a rollout that does not move counts as failed; undefined where none is under way. */
export function untilDeadline(deployment: KubeObject, now: number): number | undefined {
  const deadline = deadlineOf(deployment);
  const progressing = conditionOf(deployment, 'Progressing');
  if (deadline === undefined || !progressing || progressing.reason === 'NewReplicaSetAvailable')
    return undefined;
  if (progressing.reason === 'ProgressDeadlineExceeded') return undefined;
  return Math.max(0, Date.parse(progressing.lastUpdateTime ?? '') + deadline - now);
}

/** `status` with the Progressing condition a rollout in this state has. */
export function withProgress(
  deployment: KubeObject,
  status: DeploymentStatus,
  fresh: KubeObject | undefined,
): DeploymentStatus {
  if (deadlineOf(deployment) === undefined) {
    return { ...status, conditions: status.conditions.filter(({ type }) => type !== 'Progressing') };
  }
  const present = conditionOf(deployment, 'Progressing');
  const settled = status.replicas === status.updatedReplicas && present?.reason === 'NewReplicaSetAvailable';
  if (settled) return status;
  const subject = fresh ? `ReplicaSet "${fresh.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  const tell = (reason: string, told: Condition['status'], what: string) => ({
    ...status,
    conditions: withCondition(status.conditions, {
      type: 'Progressing',
      status: told,
      reason,
      message: `${subject} ${what}.`,
    }),
  });
  if (isComplete(deployment, status))
    return tell('NewReplicaSetAvailable', 'True', 'has successfully progressed');
  if (hasProgressed(deployment.status, status)) {
    const moved = tell('ReplicaSetUpdated', 'True', 'is progressing');
    return { ...moved, conditions: touched(moved.conditions) };
  }
  const timedOut =
    present?.reason === 'ProgressDeadlineExceeded' || untilDeadline(deployment, Date.now()) === 0;
  return timedOut ? tell('ProgressDeadlineExceeded', 'False', 'has timed out progressing') : status;
}

/** Every step forward starts the deadline anew, even when the words stay the same. */
const touched = (conditions: Condition[]) =>
  conditions.map((condition) =>
    condition.type === 'Progressing' ? { ...condition, lastUpdateTime: timestamp() } : condition,
  );

/** A ReplicaSet that cannot create pods makes the Deployment say so. */
export function withReplicaFailure(
  status: DeploymentStatus,
  all: KubeObject[],
  fresh?: KubeObject,
): DeploymentStatus {
  const failing = [...(fresh ? [fresh] : []), ...all].map((one) => conditionOf(one, 'ReplicaFailure'));
  const failure = failing.find((condition) => condition?.status === 'True');
  const others = status.conditions.filter(({ type }) => type !== 'ReplicaFailure');
  return { ...status, conditions: failure ? [...others, failure] : others };
}
