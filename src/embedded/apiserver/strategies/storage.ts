/** Persistent volumes, claims, storage classes: defaults, validation, and what cannot be changed. */
import { parseQuantity } from '../../../notation/index.ts';
import { equal } from '../json.ts';
import type { Json } from '../json.ts';
import type { FieldError, Strategy } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { forbiddenField, invalidValue, notSupported, required } from '../validation/errors.ts';

const MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const CAPACITY = 'spec.resources[storage]';

/** Keeps the object until its controller finds that nothing uses it. */
function protect({ metadata }: KubeObject, finalizer: string): void {
  if (!metadata.finalizers?.includes(finalizer))
    metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
}

function accessModes(modes: readonly string[] | undefined): FieldError[] {
  if (!modes?.length) return [required('spec.accessModes', 'at least 1 access mode is required')];
  const unknown = modes.filter((mode) => !MODES.includes(mode));
  if (unknown.length === 0 && modes.length > 1 && modes.includes('ReadWriteOncePod'))
    return [forbiddenField('spec.accessModes', 'may not use ReadWriteOncePod with other access modes')];
  return unknown.map((mode) => notSupported('spec.accessModes', mode, MODES));
}

function positive(quantity: string | undefined, field: string): FieldError[] {
  if (quantity === undefined) return [required(field)];
  const amount = parseQuantity(quantity);
  return amount === undefined || amount > 0n
    ? []
    : [invalidValue(field, quantity, 'must be greater than zero')];
}

export const claimStrategy: Strategy = {
  setDefaults(claim) {
    (claim['spec'] ??= {}).volumeMode ||= 'Filesystem';
  },
  prepareCreate(claim) {
    claim['status'] = { phase: 'Pending' };
    protect(claim, 'kubernetes.io/pvc-protection');
  },
  validate: ({ spec }) => [
    ...accessModes(spec.accessModes),
    ...positive(spec.resources?.requests?.storage, CAPACITY),
  ],
  validateUpdate({ spec }, { spec: before }) {
    const settled = {
      ...before,
      volumeName: before.volumeName ?? spec.volumeName,
      storageClassName: before.storageClassName ?? spec.storageClassName,
    };
    if (!equal(withoutRequests(spec), withoutRequests(settled)))
      return [
        forbiddenField(
          'spec',
          'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
        ),
      ];
    if (equal(spec.resources?.requests, before.resources?.requests)) return [];
    return [
      forbiddenField(
        CAPACITY,
        'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
      ),
    ];
  },
};

function withoutRequests({ resources, volumeName, storageClassName, ...spec }: Json): Json {
  const { requests: _, ...others } = resources ?? {};
  return { ...spec, ...others, volumeName: volumeName ?? null, storageClassName: storageClassName ?? null };
}

const NO_SOURCE = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
]);
const sourceOf = (spec: Json): [string, unknown][] =>
  Object.entries(spec as object).filter(([key]) => !NO_SOURCE.has(key));

export const volumeStrategy: Strategy = {
  setDefaults(volume) {
    const spec = (volume['spec'] ??= {});
    spec.volumeMode ||= 'Filesystem';
    spec.persistentVolumeReclaimPolicy ||= 'Retain';
  },
  prepareCreate(volume) {
    volume['status'] = { phase: 'Pending' };
    protect(volume, 'kubernetes.io/pv-protection');
  },
  validate({ spec }) {
    const sources = sourceOf(spec);
    return [
      ...accessModes(spec.accessModes),
      ...positive(spec.capacity?.storage, 'spec.capacity[storage]'),
      ...(sources.length === 0 ? [required('spec', 'must specify a volume type')] : []),
      ...(sources.length > 1
        ? [forbiddenField(`spec.${sources[1]![0]}`, 'may not specify more than 1 volume type')]
        : []),
    ];
  },
  validateUpdate: (next, current) =>
    equal(sourceOf(next['spec']), sourceOf(current['spec']))
      ? []
      : [
          forbiddenField(
            'spec.persistentvolumesource',
            'spec.persistentvolumesource is immutable after creation',
          ),
        ],
};

export const storageClassStrategy: Strategy = {
  setDefaults(storageClass) {
    storageClass['reclaimPolicy'] ||= 'Delete';
    storageClass['volumeBindingMode'] ||= 'Immediate';
  },
  validate: (storageClass) => (storageClass['provisioner'] ? [] : [required('provisioner')]),
};
