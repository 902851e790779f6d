/** Revisions and sizes that a Deployment records in annotations of its ReplicaSets. Pure. */
import type { KubeObject } from '../../apiserver/index.ts';
import { boundsOf } from './rolling.ts';

export const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAX = 'deployment.kubernetes.io/max-replicas';

/** These describe one object only, so they are not copied from the Deployment to its ReplicaSets. */
const OWN = new Set(['kubectl.kubernetes.io/last-applied-configuration', REVISION, HISTORY, DESIRED, MAX]);

type Annotations = Record<string, string>;

export const revisionOf = ({ metadata }: KubeObject): number =>
  Number(metadata.annotations?.[REVISION] ?? 0) || 0;

export const desiredOf = ({ metadata }: KubeObject): number | undefined =>
  numberIn(metadata.annotations?.[DESIRED]);

export const maxOf = ({ metadata }: KubeObject): number | undefined => numberIn(metadata.annotations?.[MAX]);

const numberIn = (text: string | undefined) => (text === undefined ? undefined : Number(text));

export function sizeAnnotations(deployment: KubeObject): Annotations {
  const { replicas } = deployment.spec;
  return {
    [DESIRED]: String(replicas),
    [MAX]: String(replicas + boundsOf(deployment.spec as { replicas: number }).maxSurge),
  };
}

/** The annotations of the new ReplicaSet: the Deployment's, its revision, and its earlier revisions. */
export function newAnnotations(
  deployment: KubeObject,
  present: Annotations | undefined,
  revision: number,
): Annotations {
  const inherited = Object.entries(deployment.metadata.annotations ?? {}).filter(([name]) => !OWN.has(name));
  const annotations: Annotations = { ...present, ...Object.fromEntries(inherited) };
  const before = annotations[REVISION];
  if (Number(before ?? 0) < revision) {
    annotations[REVISION] = String(revision);
    if (before !== undefined) {
      annotations[HISTORY] = annotations[HISTORY] ? `${annotations[HISTORY]},${before}` : before;
    }
  }
  return present ? annotations : { ...annotations, ...sizeAnnotations(deployment) };
}
