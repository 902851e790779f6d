import { JUMP } from './breach.ts';
import { allowedSlow } from './evidence.ts';
import { MANY, arriving, perSecond } from './load/course.ts';
import type { Memory } from './memory.ts';
import { shareOf } from './observation.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { takenTooMany } from './step.ts';

/** Seconds that pods are waited for, where nothing was measured of their start, and at least and at most. */
const PATIENCE = { unknown: 60, least: 10, most: 900 };

/** A share of slow requests from which on nobody knows how many there are. */
const OVERRUN = 0.9;
/** Of what a replica can carry, what it shall. */
export const TARGET = 0.9;
/** Latency grows faster than load: half the shortfall will do. */
const DAMPING = 0.5;

/** How long pods on their way are waited for: as long as the app's pods were seen to need, and half as long again. */
export const patience = ({ startup }: Observation): number =>
  startup === undefined || !(startup >= 0)
    ? PATIENCE.unknown
    : Math.min(PATIENCE.most, Math.max(PATIENCE.least, 1.5 * startup + 5));

/** Replicas are still on their way, and there is no reason yet to give them up. */
export const waiting = (seen: Observation, { pendingSince }: Memory, now: number): boolean =>
  pendingSince !== undefined && now - pendingSince < patience(seen);

/**
 * How many replicas the shortfall asks for. Latencies that spread like an exponential distribution would have to
 * shrink by ln(allowed) / ln(slow); it grows without end towards a share of 0, so that a bound is needed: at most
 * double, or 4 more, or the policy's `maxStep`. What a step down took too much is just given back.
 */
export function needed(policy: Policy, seen: Observation, memory: Memory, now: number): number {
  const { replicas, ready } = seen;
  const most = policy.maxStep ?? Math.max(replicas, 4);
  const { latest, course, usual } = memory.load;
  const asked = arriving(policy, course, perSecond(latest));
  const before = takenTooMany(memory, replicas, now);
  const jumped = seen.signal.state === 'counted' && asked >= JUMP * perSecond(usual);
  if (before !== undefined && !jumped) return Math.min(policy.max, before, replicas + most);
  const many = latest.total >= MANY;
  const slow = many ? latest.slow / latest.total : 1 - (shareOf(seen) ?? 1);
  if (many && slow >= OVERRUN) return Math.min(policy.max, replicas + most);
  const limit = Math.min(memory.capacity.limit ?? Infinity, memory.exceeded?.rate ?? Infinity);
  const ratio = slow < 1 ? Math.log(allowedSlow(policy)) / Math.log(slow) : 2;
  const more =
    limit < Infinity && many
      ? Math.ceil(asked / (TARGET * limit)) - ready
      : Math.ceil(ready * (ratio - 1) * DAMPING);
  return Math.min(policy.max, replicas + Math.min(Math.max(1, more), most));
}
