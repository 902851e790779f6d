/** POST subresources of pods: binding and eviction. */
import { timestamp } from '../../../notation/index.ts';
import type { RequestDeleteOptions, WriteOptions } from '../cluster-types.ts';
import { badRequest, conflict } from '../errors.ts';
import { ApiError } from '../types.ts';
import type { KubeObject, NewObject } from '../types.ts';
import { selects } from '../selectors/labels.ts';
import { getStored } from '../registry-context.ts';
import type { RegistryContext } from '../registry-context.ts';
import { deleteObject } from './delete.ts';
import { updateObject } from './update.ts';

export function bindPod(
  context: RegistryContext,
  namespace: string,
  name: string,
  binding: NewObject,
  options: WriteOptions = {},
): void {
  const pods = context.resources.resolve('', 'v1', 'pods')!;
  const nodeName: unknown = binding['target']?.name;
  if (typeof nodeName !== 'string' || nodeName === '')
    throw badRequest('Binding "" is invalid: target.name: Required value');
  const pod = getStored(context, pods, namespace, name);
  if (pod.metadata.deletionTimestamp !== undefined)
    throw conflict(pods, name, `pod ${name} is being deleted, cannot be assigned to a host`);
  if (pod['spec']?.nodeName)
    throw conflict(pods, name, `pod ${name} is already assigned to node "${pod['spec'].nodeName}"`);
  const scheduled = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: timestamp(context.now()),
  };
  // The condition and the spec are one change: a bound pod without PodScheduled is never visible.
  updateObject(
    context,
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

function disruptionsAllowed(context: RegistryContext, pod: KubeObject): KubeObject | undefined {
  for (const budget of context.store.values('poddisruptionbudgets.policy', pod.metadata.namespace))
    if (
      selects(budget['spec']?.selector, pod.metadata.labels) &&
      (budget['status']?.disruptionsAllowed ?? 0) <= 0
    )
      return budget;
  return undefined;
}

export function evictPod(
  context: RegistryContext,
  namespace: string,
  name: string,
  eviction: NewObject,
  options: WriteOptions = {},
): void {
  const pods = context.resources.resolve('', 'v1', 'pods')!;
  const pod = getStored(context, pods, namespace, name);
  const budget = disruptionsAllowed(context, pod);
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
  deleteObject(context, pods, namespace, name, {
    ...deleteOptions,
    ...(options.dryRun ? { dryRun: true } : {}),
  });
}
