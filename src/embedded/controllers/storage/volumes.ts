/** PersistentVolumes: their phase, and what becomes of one when its claim is gone. */
import { ApiError } from '../../apiserver/index.ts';
import type { Cluster, KubeObject } from '../../apiserver/index.ts';
import { runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { VOLUMES, dropFinalizer, isFor, setPhase } from './binding.ts';
import { CLAIMS } from './claims-of-pods.ts';
import { PROVISIONED_BY } from './provision.ts';
import { PROVISIONER } from './storage-class.ts';
import type { VolumeFolders } from './volume-folders.ts';

const COMPONENT = 'persistentvolume-controller';
const PROTECTION = 'kubernetes.io/pv-protection';
const RETRY_MS = 5_000;

export function startVolumes(context: ControllerContext, folders: VolumeFolders): Running {
  const { cluster } = context;
  const removing = new Set<string>();
  const isOwn = ({ metadata }: KubeObject) =>
    metadata.annotations?.[PROVISIONED_BY] === PROVISIONER && folders.names(metadata.name);
  return runController(context, {
    name: `${COMPONENT} (volumes)`,
    watches: {
      [VOLUMES]: ({ object }) => [`/${object.metadata.name}`],
      [CLAIMS]: ({ object: { spec } }) => (spec.volumeName === undefined ? [] : [`/${spec.volumeName}`]),
    },
    reconcile(_none, name, queue) {
      const volume = cluster.get(VOLUMES, undefined, name);
      if (!volume || removing.has(name)) return;
      if (!volume.spec.claimRef?.uid) return settle(cluster, volume, 'Available');
      if (claimOf(cluster, volume)) return setPhase(cluster, volume, 'Bound');
      const policy = volume.spec.persistentVolumeReclaimPolicy;
      if (policy !== 'Delete') return settle(cluster, volume, 'Released');
      if (!isOwn(volume)) {
        fail(cluster, volume, 'no deletable volume plugin matched');
        return settle(cluster, volume, 'Failed');
      }
      setPhase(cluster, volume, 'Released');
      removing.add(name);
      folders
        .remove(name)
        .then(() => forget(cluster, name))
        .catch((error: Error) => {
          fail(cluster, volume, error.message);
          queue.addAfter(`/${name}`, RETRY_MS);
        })
        .catch((error: unknown) => context.onError(COMPONENT, name, error))
        .finally(() => removing.delete(name));
    },
  });
}

function claimOf(cluster: Cluster, volume: KubeObject): KubeObject | undefined {
  const { namespace, name } = volume.spec.claimRef;
  const claim = cluster.get(CLAIMS, namespace, name);
  return claim && isFor(volume, claim) ? claim : undefined;
}

/** No claim has it: it may go. */
function settle(cluster: Cluster, volume: KubeObject, phase: string): void {
  setPhase(cluster, volume, phase);
  if (volume.metadata.deletionTimestamp) dropFinalizer(cluster, VOLUMES, volume, PROTECTION);
}

function fail(cluster: Cluster, volume: KubeObject, message: string): void {
  const { name } = volume.metadata;
  if (!cluster.get(VOLUMES, undefined, name)) return;
  if (volume.status?.phase === 'Failed' && volume.status.message === message) return;
  cluster.recordEvent(volume, {
    type: 'Warning',
    reason: 'VolumeFailedDelete',
    message,
    component: COMPONENT,
  });
  cluster.mergePatch(VOLUMES, undefined, name, { status: { phase: 'Failed', message } }, 'status');
}

/** Its data is gone: so is the object, which may have been deleted meanwhile. */
function forget(cluster: Cluster, name: string): void {
  try {
    if (!cluster.get(VOLUMES, undefined, name)?.metadata.deletionTimestamp)
      cluster.delete(VOLUMES, undefined, name);
    const left = cluster.get(VOLUMES, undefined, name);
    if (left) dropFinalizer(cluster, VOLUMES, left, PROTECTION);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 404)) throw error;
  }
}
