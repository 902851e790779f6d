/** Deployments and the other workloads. */
import { formatLabelSelector } from '../selectors/labels.ts';
import type { Json } from '../json.ts';
import type { Cell, Column, Printer } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { ageOf, humanDuration } from '../../../notation/index.ts';
import { AGE, column, NAME } from './generic.ts';

const CONTAINERS = column('Containers', 'string', 1);
const IMAGES = column('Images', 'string', 1);
const SELECTOR = column('Selector', 'string', 1);
const integer = (name: string) => column(name, 'integer');

function containerCells(template: Json): Cell[] {
  const containers: Json[] = template?.spec?.containers ?? [];
  return [containers.map(({ name }) => name).join(','), containers.map(({ image }) => image).join(',')];
}

const selectorCell = (selector: Json): string => formatLabelSelector(selector) || '<none>';

const printer = (
  columns: Column[],
  cells: (object: KubeObject, age: string, now: number) => Cell[],
): Printer => ({
  columns,
  cells: (object, now) => cells(object, ageOf(object.metadata.creationTimestamp, now), now),
});

export const deploymentPrinter = printer(
  [NAME, column('Ready'), column('Up-to-date'), column('Available'), AGE, CONTAINERS, IMAGES, SELECTOR],
  ({ metadata, spec, status }, age) => [
    metadata.name,
    `${status?.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
    status?.updatedReplicas ?? 0,
    status?.availableReplicas ?? 0,
    age,
    ...containerCells(spec.template),
    selectorCell(spec.selector),
  ],
);

export const replicaSetPrinter = printer(
  [NAME, integer('Desired'), integer('Current'), integer('Ready'), AGE, CONTAINERS, IMAGES, SELECTOR],
  ({ metadata, spec, status }, age) => [
    metadata.name,
    spec.replicas ?? 0,
    status?.replicas ?? 0,
    status?.readyReplicas ?? 0,
    age,
    ...containerCells(spec.template),
    selectorCell(spec.selector),
  ],
);

export const replicationControllerPrinter: Printer = {
  columns: replicaSetPrinter.columns,
  cells: (object, now) =>
    replicaSetPrinter.cells(
      { ...object, spec: { ...object['spec'], selector: { matchLabels: object['spec'].selector } } },
      now,
    ),
};

export const statefulSetPrinter = printer(
  [NAME, column('Ready'), AGE, CONTAINERS, IMAGES],
  ({ metadata, spec, status }, age) => [
    metadata.name,
    `${status?.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
    age,
    ...containerCells(spec.template),
  ],
);

export const daemonSetPrinter = printer(
  [
    NAME,
    integer('Desired'),
    integer('Current'),
    integer('Ready'),
    integer('Up-to-date'),
    integer('Available'),
    column('Node Selector'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  ({ metadata, spec, status }, age) => [
    metadata.name,
    status?.desiredNumberScheduled ?? 0,
    status?.currentNumberScheduled ?? 0,
    status?.numberReady ?? 0,
    status?.updatedNumberScheduled ?? 0,
    status?.numberAvailable ?? 0,
    formatLabelSelector({ matchLabels: spec.template?.spec?.nodeSelector ?? {} }) || '<none>',
    age,
    ...containerCells(spec.template),
    selectorCell(spec.selector),
  ],
);

function jobStatus({ metadata, status }: KubeObject): string {
  const is = (type: string) =>
    (status?.conditions ?? []).some((one: Json) => one.type === type && one.status === 'True');
  if (is('Complete')) return 'Complete';
  if (is('Failed')) return 'Failed';
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(is) ?? 'Running';
}

function jobCompletions({ spec, status }: KubeObject): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec.completions !== undefined) return `${succeeded}/${spec.completions}`;
  return spec.parallelism > 1 ? `${succeeded}/1 of ${spec.parallelism}` : `${succeeded}/1`;
}

export const jobPrinter = printer(
  [NAME, column('Status'), column('Completions'), column('Duration'), AGE, CONTAINERS, IMAGES, SELECTOR],
  (job, age, now) => {
    const { startTime, completionTime } = job['status'] ?? {};
    const end = completionTime ? Date.parse(completionTime) : now;
    return [
      job.metadata.name,
      jobStatus(job),
      jobCompletions(job),
      startTime ? humanDuration(end - Date.parse(startTime)) : '',
      age,
      ...containerCells(job['spec'].template),
      selectorCell(job['spec'].selector),
    ];
  },
);

export const cronJobPrinter = printer(
  [
    NAME,
    column('Schedule'),
    column('Timezone'),
    column('Suspend'),
    integer('Active'),
    column('Last Schedule'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  ({ metadata, spec, status }, age, now) => [
    metadata.name,
    spec.schedule,
    spec.timeZone ?? '<none>',
    spec.suspend ? 'True' : 'False',
    status?.active?.length ?? 0,
    status?.lastScheduleTime ? ageOf(status.lastScheduleTime, now) : '<none>',
    age,
    ...containerCells(spec.jobTemplate?.spec?.template),
    selectorCell(spec.jobTemplate?.spec?.selector),
  ],
);

function target({ type, ...metric }: Json, current: Json): string {
  const source = metric[type === 'ContainerResource' ? 'containerResource' : String(type).toLowerCase()];
  const name = source?.name ?? source?.metric?.name ?? type;
  const { averageUtilization, averageValue, value } = source?.target ?? {};
  const now =
    current?.averageUtilization === undefined
      ? (current?.averageValue ?? current?.value ?? '<unknown>')
      : `${current.averageUtilization}%`;
  return `${name}: ${now}/${averageUtilization === undefined ? (averageValue ?? value) : `${averageUtilization}%`}`;
}

export const autoscalerPrinter = printer(
  [
    NAME,
    column('Reference'),
    column('Targets'),
    column('MinPods'),
    column('MaxPods'),
    column('Replicas'),
    AGE,
  ],
  ({ metadata, spec, status }, age) => [
    metadata.name,
    `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
    (spec.metrics ?? [])
      .map((metric: Json, i: number) => target(metric, status?.currentMetrics?.[i]?.resource?.current))
      .join(', ') || '<none>',
    String(spec.minReplicas ?? '<unset>'),
    spec.maxReplicas,
    status?.currentReplicas ?? 0,
    age,
  ],
);

export const budgetPrinter = printer(
  [NAME, column('Min Available'), column('Max Unavailable'), integer('Allowed Disruptions'), AGE],
  ({ metadata, spec, status }, age) => [
    metadata.name,
    String(spec.minAvailable ?? 'N/A'),
    String(spec.maxUnavailable ?? 'N/A'),
    status?.disruptionsAllowed ?? 0,
    age,
  ],
);

export const revisionPrinter = printer(
  [NAME, column('Controller'), integer('Revision'), AGE],
  ({ metadata, revision }, age) => {
    const owner = metadata.ownerReferences?.find(({ controller }) => controller);
    const group = owner?.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
    return [
      metadata.name,
      owner ? `${owner.kind.toLowerCase()}${group}/${owner.name}` : '<none>',
      revision ?? 0,
      age,
    ];
  },
);
