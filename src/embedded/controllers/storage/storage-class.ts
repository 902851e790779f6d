/** The StorageClass of the embedded stage: the default of claims that name none. */
import type { Cluster, KubeObject } from '../../apiserver/index.ts';

export const STORAGE_CLASSES = 'storageclasses.storage.k8s.io';
export const PROVISIONER = 'pycont.dev/folder';
const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

const OWN = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { [DEFAULT]: 'true' } },
  provisioner: PROVISIONER,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'WaitForFirstConsumer',
};

export const STORAGE_CLASS = OWN.metadata.name;

/** Creates it, and undoes changes to it. */
export function restoreStorageClass(cluster: Cluster): void {
  const present = cluster.get(STORAGE_CLASSES, undefined, STORAGE_CLASS);
  if (present)
    cluster.update(STORAGE_CLASSES, { ...OWN, metadata: { ...present.metadata, ...OWN.metadata } });
  else cluster.create(STORAGE_CLASSES, OWN);
}

export function ensureStorageClass(cluster: Cluster): void {
  if (!cluster.get(STORAGE_CLASSES, undefined, STORAGE_CLASS)) cluster.create(STORAGE_CLASSES, OWN);
}

/** Of several, the newest, as in Kubernetes. */
export function defaultClass(cluster: Cluster): KubeObject | undefined {
  return cluster
    .list(STORAGE_CLASSES)
    .filter(({ metadata }) => metadata.annotations?.[DEFAULT] === 'true')
    .toSorted(
      (a, b) => Date.parse(b.metadata.creationTimestamp) - Date.parse(a.metadata.creationTimestamp),
    )[0];
}

export const waitsForConsumer = (storageClass: KubeObject | undefined): boolean =>
  storageClass?.['volumeBindingMode'] === 'WaitForFirstConsumer';
