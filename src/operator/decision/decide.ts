import { breached } from './breach.ts';
import { ahead } from './ahead.ts';
import { fewer } from './fewer.ts';
import { needed, waiting } from './more.ts';
import { coolingDown, doubt, handsOff } from './reason.ts';
import type { Decide, Reason } from './reason.ts';
import { remember } from './remember.ts';
import { recovering } from './settling.ts';
import { decision } from './step.ts';

/**
 * How many replicas should there be? Pure and total: the same input gives the same output, and every input gives one.
 * `now` is in seconds of a clock that never goes back.
 */
export const decide: Decide = (policy, seen, before, now) => {
  const memory = remember(policy, seen, before, now);
  const { replicas } = seen;
  const to = (n: number, why: Reason) => decision(n, why, seen, memory, now);
  const stay = (why: Reason) => to(replicas, why);

  const off = handsOff(policy, seen);
  if (off) return stay(off);
  if (replicas < policy.min) return to(policy.min, 'BelowMinimum');
  if (replicas > policy.max) return to(policy.max, 'AboveMaximum');
  if (coolingDown(policy, memory, now)) return stay('CoolingDown');

  if (breached(policy, seen, memory)) {
    if (replicas === policy.max) return stay('AtMaximum');
    if (waiting(seen, memory, now)) return stay('WaitingForReplicas');
    if (recovering(policy, seen, memory, now)) return stay('Recovering');
    return to(needed(policy, seen, memory, now), 'ObjectiveMissed');
  }
  const unsure = doubt(seen);
  if (unsure) return stay(unsure);
  const more = ahead(policy, seen, memory, now);
  const rest = more ?? fewer(policy, seen, memory, now);
  return to(rest.replicas, rest.reason);
};
