/** Which pods use which claims, and whether a pod's claims are ready for it. */
import type { Cluster, KubeObject } from '../../apiserver/index.ts';
import { isFinished } from '../pod-state.ts';
import { STORAGE_CLASSES, waitsForConsumer } from './storage-class.ts';

export const CLAIMS = 'persistentvolumeclaims';
/** Set when the first pod that uses a claim has found its node. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';

export function claimNamesOf({ spec }: KubeObject): string[] {
  const volumes = (spec.volumes ?? []) as { persistentVolumeClaim?: { claimName: string } }[];
  return volumes.flatMap(({ persistentVolumeClaim: claim }) => (claim ? [claim.claimName] : []));
}

/** The keys of the claims that a pod uses. */
export const claimKeysOf = (pod: KubeObject): string[] =>
  claimNamesOf(pod).map((name) => `${pod.metadata.namespace}/${name}`);

export function isUsed(cluster: Cluster, { metadata }: KubeObject): boolean {
  return cluster
    .list('pods', { namespace: metadata.namespace })
    .some((pod) => !isFinished(pod) && claimNamesOf(pod).includes(metadata.name));
}

const isBound = ({ metadata, status }: KubeObject): boolean =>
  metadata.annotations?.[BIND_COMPLETED] !== undefined && status?.phase === 'Bound';

export interface PodClaims {
  /** Why the pod cannot be scheduled now. */
  refusal?: string;
  /** Claims that are bound once the pod has a node. */
  waiting: KubeObject[];
}

export function claimsFor(cluster: Cluster, pod: KubeObject): PodClaims {
  const waiting: KubeObject[] = [];
  for (const name of claimNamesOf(pod)) {
    const claim = cluster.get(CLAIMS, pod.metadata.namespace, name);
    const refusal = whyNotReady(cluster, name, claim);
    if (refusal !== undefined) return { refusal, waiting: [] };
    if (!isBound(claim!)) waiting.push(claim!);
  }
  return { waiting };
}

function whyNotReady(cluster: Cluster, name: string, claim: KubeObject | undefined): string | undefined {
  if (!claim) return `persistentvolumeclaim "${name}" not found`;
  if (claim.metadata.deletionTimestamp) return `persistentvolumeclaim "${name}" is being deleted`;
  const { volumeName, storageClassName = '' } = claim.spec;
  if (claim.status?.phase === 'Lost')
    return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${volumeName}"`;
  if (isBound(claim) || waitsForConsumer(cluster.get(STORAGE_CLASSES, undefined, storageClassName)))
    return undefined;
  return 'pod has unbound immediate PersistentVolumeClaims';
}

/** The claim's controller binds it now. */
export function selectNode(cluster: Cluster, { metadata }: KubeObject, node: string): void {
  if (metadata.annotations?.[SELECTED_NODE] === node) return;
  const annotations = { [SELECTED_NODE]: node };
  cluster.mergePatch(CLAIMS, metadata.namespace, metadata.name, { metadata: { annotations } });
}
