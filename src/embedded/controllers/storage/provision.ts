/** Makes a volume for a claim: a folder, and the PersistentVolume that stands for it. */
import { parseQuantity } from '../../../notation/index.ts';
import type { Cluster, KubeObject } from '../../apiserver/index.ts';
import { SELECTED_NODE } from './claims-of-pods.ts';
import { VOLUMES } from './binding.ts';
import { PROVISIONER } from './storage-class.ts';
import type { VolumeFolders } from './volume-folders.ts';

export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';

/** Why a folder cannot be what the claim asks for; undefined if it can. Pure. @param free in bytes */
function refusal(claim: KubeObject, storageClass: KubeObject, free: bigint): string | undefined {
  const { spec } = claim;
  const [parameter] = Object.keys(storageClass['parameters'] ?? {});
  if (parameter !== undefined) return `the parameter "${parameter}" of the StorageClass is unknown`;
  if (storageClass['mountOptions']?.length > 0)
    return 'a folder is not mounted: mountOptions are not possible';
  if (spec.volumeMode === 'Block') return 'a volume is a folder here: volumeMode Block is not possible';
  if (spec.accessModes.includes('ReadWriteOncePod'))
    return 'nothing keeps a second pod from the folder: ReadWriteOncePod is not possible';
  if (spec.selector) return 'claim.Spec.Selector is not supported';
  if (spec.dataSource ?? spec.dataSourceRef)
    return 'a folder begins empty: dataSource and dataSourceRef are not possible';
  const wanted: string = spec.resources.requests.storage;
  if ((parseQuantity(wanted) ?? 0n) > (parseQuantity(String(free)) ?? 0n))
    return `${wanted} are asked for, but only ${inGibibytes(free)} are free on the disk of the stage`;
  return undefined;
}

const inGibibytes = (bytes: bigint) => `${(Number(bytes) / 2 ** 30).toFixed(1)}Gi`;

export function provision(
  cluster: Cluster,
  claim: KubeObject,
  storageClass: KubeObject,
  folders: VolumeFolders,
): void {
  const event = (type: 'Normal' | 'Warning', reason: string, message: string) =>
    cluster.recordEvent(claim, { type, reason, message, component: PROVISIONER });
  const { namespace, name, uid } = claim.metadata;
  const volume = `pvc-${uid}`;
  const failed = (why: string) =>
    event(
      'Warning',
      'ProvisioningFailed',
      `failed to provision volume with StorageClass "${storageClass.metadata.name}": ${why}`,
    );
  const refused = refusal(claim, storageClass, folders.free());
  if (refused !== undefined) return failed(refused);
  event(
    'Normal',
    'Provisioning',
    `External provisioner is provisioning volume for claim "${namespace}/${name}"`,
  );
  const path = folders.create(volume);
  cluster.create(VOLUMES, {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volume, annotations: { [PROVISIONED_BY]: PROVISIONER } },
    spec: {
      capacity: { storage: claim.spec.resources.requests.storage },
      accessModes: claim.spec.accessModes,
      persistentVolumeReclaimPolicy: storageClass['reclaimPolicy'],
      storageClassName: storageClass.metadata.name,
      volumeMode: 'Filesystem',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid },
      hostPath: { path, type: 'Directory' },
      ...nodeAffinity(cluster, claim),
    },
  });
  event('Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volume}`);
}

/** The folder is on one node: the selected one, or the only one. */
function nodeAffinity(cluster: Cluster, claim: KubeObject): object {
  const node = claim.metadata.annotations?.[SELECTED_NODE] ?? cluster.list('nodes')[0]?.metadata.name;
  if (node === undefined) return {};
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }];
  return { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } } };
}
