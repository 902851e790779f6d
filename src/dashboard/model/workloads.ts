import type { Deployment, DeploymentCondition, ReplicaSet, StatefulSet } from 'kubernetes-types/apps/v1.d.ts';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1.d.ts';
import type { View as Cached } from '../../kubernetes/index.ts';
import type { PodSet, Workload } from '../view/view.ts';
import { versionOf } from './image.ts';
import { cachedOf, createdAt, ownerOf } from './metadata.ts';
import type { Owner } from './metadata.ts';
import { defined } from './pods.ts';

export interface WorkloadObject extends Cached, Pick<Workload, 'kind' | 'wanted' | 'ready' | 'updated'> {
  createdAt: number;
  image: string;
  stuck?: string | undefined;
}

export interface ReplicaSetObject extends Cached {
  owner?: Owner | undefined;
  createdAt: number;
  image: string;
  wanted: number;
  /** Counts the rollouts of its Deployment; the highest is what the last one goes to. */
  revision: number;
}

const REVISION = 'deployment.kubernetes.io/revision';

export function deploymentObject(deployment: Deployment): WorkloadObject {
  const { spec, status = {} } = deployment;
  return {
    ...cachedOf(deployment),
    kind: 'Deployment',
    createdAt: createdAt(deployment),
    image: imageOf(spec?.template),
    wanted: spec?.replicas ?? 1,
    ready: status.readyReplicas ?? 0,
    updated: status.updatedReplicas ?? 0,
    stuck: stuck(status.conditions ?? []),
  };
}

export function statefulSetObject(set: StatefulSet): WorkloadObject {
  const { spec, status } = set;
  return {
    ...cachedOf(set),
    kind: 'StatefulSet',
    createdAt: createdAt(set),
    image: imageOf(spec?.template),
    wanted: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
  };
}

export function replicaSetObject(set: ReplicaSet): ReplicaSetObject {
  return {
    ...cachedOf(set),
    owner: ownerOf(set),
    createdAt: createdAt(set),
    image: imageOf(set.spec?.template),
    wanted: set.spec?.replicas ?? 1,
    revision: Number(set.metadata?.annotations?.[REVISION] ?? 0),
  };
}

const imageOf = (template: PodTemplateSpec | undefined): string => template?.spec?.containers[0]?.image ?? '';

function stuck(conditions: DeploymentCondition[]): string | undefined {
  const said = (type: string, status: string) =>
    conditions.find((each) => each.type === type && each.status === status)?.reason;
  return said('ReplicaFailure', 'True') ?? said('Progressing', 'False');
}

export const idOf = ({ kind, name }: { kind: string; name: string }): string => `${kind}/${name}`;

/** The ReplicaSet that a Deployment's last rollout goes to. */
export const newestOf = (sets: readonly ReplicaSetObject[]): ReplicaSetObject | undefined =>
  sets.toSorted((a, b) => a.revision - b.revision || a.createdAt - b.createdAt).at(-1);

/**
 * @param sets the ReplicaSets of a Deployment
 * @param populated uids of ReplicaSets with pods
 */
export function shownWorkload(
  workload: WorkloadObject,
  sets: readonly ReplicaSetObject[],
  populated: ReadonlySet<string>,
): Workload {
  const { kind, name, wanted, ready, updated, stuck } = workload;
  return {
    kind,
    name,
    wanted,
    ready,
    updated,
    ...defined({ stuck }),
    sets: setsOf(workload, sets, populated),
  };
}

function setsOf(
  { kind, name, wanted, image }: WorkloadObject,
  sets: readonly ReplicaSetObject[],
  populated: ReadonlySet<string>,
): PodSet[] {
  if (kind === 'StatefulSet') return [{ name, version: versionOf(image), image, wanted, current: true }];
  const newest = newestOf(sets);
  return sets
    .filter(({ uid, wanted }) => wanted > 0 || populated.has(uid))
    .toSorted((a, b) => a.revision - b.revision || a.createdAt - b.createdAt)
    .map((set) => ({
      name: set.name,
      version: versionOf(set.image),
      image: set.image,
      wanted: set.wanted,
      current: set === newest,
    }));
}
