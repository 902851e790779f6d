/** Binding and eviction: what is posted to a pod. */
import { timestamp } from '../../../notation/index.ts';
import type { RequestDeleteOptions, WriteOptions } from '../cluster-types.ts';
import { badRequest, conflict } from '../errors.ts';
import { ApiError } from '../types.ts';
import type { KubeObject, NewObject } from '../types.ts';
import { selects } from '../selectors/labels.ts';
import { getStored } from '../core.ts';
import type { Core } from '../core.ts';
import { deleteObject } from './delete.ts';
import { updateObject } from './update.ts';

export function bindPod(
  core: Core,
  namespace: string,
  name: string,
  binding: NewObject,
  options: WriteOptions = {},
): void {
  const pods = core.resources.resolve('', 'v1', 'pods')!;
  const nodeName: unknown = binding['target']?.name;
  if (typeof nodeName !== 'string' || nodeName === '')
    throw badRequest('Binding "" is invalid: target.name: Required value');
  const pod = getStored(core, pods, namespace, name);
  if (pod.metadata.deletionTimestamp !== undefined)
    throw conflict(pods, name, `pod ${name} is being deleted, cannot be assigned to a host`);
  if (pod['spec']?.nodeName)
    throw conflict(pods, name, `pod ${name} is already assigned to node "${pod['spec'].nodeName}"`);
  const scheduled = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: timestamp(core.now()),
  };
  // The condition is written with the spec, as one change: nobody sees a bound pod that is not scheduled.
  updateObject(
    core,
    pods,
    namespace,
    name,
    (current) => ({
      ...current,
      spec: { ...current['spec'], nodeName },
      status: {
        ...current['status'],
        conditions: [
          ...(current['status']?.conditions ?? []).filter(
            (one: { type: string }) => one.type !== 'PodScheduled',
          ),
          scheduled,
        ],
      },
    }),
    { ...options, trusted: true, withStatus: true },
  );
}

function disruptionsAllowed(core: Core, pod: KubeObject): KubeObject | undefined {
  for (const budget of core.store.values('poddisruptionbudgets.policy', pod.metadata.namespace))
    if (
      selects(budget['spec']?.selector, pod.metadata.labels) &&
      (budget['status']?.disruptionsAllowed ?? 0) <= 0
    )
      return budget;
  return undefined;
}

export function evictPod(
  core: Core,
  namespace: string,
  name: string,
  eviction: NewObject,
  options: WriteOptions = {},
): void {
  const pods = core.resources.resolve('', 'v1', 'pods')!;
  const pod = getStored(core, pods, namespace, name);
  const budget = disruptionsAllowed(core, pod);
  if (budget)
    throw new ApiError(
      429,
      'TooManyRequests',
      "Cannot evict pod as it would violate the pod's disruption budget.",
      {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: `The disruption budget ${budget.metadata.name} needs ${budget['status']?.desiredHealthy ?? 0} healthy pods and has ${budget['status']?.currentHealthy ?? 0} currently`,
          },
        ],
      },
    );
  const deleteOptions = (eviction['deleteOptions'] ?? {}) as RequestDeleteOptions;
  deleteObject(core, pods, namespace, name, {
    ...deleteOptions,
    ...(options.dryRun ? { dryRun: true } : {}),
  });
}
