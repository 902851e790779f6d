import { JUMP } from './breach.ts';
import { allowedSlow } from './evidence.ts';
import { MANY, arriving, perSecond } from './load/course.ts';
import type { Memory } from './memory.ts';
import { shareOf } from './observation.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { takenTooMany } from './step.ts';

/** Seconds to wait for starting pods: if no start was measured yet, at least, and at most. */
const PATIENCE = { unknown: 60, least: 10, most: 900 };

/** From this share of slow requests on, the size of the shortfall is unknown. */
const OVERRUN = 0.9;
/** The planned utilisation of a replica's capacity. */
export const TARGET = 0.9;
/** Latency grows faster than load: half the shortfall is enough. */
const DAMPING = 0.5;

/** How long to wait for starting pods: 1.5 times as long as the app's pods usually take. */
export const patience = ({ startup }: Observation): number =>
  startup === undefined || !(startup >= 0)
    ? PATIENCE.unknown
    : Math.min(PATIENCE.most, Math.max(PATIENCE.least, 1.5 * startup + 5));

/** Replicas are still starting, and there is no reason yet not to wait for them. */
export const waiting = (seen: Observation, { pendingSince }: Memory, now: number): boolean =>
  pendingSince !== undefined && now - pendingSince < patience(seen);

/**
 * How many replicas the shortfall asks for. Latencies that spread like an exponential distribution would have to
 * shrink by ln(allowed) / ln(slow); it is unbounded towards a share of 0, so a bound is needed: at most
 * double, or 4 more, or the policy's `maxStep`. A step down that removed too many is only undone.
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
