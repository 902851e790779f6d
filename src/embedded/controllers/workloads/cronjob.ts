/** CronJob: a Job at each time of the schedule. */
import type { Cron } from 'croner';
import { timestamp } from '../../../notation/index.ts';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { itself, runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { controllerReference, isControlledBy, ownersOfKind } from '../ownership.ts';
import { conditionOf } from '../pod-state.ts';
import { writeStatus } from './pods.ts';
import { parseSchedule } from './schedule.ts';

const RESOURCE = 'cronjobs.batch';
const JOBS = 'jobs.batch';
const COMPONENT = 'cronjob-controller';
/** More missed times than this point to a wrong clock: only the last one is made up for. */
const MOST_MISSED = 100;

export function startCronJobs(context: ControllerContext): Running {
  const api = context.cluster;
  return runController(context, {
    name: COMPONENT,
    watches: { [RESOURCE]: itself, [JOBS]: ownersOfKind('CronJob') },
    reconcile(namespace, name, queue) {
      const cronJob = api.get(RESOURCE, namespace, name);
      if (!cronJob || cronJob.metadata.deletionTimestamp) return;
      const schedule = scheduleOf(api, cronJob);
      if (!schedule) return;
      const status = { ...cronJob.status };
      const due = cronJob.spec.suspend ? undefined : dueTime(cronJob, schedule);
      if (due && mayStart(api, cronJob, due)) {
        startJob(api, cronJob, due);
        status.lastScheduleTime = timestamp(due.getTime());
      }
      deleteOldJobs(api, cronJob);
      report(api, cronJob, status);
      const next = schedule.nextRun();
      if (next && !cronJob.spec.suspend)
        queue.addAfter(`${namespace}/${name}`, next.getTime() - Date.now() + 50);
    },
  });
}

function scheduleOf(api: Api, cronJob: KubeObject): Cron | undefined {
  try {
    return parseSchedule(cronJob.spec.schedule, cronJob.spec.timeZone);
  } catch (error) {
    const message = `unparseable schedule: ${cronJob.spec.schedule}: ${(error as Error).message}`;
    api.recordEvent(cronJob, {
      type: 'Warning',
      reason: 'UnparseableSchedule',
      message,
      component: COMPONENT,
    });
    return undefined;
  }
}

/** The last scheduled time since the last run, unless its starting deadline has passed. */
function dueTime({ metadata, spec, status }: KubeObject, schedule: Cron): Date | undefined {
  const now = Date.now();
  const deadline = spec.startingDeadlineSeconds ? now - spec.startingDeadlineSeconds * 1000 : 0;
  const since = Math.max(Date.parse(status?.lastScheduleTime ?? metadata.creationTimestamp), deadline);
  let due: Date | undefined;
  let time = schedule.nextRun(new Date(since));
  for (let missed = 0; time && time.getTime() <= now && missed < MOST_MISSED; missed += 1) {
    due = time;
    time = schedule.nextRun(time);
  }
  return due;
}

const isOver = (job: KubeObject) =>
  ['Complete', 'Failed'].some((type) => conditionOf(job, type)?.status === 'True');
const jobsOf = (api: Api, cronJob: KubeObject) =>
  api.list(JOBS, { namespace: cronJob.metadata.namespace }).filter((job) => isControlledBy(job, cronJob));
const nameAt = (cronJob: KubeObject, time: Date) =>
  `${cronJob.metadata.name}-${Math.floor(time.getTime() / 60_000)}`;

function mayStart(api: Api, cronJob: KubeObject, time: Date): boolean {
  const { namespace } = cronJob.metadata;
  if (api.get(JOBS, namespace, nameAt(cronJob, time))) return false;
  const running = jobsOf(api, cronJob).filter((job) => !isOver(job));
  if (cronJob.spec.concurrencyPolicy === 'Forbid' && running.length > 0) return false;
  if (cronJob.spec.concurrencyPolicy === 'Replace') {
    for (const { metadata } of running)
      api.delete(JOBS, namespace, metadata.name, { propagationPolicy: 'Background' });
  }
  return true;
}

function startJob(api: Api, cronJob: KubeObject, time: Date): void {
  const { metadata = {}, spec } = structuredClone(cronJob.spec.jobTemplate);
  const job = api.create(JOBS, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      ...metadata,
      name: nameAt(cronJob, time),
      namespace: cronJob.metadata.namespace,
      annotations: {
        ...metadata.annotations,
        'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(time.getTime()),
      },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec,
  });
  const message = `Created job ${job.metadata.name}`;
  api.recordEvent(cronJob, { type: 'Normal', reason: 'SuccessfulCreate', message, component: COMPONENT });
}

/** Deletes finished jobs beyond the history limits. */
function deleteOldJobs(api: Api, cronJob: KubeObject): void {
  const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } = cronJob.spec;
  for (const [type, limit] of [
    ['Complete', successfulJobsHistoryLimit],
    ['Failed', failedJobsHistoryLimit],
  ] as [string, number][]) {
    const over = jobsOf(api, cronJob).filter((job) => conditionOf(job, type)?.status === 'True');
    const oldestFirst = over.toSorted((a, b) =>
      a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp),
    );
    for (const { metadata } of oldestFirst.slice(0, Math.max(0, over.length - limit))) {
      api.delete(JOBS, metadata.namespace, metadata.name, { propagationPolicy: 'Background' });
    }
  }
}

function report(api: Api, cronJob: KubeObject, status: Record<string, unknown>): void {
  const jobs = jobsOf(api, cronJob);
  const active = jobs
    .filter((job) => !isOver(job))
    .map(({ apiVersion, kind, metadata }) => ({
      apiVersion,
      kind,
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
    }));
  const completions = jobs.map((job) => job.status?.completionTime as string | undefined).filter(Boolean);
  writeStatus(api, RESOURCE, cronJob, {
    ...status,
    active: active.length > 0 ? active : undefined,
    lastSuccessfulTime: completions.toSorted().at(-1) ?? status.lastSuccessfulTime,
  });
}
