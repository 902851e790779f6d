/** apps, batch, autoscaling and policy. */
import { clone } from '../json.ts';
import { define } from './define.ts';
import { cronJobStrategy, jobStrategy } from '../strategies/batch.ts';
import { autoscalerStrategy, budgetStrategy } from '../strategies/cluster-services.ts';
import {
  daemonSetStrategy,
  deploymentStrategy,
  replicaSetStrategy,
  statefulSetStrategy,
} from '../strategies/replicated.ts';
import {
  autoscalerPrinter,
  budgetPrinter,
  cronJobPrinter,
  daemonSetPrinter,
  deploymentPrinter,
  jobPrinter,
  replicaSetPrinter,
  revisionPrinter,
  statefulSetPrinter,
} from '../printers/workloads.ts';
import { autoscalerFromV2, autoscalerToV2 } from './autoscaler-versions.ts';
import type { Resource, ScalePaths } from '../resource.ts';

const SCALE: ScalePaths = {
  specReplicasPath: '.spec.replicas',
  statusReplicasPath: '.status.replicas',
  labelSelectorPath: '.spec.selector',
};

const apps = { group: 'apps', version: 'v1', categories: ['all'], generation: true } as const;
const batch = { group: 'batch', version: 'v1', categories: ['all'], generation: true } as const;

export const workloadResources: Resource[] = [
  define({
    ...apps,
    categories: [],
    generation: false,
    kind: 'ControllerRevision',
    printer: revisionPrinter,
    plural: 'controllerrevisions',
    model: 'V1ControllerRevision',
  }),
  define({
    ...apps,
    categories: ['all'],
    kind: 'DaemonSet',
    printer: daemonSetPrinter,
    strategy: daemonSetStrategy,
    plural: 'daemonsets',
    shortNames: ['ds'],
    subresources: ['status'],
    model: 'V1DaemonSet',
  }),
  define({
    ...apps,
    categories: ['all'],
    kind: 'Deployment',
    printer: deploymentPrinter,
    strategy: deploymentStrategy,
    plural: 'deployments',
    shortNames: ['deploy'],
    subresources: ['status', 'scale'],
    scale: SCALE,
    model: 'V1Deployment',
  }),
  define({
    ...apps,
    categories: ['all'],
    kind: 'ReplicaSet',
    printer: replicaSetPrinter,
    strategy: replicaSetStrategy,
    plural: 'replicasets',
    shortNames: ['rs'],
    subresources: ['status', 'scale'],
    scale: SCALE,
    model: 'V1ReplicaSet',
    selectableFields: ['status.replicas'],
  }),
  define({
    ...apps,
    categories: ['all'],
    kind: 'StatefulSet',
    printer: statefulSetPrinter,
    strategy: statefulSetStrategy,
    plural: 'statefulsets',
    shortNames: ['sts'],
    subresources: ['status', 'scale'],
    scale: SCALE,
    model: 'V1StatefulSet',
  }),
  define({
    group: 'autoscaling',
    version: 'v2',
    kind: 'HorizontalPodAutoscaler',
    printer: autoscalerPrinter,
    strategy: autoscalerStrategy,
    plural: 'horizontalpodautoscalers',
    shortNames: ['hpa'],
    categories: ['all'],
    subresources: ['status'],
    model: 'V2HorizontalPodAutoscaler',
  }),
  define({
    group: 'autoscaling',
    version: 'v1',
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    shortNames: ['hpa'],
    categories: ['all'],
    subresources: ['status'],
    model: 'V1HorizontalPodAutoscaler',
    storageVersion: 'autoscaling/v2',
    fromStorage: autoscalerFromV2,
    toStorage: autoscalerToV2,
    printer: {
      columns: autoscalerPrinter.columns,
      cells: (object, now) => autoscalerPrinter.cells(autoscalerToV2(clone(object)), now),
    },
  }),
  define({
    ...batch,
    categories: ['all'],
    kind: 'CronJob',
    printer: cronJobPrinter,
    strategy: cronJobStrategy,
    plural: 'cronjobs',
    shortNames: ['cj'],
    subresources: ['status'],
    model: 'V1CronJob',
  }),
  define({
    ...batch,
    categories: ['all'],
    kind: 'Job',
    printer: jobPrinter,
    strategy: jobStrategy,
    plural: 'jobs',
    subresources: ['status'],
    model: 'V1Job',
    selectableFields: ['status.successful'],
  }),
  define({
    group: 'policy',
    version: 'v1',
    kind: 'PodDisruptionBudget',
    printer: budgetPrinter,
    strategy: budgetStrategy,
    plural: 'poddisruptionbudgets',
    shortNames: ['pdb'],
    subresources: ['status'],
    generation: true,
    model: 'V1PodDisruptionBudget',
  }),
];
