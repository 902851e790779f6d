/** Which volume suits a claim, and the writes that bind them. */
import { parseQuantity } from '../../../notation/index.ts';
import type { Cluster, KubeObject } from '../../apiserver/index.ts';
import { selects } from '../../apiserver/index.ts';
import { BIND_COMPLETED, CLAIMS } from './claims-of-pods.ts';

export const VOLUMES = 'persistentvolumes';
const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';

const amountOf = (quantity = '0'): bigint => parseQuantity(quantity) ?? 0n;
const capacityOf = ({ spec }: KubeObject) => amountOf(spec.capacity?.storage);

/** Whether the volume is reserved for this claim; undefined if it is for any. */
export function isFor({ spec }: KubeObject, claim: KubeObject): boolean | undefined {
  if (!spec.claimRef) return undefined;
  const { namespace, name, uid } = spec.claimRef;
  const same = namespace === claim.metadata.namespace && name === claim.metadata.name;
  return same && (uid === undefined || uid === claim.metadata.uid);
}

/** One that is reserved for the claim, or the smallest that suits it. Pure. */
export function volumeFor(claim: KubeObject, volumes: readonly KubeObject[]): KubeObject | undefined {
  const free = volumes.filter((volume) => !volume.metadata.deletionTimestamp);
  const reserved = free.find((volume) => isFor(volume, claim));
  if (reserved) return reserved;
  const suiting = free.filter((volume) => isFor(volume, claim) === undefined && suits(volume, claim));
  return suiting.toSorted((a, b) => Number(capacityOf(a) - capacityOf(b)))[0];
}

function suits(volume: KubeObject, { spec }: KubeObject): boolean {
  const modes: string[] = volume.spec.accessModes ?? [];
  return (
    (volume.spec.storageClassName ?? '') === (spec.storageClassName ?? '') &&
    volume.spec.volumeMode === spec.volumeMode &&
    (spec.accessModes as string[]).every((mode) => modes.includes(mode)) &&
    capacityOf(volume) >= amountOf(spec.resources?.requests?.storage) &&
    (spec.selector === undefined || selects(spec.selector, volume.metadata.labels))
  );
}

/** Each write can be the last one before a restart: the next call continues there. */
export function bind(cluster: Cluster, volume: KubeObject, claim: KubeObject): void {
  const { namespace, name, uid } = claim.metadata;
  const volumeName = volume.metadata.name;
  if (volume.spec.claimRef?.uid !== uid) {
    const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid };
    const annotations = { [BOUND_BY_CONTROLLER]: 'yes' };
    cluster.mergePatch(VOLUMES, undefined, volumeName, { metadata: { annotations }, spec: { claimRef } });
  }
  setPhase(cluster, volume, 'Bound');
  const chosen = claim.spec.volumeName === undefined;
  if (chosen || claim.metadata.annotations?.[BIND_COMPLETED] === undefined) {
    const annotations = { [BIND_COMPLETED]: 'yes', ...(chosen ? { [BOUND_BY_CONTROLLER]: 'yes' } : {}) };
    cluster.mergePatch(CLAIMS, namespace, name, { metadata: { annotations }, spec: { volumeName } });
  }
  if (claim.status?.phase === 'Bound') return;
  const { accessModes, capacity } = volume.spec;
  cluster.mergePatch(
    CLAIMS,
    namespace,
    name,
    { status: { phase: 'Bound', accessModes, capacity } },
    'status',
  );
}

export function setPhase(cluster: Cluster, { metadata, status }: KubeObject, phase: string): void {
  if (status?.phase === phase) return;
  cluster.mergePatch(VOLUMES, undefined, metadata.name, { status: { phase } }, 'status');
}

/** Lets a terminating object go. */
export function dropFinalizer(cluster: Cluster, plural: string, object: KubeObject, finalizer: string): void {
  const { namespace, name, finalizers = [] } = object.metadata;
  if (!finalizers.includes(finalizer)) return;
  const left = finalizers.filter((each) => each !== finalizer);
  cluster.mergePatch(plural, namespace, name, { metadata: { finalizers: left } });
}
