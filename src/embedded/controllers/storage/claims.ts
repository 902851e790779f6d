/** PersistentVolumeClaims: binds each to a volume, which is provisioned if there is none, and protects those in use. */
import type { Cluster, KubeObject } from '../../apiserver/index.ts';
import { itself, keyOf, runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { VOLUMES, bind, dropFinalizer, isFor, volumeFor } from './binding.ts';
import { BIND_COMPLETED, CLAIMS, SELECTED_NODE, claimKeysOf, isUsed } from './claims-of-pods.ts';
import { provision } from './provision.ts';
import { PROVISIONER, STORAGE_CLASSES, defaultClass, waitsForConsumer } from './storage-class.ts';
import type { VolumeFolders } from './volume-folders.ts';

const COMPONENT = 'persistentvolume-controller';
const PROTECTION = 'kubernetes.io/pvc-protection';

export function startClaims(context: ControllerContext, folders: VolumeFolders): Running {
  const { cluster } = context;
  const all = () => cluster.list(CLAIMS).map(keyOf);
  return runController(context, {
    name: COMPONENT,
    watches: {
      [CLAIMS]: itself,
      [VOLUMES]: ({ object: { spec } }) =>
        spec.claimRef ? [`${spec.claimRef.namespace}/${spec.claimRef.name}`] : all(),
      [STORAGE_CLASSES]: all,
      pods: ({ object }) => claimKeysOf(object),
    },
    reconcile(namespace, name) {
      const claim = cluster.get(CLAIMS, namespace, name);
      if (!claim) return;
      if (!claim.metadata.deletionTimestamp) sync(cluster, claim, folders);
      else if (!isUsed(cluster, claim)) dropFinalizer(cluster, CLAIMS, claim, PROTECTION);
    },
  });
}

function sync(cluster: Cluster, claim: KubeObject, folders: VolumeFolders): void {
  if (claim.spec.volumeName !== undefined) return bindToNamed(cluster, claim);
  if (claim.spec.storageClassName === undefined) {
    const chosen = defaultClass(cluster);
    if (chosen) return setClass(cluster, claim, chosen.metadata.name);
  }
  const className: string = claim.spec.storageClassName ?? '';
  const storageClass = className === '' ? undefined : cluster.get(STORAGE_CLASSES, undefined, className);
  if (waitsForConsumer(storageClass) && claim.metadata.annotations?.[SELECTED_NODE] === undefined)
    return tell(
      cluster,
      claim,
      'WaitForFirstConsumer',
      'waiting for first consumer to be created before binding',
    );
  const volume = volumeFor(claim, cluster.list(VOLUMES));
  if (volume) return bind(cluster, volume, claim);
  if (className === '') return tell(cluster, claim, 'FailedBinding', NOTHING);
  if (!storageClass) {
    const message = `storageclass.storage.k8s.io "${className}" not found`;
    return tell(cluster, claim, 'ProvisioningFailed', message, 'Warning');
  }
  if (storageClass['provisioner'] === PROVISIONER) return provision(cluster, claim, storageClass, folders);
  tell(cluster, claim, 'ExternalProvisioning', waitingFor(storageClass['provisioner']));
}

const NOTHING = 'no persistent volumes available for this claim and no storage class is set';
const waitingFor = (provisioner: string) =>
  `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;

function bindToNamed(cluster: Cluster, claim: KubeObject): void {
  const { volumeName } = claim.spec;
  const volume = cluster.get(VOLUMES, undefined, volumeName);
  if (volume && isFor(volume, claim) !== false) return bind(cluster, volume, claim);
  if (claim.metadata.annotations?.[BIND_COMPLETED] === undefined) {
    if (volume)
      tell(
        cluster,
        claim,
        'FailedBinding',
        `volume "${volumeName}" already bound to a different claim.`,
        'Warning',
      );
    return;
  }
  if (claim.status?.phase === 'Lost') return;
  const { namespace, name } = claim.metadata;
  cluster.mergePatch(CLAIMS, namespace, name, { status: { phase: 'Lost', capacity: null } }, 'status');
  const message = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!';
  tell(cluster, claim, 'ClaimLost', message, 'Warning');
}

function setClass(cluster: Cluster, { metadata }: KubeObject, storageClassName: string): void {
  cluster.mergePatch(CLAIMS, metadata.namespace, metadata.name, { spec: { storageClassName } });
}

function tell(
  cluster: Cluster,
  claim: KubeObject,
  reason: string,
  message: string,
  type: 'Normal' | 'Warning' = 'Normal',
): void {
  cluster.recordEvent(claim, { type, reason, message, component: COMPONENT });
}
