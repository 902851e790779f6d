import type { Memory } from './memory.ts';
import { meanOf, rateOf, shareOf } from './observation.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';

export type Reason =
  | 'Paused'
  | 'ScalingDisabled'
  | 'YieldsToAutoscaler'
  | 'BelowMinimum'
  | 'AboveMaximum'
  | 'CoolingDown'
  | 'ObjectiveMissed'
  | 'LoadRises'
  | 'AtMaximum'
  | 'WaitingForReplicas'
  | 'Recovering'
  | 'LatencyUnknown'
  | 'PartlyMeasured'
  | 'RollingOut'
  | 'AtMinimum'
  | 'ObjectiveMet'
  | 'Stabilizing'
  | 'LoadNeedsAll'
  | 'Calm';

export interface Decision {
  replicas: number;
  reason: Reason;
  /** What to keep once the decision is carried out, and what to keep if it could not be. */
  memory: Memory;
  observed: Memory;
}

export type Decide = (policy: Policy, seen: Observation, before: Memory, now: number) => Decision;

/** Why the target is not the operator's to scale. */
export function handsOff({ paused }: Policy, { replicas, autoscaler }: Observation): Reason | undefined {
  if (paused) return 'Paused';
  if (replicas === 0) return 'ScalingDisabled';
  return autoscaler === undefined ? undefined : 'YieldsToAutoscaler';
}

export const coolingDown = ({ cooldown }: Policy, { step }: Memory, now: number): boolean =>
  step !== undefined && now - step.at < cooldown;

/** Why too little is known to scale down. */
export function doubt(seen: Observation): Reason | undefined {
  const { signal, ready, replicas, rollingOut } = seen;
  const numbers = [shareOf(seen), rateOf(seen) ?? 0, meanOf(seen) ?? 0];
  if (signal.state === 'unknown' || !numbers.every(Number.isFinite)) return 'LatencyUnknown';
  if (rollingOut) return 'RollingOut';
  if (ready < replicas) return 'WaitingForReplicas';
  return signal.state === 'counted' && signal.known < signal.pods ? 'PartlyMeasured' : undefined;
}
