/** Writes of the Deployment controller: ReplicaSets, their sizes and revisions, status and events. */
import { ApiError } from '../../apiserver/index.ts';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { controllerOf, controllerReference, isControlledBy } from '../ownership.ts';
import { isActive, isAvailable } from '../pod-state.ts';
import { desiredOf, maxOf, newAnnotations, REVISION, revisionOf, sizeAnnotations } from './annotations.ts';
import { withCondition } from './progress.ts';
import { newReplicas } from './rolling.ts';
import type { DeploymentSpec, Size } from './rolling.ts';
import { HASH_LABEL, oldestFirst, sameTemplate, templateHash } from './template.ts';

export const REPLICA_SETS = 'replicasets.apps';
export const DEPLOYMENTS = 'deployments.apps';
export const COMPONENT = 'deployment-controller';

/** Counts the pods themselves, because the ReplicaSets' status may be one step behind. */
export function sizesOf(api: Api, replicaSets: KubeObject[]): Size[] {
  const [first] = replicaSets;
  if (!first) return [];
  const pods = api.list('pods', { namespace: first.metadata.namespace }).filter(isActive);
  const byOwner = Map.groupBy(pods, (pod) => controllerOf(pod)?.uid);
  const now = Date.now();
  return oldestFirst(replicaSets).map((replicaSet, age) => {
    const own = byOwner.get(replicaSet.metadata.uid) ?? [];
    const { replicas, minReadySeconds = 0 } = replicaSet.spec;
    return {
      name: replicaSet.metadata.name,
      replicas,
      pods: own.length,
      available: own.filter((pod) => isAvailable(pod, minReadySeconds, now)).length,
      age,
      annotatedMax: maxOf(replicaSet),
    };
  });
}

/** Updates revision and annotations of the existing new ReplicaSet. */
export function updateNewReplicaSet(
  api: Api,
  deployment: KubeObject,
  newReplicaSet: KubeObject,
  old: KubeObject[],
): KubeObject {
  const revision = Math.max(0, ...old.map(revisionOf)) + 1;
  const annotations = newAnnotations(deployment, newReplicaSet.metadata.annotations ?? {}, revision);
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
  const same =
    JSON.stringify(annotations) === JSON.stringify(newReplicaSet.metadata.annotations ?? {}) &&
    (newReplicaSet.spec.minReadySeconds ?? 0) === minReadySeconds;
  if (same) return newReplicaSet;
  return api.mergePatch(REPLICA_SETS, newReplicaSet.metadata.namespace, newReplicaSet.metadata.name, {
    metadata: { annotations },
    spec: { minReadySeconds },
  });
}

/** Creates the ReplicaSet for the current template, with the size that a rolling update starts at. */
export function createNewReplicaSet(api: Api, deployment: KubeObject, old: KubeObject[]): KubeObject {
  const { spec, metadata } = deployment;
  const hash = templateHash(spec.template, deployment.status?.collisionCount);
  const template = structuredClone(spec.template);
  template.metadata = { ...template.metadata, labels: { ...template.metadata?.labels, [HASH_LABEL]: hash } };
  const name = `${metadata.name}-${hash}`;
  const replicas = newReplicas(spec as DeploymentSpec, 0, sizesOf(api, old));
  try {
    const created = api.create(REPLICA_SETS, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name,
        namespace: metadata.namespace,
        labels: template.metadata.labels,
        annotations: newAnnotations(deployment, undefined, Math.max(0, ...old.map(revisionOf)) + 1),
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas,
        minReadySeconds: spec.minReadySeconds ?? 0,
        selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [HASH_LABEL]: hash } },
        template,
      },
    });
    if (replicas > 0) recordScaled(api, deployment, 'up', name, 0, replicas);
    return created;
  } catch (error) {
    return resolveCollision(api, deployment, name, error);
  }
}

/** The name exists: takes that ReplicaSet if it is ours, otherwise counts a collision, which changes the next hash. */
function resolveCollision(api: Api, deployment: KubeObject, name: string, error: unknown): KubeObject {
  if (error instanceof ApiError && error.reason === 'AlreadyExists') {
    const present = api.get(REPLICA_SETS, deployment.metadata.namespace, name);
    if (
      present &&
      isControlledBy(present, deployment) &&
      sameTemplate(present.spec.template, deployment.spec.template)
    ) {
      return present;
    }
    patchStatus(api, deployment, { collisionCount: (deployment.status?.collisionCount ?? 0) + 1 });
    throw error;
  }
  const message = `Failed to create new replica set "${name}": ${(error as Error).message}`;
  const conditions = withCondition(deployment.status?.conditions ?? [], {
    type: 'Progressing',
    status: 'False',
    reason: 'ReplicaSetCreateError',
    message,
  });
  patchStatus(api, deployment, { conditions });
  api.recordEvent(deployment, {
    type: 'Warning',
    reason: 'ReplicaSetCreateError',
    message,
    component: COMPONENT,
  });
  throw error;
}

export function patchStatus(api: Api, { metadata }: KubeObject, status: object): KubeObject {
  return api.mergePatch(DEPLOYMENTS, metadata.namespace, metadata.name, { status }, 'status');
}

/** @returns whether the replicas changed; the ReplicaSet also records the Deployment's size in its annotations */
export function scaleTo(api: Api, deployment: KubeObject, replicaSet: KubeObject, replicas: number): boolean {
  const { namespace, name } = replicaSet.metadata;
  const annotations = sizeAnnotations(deployment);
  const before: number = replicaSet.spec.replicas;
  const known = Object.entries(annotations).every(
    ([key, value]) => replicaSet.metadata.annotations?.[key] === value,
  );
  if (before === replicas && known) return false;
  api.mergePatch(REPLICA_SETS, namespace, name, { metadata: { annotations }, spec: { replicas } });
  if (before === replicas) return false;
  recordScaled(api, deployment, before < replicas ? 'up' : 'down', name, before, replicas);
  return true;
}

function recordScaled(
  api: Api,
  about: KubeObject,
  direction: 'up' | 'down',
  name: string,
  from: number,
  to: number,
): void {
  api.recordEvent(about, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${direction} replica set ${name} from ${from} to ${to}`,
    component: COMPONENT,
  });
}

/** Whether the Deployment's replicas have changed since its ReplicaSets were last scaled. */
export function wasScaled(deployment: KubeObject, replicaSets: KubeObject[]): boolean {
  return replicaSets.some((replicaSet) => {
    const desired = desiredOf(replicaSet);
    return replicaSet.spec.replicas > 0 && desired !== undefined && desired !== deployment.spec.replicas;
  });
}

/** Deletes the oldest revisions beyond `revisionHistoryLimit`. */
export function cleanUp(api: Api, deployment: KubeObject, old: KubeObject[]): void {
  const limit: number | undefined = deployment.spec.revisionHistoryLimit ?? undefined;
  if (limit === undefined) return;
  const alive = old.filter(({ metadata }) => !metadata.deletionTimestamp);
  const byRevision = alive.toSorted((a, b) => revisionOf(a) - revisionOf(b));
  for (const { metadata, spec, status } of byRevision.slice(0, Math.max(0, alive.length - limit))) {
    const idle = spec.replicas === 0 && (status?.replicas ?? 0) === 0;
    const observed = (metadata.generation ?? 0) <= (status?.observedGeneration ?? 0);
    if (idle && observed)
      api.delete(REPLICA_SETS, metadata.namespace, metadata.name, { propagationPolicy: 'Background' });
  }
}

export function recordRevision(api: Api, deployment: KubeObject, newReplicaSet: KubeObject): KubeObject {
  const revision = newReplicaSet.metadata.annotations?.[REVISION];
  if (!revision || deployment.metadata.annotations?.[REVISION] === revision) return deployment;
  return api.mergePatch(DEPLOYMENTS, deployment.metadata.namespace, deployment.metadata.name, {
    metadata: { annotations: { [REVISION]: revision } },
  });
}
