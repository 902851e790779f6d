/** What an operator thinks, from the spec and status of a LatencyScaler, and whether there is one. */
import type { Lease } from 'kubernetes-types/coordination/v1.d.ts';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.d.ts';
import type { View as Cached } from '../../kubernetes/index.ts';
import type { Scaler } from '../view/view.ts';
import { cachedOf, timeOf } from './metadata.ts';
import { sayable } from './sayable.ts';

/** What is read of a LatencyScaler; its defaults are those of the custom resource definition. */
export interface LatencyScaler {
  metadata?: ObjectMeta;
  spec?: {
    scaleTargetRef?: { kind?: string; name?: string };
    minReplicas?: number;
    maxReplicas?: number;
    thresholdMilliseconds?: number;
    objective?: number;
    cooldownSeconds?: number;
    paused?: boolean;
  };
  status?: {
    replicas?: number;
    desiredReplicas?: number;
    reason?: string;
    message?: string;
    share?: number;
    lastScaleTime?: string;
    learned?: { requestsPerSecondPerReplica?: number } | null;
  };
}

export interface ScalerObject extends Cached, Omit<Scaler, 'name' | 'watched'> {}

export interface LeaseObject extends Cached {
  holder: string;
  /** Its last renewal by its holder's clock. */
  renewedAt?: number | undefined;
  lastsMs: number;
}

export function scalerObject(raw: LatencyScaler): ScalerObject {
  const { spec = {}, status = {} } = raw;
  const lastStepAt = timeOf(status.lastScaleTime);
  const decided = decidedOf(status);
  return {
    ...cachedOf(raw),
    workload: `${spec.scaleTargetRef?.kind ?? 'Deployment'}/${spec.scaleTargetRef?.name ?? ''}`,
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas ?? 5,
    thresholdMs: spec.thresholdMilliseconds ?? 100,
    objective: spec.objective ?? 0.8,
    paused: spec.paused ?? false,
    ...(decided === undefined ? {} : { decided }),
    ...(lastStepAt === undefined
      ? {}
      : { lastStepAt, restsUntil: lastStepAt + (spec.cooldownSeconds ?? 10) * 1000 }),
  };
}

function decidedOf(status: NonNullable<LatencyScaler['status']>): Scaler['decided'] {
  const { replicas = 0, desiredReplicas, reason, message = '', share, learned } = status;
  if (reason === undefined) return undefined;
  const capacity = learned?.requestsPerSecondPerReplica;
  return {
    replicas,
    desired: desiredReplicas ?? replicas,
    reason: sayable(reason),
    message: sayable(message),
    ...(share === undefined ? {} : { share }),
    ...(capacity === undefined ? {} : { capacity }),
  };
}

export function leaseObject(lease: Lease): LeaseObject {
  const { holderIdentity = '', renewTime, leaseDurationSeconds = 0 } = lease.spec ?? {};
  return {
    ...cachedOf(lease),
    holder: holderIdentity,
    renewedAt: timeOf(renewTime),
    lastsMs: leaseDurationSeconds * 1000,
  };
}

export const shownScaler = (
  {
    name,
    workload,
    minReplicas,
    maxReplicas,
    thresholdMs,
    objective,
    paused,
    decided,
    lastStepAt,
    restsUntil,
  }: ScalerObject,
  watched: boolean,
): Scaler => ({
  name,
  workload,
  minReplicas,
  maxReplicas,
  thresholdMs,
  objective,
  paused,
  watched,
  ...(decided === undefined ? {} : { decided }),
  ...(lastStepAt === undefined ? {} : { lastStepAt }),
  ...(restsUntil === undefined ? {} : { restsUntil }),
});
