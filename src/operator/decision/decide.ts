import { PATIENCE, forecast, settling } from './capacity.ts';
import { clockWentBackwards, remember } from './memory.ts';
import type { Memory } from './memory.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { breached } from './evidence.ts';

export type Reason =
  | 'Paused'
  | 'SwitchedOff'
  | 'YieldsToAutoscaler'
  | 'BelowMinimum'
  | 'AboveMaximum'
  | 'ClockWentBackwards'
  | 'LatencyUnknown'
  | 'RollingOut'
  | 'WaitingForReplicas'
  | 'CoolingDown'
  | 'Settling'
  | 'ObjectiveMissed'
  | 'AtMaximum'
  | 'ObjectiveMet'
  | 'AtMinimum'
  | 'Stabilizing'
  | 'LoadNeedsAll'
  | 'Calm';

export interface Decision {
  replicas: number;
  reason: Reason;
  memory: Memory;
}

/**
 * How many replicas should there be? Pure and total: the same input gives the same output, and every input
 * gives one. At most one replica more or less at a time; times in seconds since the epoch.
 */
export function decide(policy: Policy, seen: Observation, before: Memory, now: number): Decision {
  const { replicas, ready, signal } = seen;
  const memory = remember(policy, seen, before, now);
  const stay = (reason: Reason) => ({ replicas, reason, memory });
  const scale = (to: number, reason: Reason) => ({ replicas: to, reason, memory: stepped(memory, to, now) });
  const since = (moment = -Infinity) => now - moment;

  if (policy.paused) return stay('Paused');
  if (replicas === 0) return stay('SwitchedOff');
  if (seen.autoscaler) return stay('YieldsToAutoscaler');
  if (replicas < policy.min) return scale(policy.min, 'BelowMinimum');
  if (replicas > policy.max) return scale(policy.max, 'AboveMaximum');

  if (clockWentBackwards(before, now)) return stay('ClockWentBackwards');
  if (seen.rollingOut) return stay('RollingOut');
  if (ready < replicas && since(memory.shortSince) < PATIENCE) return stay('WaitingForReplicas');
  if (since(memory.scaledAt) < policy.cooldown) return stay('CoolingDown');
  if (signal.state === 'unknown') return stay('LatencyUnknown');

  if (breached(policy, seen, memory, now)) {
    if (replicas === policy.max) return stay('AtMaximum');
    return settling(policy, seen, memory, now) ? stay('Settling') : scale(replicas + 1, 'ObjectiveMissed');
  }
  if (replicas === policy.min) return stay('AtMinimum');
  if (signal.share < policy.scaleDownAbove) return stay('ObjectiveMet');
  if (since(memory.calmSince) < policy.stabilization) return stay('Stabilizing');
  if (!forecast(policy, seen, memory).carries) return stay('LoadNeedsAll');
  return scale(replicas - 1, 'Calm');
}

/** A step starts everything anew: the cooldown, the calm, the measuring. */
export const stepped = (memory: Memory, replicas: number, now: number): Memory => ({
  ...memory,
  replicas,
  scaledAt: now,
  unsettledAt: now,
  calmSince: undefined,
  missedSince: undefined,
});
