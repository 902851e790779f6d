/** Persistent volumes, claims and storage classes. */
import { printer, wide } from './columns.ts';
import { AGE, column, NAME } from './generic.ts';

const MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};
const accessModes = (modes: string[] = []) => modes.map((mode) => MODES[mode] ?? mode).join(',');

export const claimPrinter = printer(
  [
    NAME,
    column('Status'),
    column('Volume'),
    column('Capacity'),
    column('Access Modes'),
    column('StorageClass'),
    column('VolumeAttributesClass'),
    AGE,
    wide('VolumeMode'),
  ],
  ({ metadata, spec, status }, age) => [
    metadata.name,
    metadata.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating',
    spec.volumeName ?? '',
    spec.volumeName ? (status?.capacity?.storage ?? '') : '',
    spec.volumeName ? accessModes(status?.accessModes) : '',
    spec.storageClassName ?? '',
    spec.volumeAttributesClassName ?? '<unset>',
    age,
    spec.volumeMode ?? '<unset>',
  ],
);

export const volumePrinter = printer(
  [
    NAME,
    column('Capacity'),
    column('Access Modes'),
    column('Reclaim Policy'),
    column('Status'),
    column('Claim'),
    column('StorageClass'),
    column('VolumeAttributesClass'),
    column('Reason'),
    AGE,
    wide('VolumeMode'),
  ],
  ({ metadata, spec, status }, age) => [
    metadata.name,
    spec.capacity?.storage ?? '',
    accessModes(spec.accessModes),
    spec.persistentVolumeReclaimPolicy,
    metadata.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating',
    spec.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '',
    spec.storageClassName ?? '',
    spec.volumeAttributesClassName ?? '<unset>',
    status?.reason ?? '',
    age,
    spec.volumeMode ?? '<unset>',
  ],
);

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

export const storageClassPrinter = printer(
  [
    NAME,
    column('Provisioner'),
    column('ReclaimPolicy'),
    column('VolumeBindingMode'),
    column('AllowVolumeExpansion'),
    AGE,
  ],
  (object, age) => [
    object.metadata.annotations?.[DEFAULT_CLASS] === 'true'
      ? `${object.metadata.name} (default)`
      : object.metadata.name,
    object['provisioner'],
    object['reclaimPolicy'],
    object['volumeBindingMode'],
    object['allowVolumeExpansion'] === true,
    age,
  ],
);
