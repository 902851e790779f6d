/** Pods in `kubectl get`: one STATUS for all containers. */
import type { Json } from '../json.ts';
import type { Printer } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { ageOf } from '../../../notation/index.ts';
import { AGE, column, NAME } from './generic.ts';

interface Summary {
  reason: string;
  ready: number;
  total: number;
  restarts: number;
  /** When a container last terminated before a restart. */
  lastRestart: string;
}

const conditionIs = (pod: KubeObject, type: string) =>
  (pod['status']?.conditions ?? []).some((one: Json) => one.type === type && one.status === 'True');

const later = (a: string, b: string | undefined) => (b !== undefined && b > a ? b : a);

/** The reason, e.g. `Error`; without one, `Signal:9` or `ExitCode:1`. */
function endOf(terminated: Json): string {
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}

const isSidecar = (container: Json) => container?.restartPolicy === 'Always';

/** Returns whether the pod is still initializing. */
function summariseInit(
  pod: KubeObject,
  summary: Summary,
): { initializing: boolean; sidecarRestarts: number } {
  const specs: Json[] = pod['spec']?.initContainers ?? [];
  const statuses: Json[] = pod['status']?.initContainerStatuses ?? [];
  let sidecarRestarts = 0;
  for (const [i, { name, state, started, ready, restartCount = 0, lastState }] of statuses.entries()) {
    const sidecar = isSidecar(specs.find((one) => one.name === name));
    summary.restarts += restartCount;
    if (sidecar) sidecarRestarts += restartCount;
    summary.lastRestart = later(summary.lastRestart, lastState?.terminated?.finishedAt);
    if (state?.terminated?.exitCode === 0) continue;
    if (sidecar && started) {
      if (ready) summary.ready++;
      continue;
    }
    if (state?.terminated) summary.reason = `Init:${endOf(state.terminated)}`;
    else if (state?.waiting?.reason && state.waiting.reason !== 'PodInitializing')
      summary.reason = `Init:${state.waiting.reason}`;
    else summary.reason = `Init:${i}/${specs.length}`;
    return { initializing: true, sidecarRestarts };
  }
  return { initializing: false, sidecarRestarts };
}

function summariseContainers(pod: KubeObject, summary: Summary): void {
  let running = false;
  for (const { state, ready, restartCount = 0, lastState } of (
    pod['status']?.containerStatuses ?? []
  ).toReversed()) {
    summary.restarts += restartCount;
    summary.lastRestart = later(summary.lastRestart, lastState?.terminated?.finishedAt);
    if (state?.waiting?.reason) summary.reason = state.waiting.reason;
    else if (state?.terminated) summary.reason = endOf(state.terminated);
    else if (ready && state?.running) {
      running = true;
      summary.ready++;
    }
  }
  if (summary.reason === 'Completed' && running)
    summary.reason = conditionIs(pod, 'Ready') ? 'Running' : 'NotReady';
}

function summarise(pod: KubeObject): Summary {
  const { spec, status } = pod;
  const sidecars = (spec?.initContainers ?? []).filter(isSidecar).length;
  const summary: Summary = {
    reason: status?.reason || status?.phase || '',
    ready: 0,
    total: (spec?.containers?.length ?? 0) + sidecars,
    restarts: 0,
    lastRestart: '',
  };
  if (
    status?.conditions?.some((one: Json) => one.type === 'PodScheduled' && one.reason === 'SchedulingGated')
  )
    summary.reason = 'SchedulingGated';
  const { initializing, sidecarRestarts } = summariseInit(pod, summary);
  if (!initializing || conditionIs(pod, 'Initialized')) {
    summary.restarts = sidecarRestarts;
    summariseContainers(pod, summary);
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    if (status?.reason === 'NodeLost') summary.reason = 'Unknown';
    else if (status?.phase !== 'Succeeded' && status?.phase !== 'Failed') summary.reason = 'Terminating';
  }
  return summary;
}

function readinessGates(pod: KubeObject): string {
  const gates: Json[] = pod['spec']?.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  return `${gates.filter((gate) => conditionIs(pod, gate.conditionType)).length}/${gates.length}`;
}

export const podPrinter: Printer = {
  columns: [
    NAME,
    column('Ready'),
    column('Status'),
    column('Restarts'),
    AGE,
    column('IP', 'string', 1),
    column('Node', 'string', 1),
    column('Nominated Node', 'string', 1),
    column('Readiness Gates', 'string', 1),
  ],
  cells(pod, now) {
    const { reason, ready, total, restarts, lastRestart } = summarise(pod);
    const { spec, status, metadata } = pod;
    return [
      metadata.name,
      `${ready}/${total}`,
      reason,
      restarts > 0 && lastRestart !== '' ? `${restarts} (${ageOf(lastRestart, now)} ago)` : String(restarts),
      ageOf(metadata.creationTimestamp, now),
      status?.podIPs?.[0]?.ip || status?.podIP || '<none>',
      spec?.nodeName || '<none>',
      status?.nominatedNodeName || '<none>',
      readinessGates(pod),
    ];
  },
};
