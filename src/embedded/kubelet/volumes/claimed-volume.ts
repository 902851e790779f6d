/** What a claim of a pod is bound to. */
import type { PersistentVolumeClaimVolumeSource, HostPathVolumeSource } from 'kubernetes-types/core/v1.d.ts';
import { ConfigError } from '../errors.ts';
import type { VolumeInputs } from './volume-files.ts';

/** @throws ConfigError if it is not bound, or to a volume that is not a folder of this machine */
export function claimedPath(
  { claimName }: PersistentVolumeClaimVolumeSource,
  { api, pod }: VolumeInputs,
): HostPathVolumeSource {
  const { namespace } = pod.metadata;
  const claim = api.get('persistentvolumeclaims', namespace, claimName);
  if (!claim) throw new ConfigError(`persistentvolumeclaim "${claimName}" not found`);
  const { volumeName } = claim.spec;
  const volume = volumeName && api.get('persistentvolumes', undefined, volumeName);
  if (!volume || claim.status?.phase !== 'Bound')
    throw new ConfigError(`PVC ${namespace}/${claimName} is not bound`);
  if (volume.spec.claimRef?.uid !== claim.metadata.uid)
    throw new ConfigError(
      `PersistentVolume ${volumeName} is bound to another claim than ${namespace}/${claimName}`,
    );
  const { hostPath, local } = volume.spec;
  if (hostPath) return hostPath;
  if (local) return { path: local.path, type: 'Directory' };
  throw new ConfigError(
    `PersistentVolume ${volumeName} is not a hostPath or local one: the embedded stage supports no other`,
  );
}
