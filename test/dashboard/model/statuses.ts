/** Statuses of pods, as kubelets write them. */
import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1.d.ts';

/** Seconds of a minute. */
export const at = (second: number): string => `2026-01-01T10:00:${String(second).padStart(2, '0')}Z`;
export const ms = (second: number): number => Date.parse(at(second));

export const condition = (type: string, status: string, second: number, reason?: string) => ({
  type,
  status,
  lastTransitionTime: at(second),
  ...(reason === undefined ? {} : { reason }),
});
export const unready = (second: number) => condition('Ready', 'False', second, 'ContainersNotReady');

export function container(state: object, more: Partial<ContainerStatus> = {}): ContainerStatus {
  return { name: 'main', image: 'x', imageID: '', ready: false, restartCount: 0, state, ...more };
}
export const running = (second: number) => ({ running: { startedAt: at(second) } });
export const waiting = (reason: string) => ({ waiting: { reason } });
export const ended = (exitCode: number, second: number, reason = exitCode === 0 ? 'Completed' : 'Error') => ({
  terminated: { exitCode, reason, finishedAt: at(second) },
});

export interface Given {
  status: Pod['status'] & object;
  metadata?: object;
  spec?: object;
}

/** Created at second 1, taken by the kubelet at second 2. */
export const podOf = ({ status, metadata = {}, spec = {} }: Given): Pod => ({
  metadata: { name: 'kad-1', creationTimestamp: at(1), ...metadata },
  spec: { containers: [{ name: 'main', image: 'prgcont/pycont-app:0.4' }], ...spec },
  status: { startTime: at(2), ...status },
});

export const runs = (containerStatuses: ContainerStatus[], ready = unready(2)): Given => ({
  status: { phase: 'Running', conditions: [ready], containerStatuses },
});
