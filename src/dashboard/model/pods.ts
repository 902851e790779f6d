import type { Pod } from 'kubernetes-types/core/v1.d.ts';
import type { View as Cached } from '../../kubernetes/index.ts';
import type { Pod as Shown } from '../view/view.ts';
import { versionOf } from './image.ts';
import { cachedOf, createdAt, ownerOf, timeOf } from './metadata.ts';
import type { Owner } from './metadata.ts';
import { situationOf } from './pod-state.ts';
import type { Situation } from './pod-state.ts';

/** What is kept of a pod; its labels never leave the server. */
export interface PodObject extends Cached, Situation {
  owner?: Owner | undefined;
  labels: Record<string, string>;
  tag: string;
  restarts: number;
  node?: string | undefined;
  createdAt: number;
  killedAt?: number | undefined;
  graceSeconds?: number | undefined;
}

export function podObject(pod: Pod): PodObject {
  const { metadata = {}, spec, status = {} } = pod;
  const restarts = (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
  return {
    ...cachedOf(pod),
    ...situationOf(pod),
    owner: ownerOf(pod),
    labels: metadata.labels ?? {},
    tag: versionOf(spec?.containers[0]?.image ?? ''),
    restarts,
    node: spec?.nodeName,
    createdAt: createdAt(pod),
    killedAt: timeOf(metadata.deletionTimestamp),
    graceSeconds: metadata.deletionTimestamp == null ? undefined : metadata.deletionGracePeriodSeconds,
  };
}

/** @param wasReady it has been seen ready, whatever the kubelet remembers */
export function shownPod(
  pod: PodObject,
  { workload, set, wasReady }: { workload?: string | undefined; set?: string | undefined; wasReady: boolean },
): Shown {
  const { name, state, reason, tag, restarts, node, createdAt, since, killedAt, graceSeconds } = pod;
  return {
    name,
    state: state === 'starting' && wasReady ? 'unready' : state,
    version: tag,
    restarts,
    createdAt,
    since,
    ...defined({ workload, set, reason, node, killedAt, graceSeconds }),
  };
}

/** Without members that are undefined. */
export const defined = <T extends object>(members: T): { [name in keyof T]?: NonNullable<T[name]> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
