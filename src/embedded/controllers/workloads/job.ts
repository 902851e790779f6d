/** Job: creates pods until enough have succeeded or too many have failed. */
import { timestamp } from '../../../notation/index.ts';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { itself, runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { ownersOfKind } from '../ownership.ts';
import { conditionOf, isActive, isReady } from '../pod-state.ts';
import type { Condition } from '../pod-state.ts';
import { podFromTemplate } from '../pod-template.ts';
import { createPod, deletePod, podsOf, writeStatus } from './pods.ts';

const RESOURCE = 'jobs.batch';
const COMPONENT = 'job-controller';
const FIRST_BACKOFF = 10_000;
const LONGEST_BACKOFF = 360_000;

export function startJobs(context: ControllerContext): Running {
  const api = context.cluster;
  return runController(context, {
    name: COMPONENT,
    watches: { [RESOURCE]: itself, pods: ownersOfKind('Job') },
    reconcile(namespace, name, queue) {
      const job = api.get(RESOURCE, namespace, name);
      if (!job || job.metadata.deletionTimestamp) return;
      const requeueAfter = isOver(job) ? expire(api, job) : advance(api, job);
      if (requeueAfter !== undefined) queue.addAfter(`${namespace}/${name}`, requeueAfter);
    },
  });
}

const isOver = (job: KubeObject) =>
  ['Complete', 'Failed'].some((type) => conditionOf(job, type)?.status === 'True');

/** Deletes a finished job after its TTL. @returns milliseconds until then, if that is later */
function expire(api: Api, job: KubeObject): number | undefined {
  const seconds: number | undefined = job.spec.ttlSecondsAfterFinished;
  if (seconds === undefined || seconds === null) return undefined;
  const ended = (job.status.conditions as Condition[]).find(
    ({ type }) => type === 'Complete' || type === 'Failed',
  );
  const left = Date.parse(ended?.lastTransitionTime ?? '') + seconds * 1000 - Date.now();
  if (left > 0) return left;
  api.delete(RESOURCE, job.metadata.namespace, job.metadata.name, { propagationPolicy: 'Foreground' });
  return undefined;
}

/** One step of an unfinished job. @returns milliseconds until its deadline or the end of its back-off */
function advance(api: Api, job: KubeObject): number | undefined {
  const { spec } = job;
  const pods = podsOf(api, job);
  const active = pods.filter(isActive);
  const phase = (wanted: string) => pods.filter(({ status }) => status?.phase === wanted).length;
  const succeeded = Math.max(phase('Succeeded'), job.status?.succeeded ?? 0);
  const failed = Math.max(phase('Failed'), job.status?.failed ?? 0);
  const startTime: string = job.status?.startTime ?? timestamp();
  const counts = { startTime, succeeded, failed };
  const untilDeadline = spec.activeDeadlineSeconds
    ? Date.parse(startTime) + spec.activeDeadlineSeconds * 1000 - Date.now()
    : Infinity;

  const restarts = active.flatMap(({ status }) => status?.containerStatuses ?? []);
  const retries = failed + restarts.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
  if (retries > (spec.backoffLimit ?? 6)) {
    return end(api, job, counts, 'BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  }
  if (untilDeadline <= 0) {
    return end(api, job, counts, 'DeadlineExceeded', 'Job was active longer than specified deadline');
  }
  const wanted: number | undefined = spec.completions ?? undefined;
  const enough = wanted === undefined ? succeeded > 0 && active.length === 0 : succeeded >= wanted;
  if (enough) return end(api, job, counts);

  const wait = failed === 0 ? 0 : backoff(pods, failed);
  if (spec.suspend) for (const pod of active) deletePod(api, job, pod, COMPONENT);
  else if (wait === 0) fill(api, job, active, succeeded, wanted);
  reportActive(api, job, counts);
  const due = Math.min(untilDeadline, wait > 0 ? wait : Infinity);
  return due === Infinity ? undefined : due;
}

/** Milliseconds until the next retry. */
function backoff(pods: KubeObject[], failed: number): number {
  const ends = pods
    .filter(({ status }) => status?.phase === 'Failed')
    .flatMap(({ status }) => status.containerStatuses ?? [])
    .map(({ state }) => Date.parse(state?.terminated?.finishedAt ?? ''));
  const last = Math.max(...ends.filter((time) => !Number.isNaN(time)), 0);
  const delay = Math.min(FIRST_BACKOFF * 2 ** (failed - 1), LONGEST_BACKOFF);
  return Math.max(0, last + delay - Date.now());
}

function fill(
  api: Api,
  job: KubeObject,
  active: KubeObject[],
  succeeded: number,
  wanted: number | undefined,
): void {
  const parallelism: number = job.spec.parallelism ?? 1;
  // Without `completions` the pods share a work queue: after the first success no new ones are started.
  const left = wanted === undefined ? (succeeded > 0 ? 0 : parallelism) : wanted - succeeded;
  const missing = Math.min(parallelism, left) - active.length;
  for (let count = 0; count < missing; count += 1) createPod(api, job, podFor(job), COMPONENT);
  for (const pod of active.slice(0, Math.max(0, active.length - parallelism)))
    deletePod(api, job, pod, COMPONENT);
}

function podFor(job: KubeObject) {
  const pod = podFromTemplate(job);
  const { name, uid } = job.metadata;
  const labels = { 'job-name': name, 'controller-uid': uid };
  const prefixed = Object.entries(labels).map(([key, value]) => [`batch.kubernetes.io/${key}`, value]);
  pod.metadata.labels = { ...pod.metadata.labels, ...labels, ...Object.fromEntries(prefixed) };
  return pod;
}

interface Counts {
  startTime: string;
  succeeded: number;
  failed: number;
}

function reportActive(api: Api, job: KubeObject, { startTime, succeeded, failed }: Counts): void {
  const active = podsOf(api, job).filter(isActive);
  writeStatus(api, RESOURCE, job, {
    ...job.status,
    startTime,
    active: active.length || undefined,
    ready: active.filter(isReady).length,
    succeeded: succeeded || undefined,
    failed: failed || undefined,
    terminating: 0,
  });
}

/** @param failure reason of a failed job; undefined for a complete one */
function end(api: Api, job: KubeObject, counts: Counts, failure?: string, message?: string): undefined {
  for (const pod of podsOf(api, job).filter(isActive)) deletePod(api, job, pod, COMPONENT);
  const now = timestamp();
  const condition = (type: string) => ({
    type,
    status: 'True',
    lastProbeTime: now,
    lastTransitionTime: now,
    reason: failure ?? 'CompletionsReached',
    message: message ?? 'Reached expected number of succeeded pods',
  });
  writeStatus(api, RESOURCE, job, {
    startTime: counts.startTime,
    completionTime: failure ? undefined : now,
    succeeded: counts.succeeded || undefined,
    failed: counts.failed || undefined,
    ready: 0,
    terminating: 0,
    conditions: failure
      ? [condition('FailureTarget'), condition('Failed')]
      : [condition('SuccessCriteriaMet'), condition('Complete')],
  });
  api.recordEvent(job, {
    type: failure ? 'Warning' : 'Normal',
    reason: failure ?? 'Completed',
    message: message ?? 'Job completed',
    component: COMPONENT,
  });
  return undefined;
}
