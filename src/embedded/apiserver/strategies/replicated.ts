/** apps/v1: Deployment, ReplicaSet, StatefulSet, DaemonSet; and ReplicationController. */
import { setPodSpecDefaults } from '../defaults/pod-spec.ts';
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { FieldError, Strategy } from '../resource.ts';
import { invalidValue } from '../validation/errors.ts';
import { goIntOrString } from '../validation/go-value.ts';
import { nonNegative } from '../validation/ports.ts';
import { selectorIsImmutable, validateSelector, validateTemplate } from '../validation/template.ts';

function setSpecDefaults(object: Json, defaults: (spec: Json) => void): void {
  const spec = (object.spec ??= {});
  if (spec.template) setPodSpecDefaults((spec.template.spec ??= {}));
  defaults(spec);
}

function rolling(strategy: Json, defaults: Record<string, unknown>): void {
  strategy.type ||= 'RollingUpdate';
  if (strategy.type === 'RollingUpdate') strategy.rollingUpdate = { ...defaults, ...strategy.rollingUpdate };
}

function validateReplicated(object: Json, extra: (spec: Json) => FieldError[] = () => []): FieldError[] {
  const { spec } = object;
  return [
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...validateSelector(spec),
    ...validateTemplate(spec.template, ['Always']),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    ...extra(spec),
  ];
}

const isNone = (value: unknown) => value === 0 || value === '0%';

function validateDeploymentStrategy({
  strategy,
  progressDeadlineSeconds,
  minReadySeconds = 0,
}: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (!['Recreate', 'RollingUpdate'].includes(strategy.type))
    errors.push({
      reason: 'FieldValueNotSupported',
      field: 'spec.strategy',
      message: `Unsupported value: apps.DeploymentStrategy{Type:${JSON.stringify(strategy.type)}, RollingUpdate:(*apps.RollingUpdateDeployment)(nil)}: supported values: "Recreate", "RollingUpdate"`,
    });
  if (strategy.type === 'Recreate' && isObject(strategy.rollingUpdate))
    errors.push({
      reason: 'FieldValueForbidden',
      field: 'spec.strategy.rollingUpdate',
      message: "Forbidden: may not be specified when strategy `type` is 'Recreate'",
    });
  if (isNone(strategy.rollingUpdate?.maxSurge) && isNone(strategy.rollingUpdate?.maxUnavailable))
    errors.push({
      reason: 'FieldValueInvalid',
      field: 'spec.strategy.rollingUpdate.maxUnavailable',
      message: `Invalid value: ${goIntOrString(strategy.rollingUpdate.maxUnavailable)}: may not be 0 when \`maxSurge\` is 0`,
    });
  if (progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds)
    errors.push(
      invalidValue(
        'spec.progressDeadlineSeconds',
        progressDeadlineSeconds,
        'must be greater than minReadySeconds',
      ),
    );
  return errors;
}

const noStatus = (object: Json) => {
  object.status = {};
};

export const deploymentStrategy: Strategy = {
  setDefaults: (object) =>
    setSpecDefaults(object, (spec) => {
      spec.replicas ??= 1;
      rolling((spec.strategy ??= {}), { maxSurge: '25%', maxUnavailable: '25%' });
      spec.revisionHistoryLimit ??= 10;
      spec.progressDeadlineSeconds ??= 600;
    }),
  prepareCreate: noStatus,
  validate: (object) => validateReplicated(object, validateDeploymentStrategy),
  validateUpdate: selectorIsImmutable,
};

export const replicaSetStrategy: Strategy = {
  setDefaults: (object) => setSpecDefaults(object, (spec) => (spec.replicas ??= 1)),
  prepareCreate(object) {
    object['status'] = { replicas: 0 };
  },
  validate: (object) => validateReplicated(object),
  validateUpdate: selectorIsImmutable,
};

export const statefulSetStrategy: Strategy = {
  setDefaults: (object) =>
    setSpecDefaults(object, (spec) => {
      spec.replicas ??= 1;
      spec.podManagementPolicy ||= 'OrderedReady';
      rolling((spec.updateStrategy ??= {}), { partition: 0 });
      spec.revisionHistoryLimit ??= 10;
      spec.persistentVolumeClaimRetentionPolicy ??= { whenDeleted: 'Retain', whenScaled: 'Retain' };
    }),
  prepareCreate(object) {
    object['status'] = { replicas: 0, availableReplicas: 0 };
  },
  validate: (object) => validateReplicated(object),
  validateUpdate: selectorIsImmutable,
};

export const daemonSetStrategy: Strategy = {
  setDefaults: (object) =>
    setSpecDefaults(object, (spec) => {
      rolling((spec.updateStrategy ??= {}), { maxSurge: 0, maxUnavailable: 1 });
      spec.revisionHistoryLimit ??= 10;
    }),
  prepareCreate(object) {
    object['status'] = {
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      desiredNumberScheduled: 0,
      numberReady: 0,
    };
  },
  validate: (object) => validateReplicated(object),
  validateUpdate: selectorIsImmutable,
};

export const replicationControllerStrategy: Strategy = {
  setDefaults: (object) =>
    setSpecDefaults(object, (spec) => {
      spec.replicas ??= 1;
      spec.selector ??= spec.template?.metadata?.labels;
    }),
  prepareCreate(object) {
    object['status'] = { replicas: 0 };
  },
  validate: ({ spec }) => [
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...validateTemplate(spec.template, ['Always']),
  ],
};
