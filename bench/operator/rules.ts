import { decide } from '../../src/operator/decision/decide.ts';
import { NO_MEMORY } from '../../src/operator/decision/memory.ts';
import type { Memory } from '../../src/operator/decision/memory.ts';
import type { Observation } from '../../src/operator/decision/observation.ts';
import type { Policy } from '../../src/operator/decision/policy.ts';
import { shareOf } from '../../src/operator/decision/observation.ts';

/** Decides on a number of replicas every `every` seconds. */
export interface Rule {
  name: string;
  every: number;
  /** Measurements from before this second are not of the replicas that serve now. */
  since?: () => number;
  next: (seen: Observation, now: number) => number;
  /** The reason of the last decision, for people. */
  why?: () => string;
}

export function ours(policy: Policy, every = 1): Rule {
  let memory: Memory = NO_MEMORY;
  let reason = '';
  return {
    name: 'pycont',
    every,
    since: () => memory.settledAt ?? -Infinity,
    next(seen, now) {
      const decision = decide(policy, seen, memory, now);
      ({ memory, reason } = decision);
      return decision.replicas;
    },
    why: () =>
      `${reason} ${JSON.stringify({ ...memory.capacity, measured: undefined, exceeded: memory.exceeded, level: memory.level, breach: memory.breach, bursts: memory.load.spread })}`,
  };
}

/**
 * The algorithm of HorizontalPodAutoscaler v2 with its defaults, on the ratio of slow requests to the allowed share:
 * a sync each 15 s, a tolerance of a tenth, 5 minutes of stabilization downward, at most double or 4 more in 15 s.
 */
export function horizontalPodAutoscaler(policy: Policy): Rule {
  const recommended: { at: number; replicas: number }[] = [];
  let scaledUp: { at: number; by: number }[] = [];
  return {
    name: 'HPA',
    every: 15,
    next(seen, now) {
      const { signal, replicas, ready } = seen;
      const share = signal.state === 'unknown' ? undefined : shareOf(seen);
      const ratio = share === undefined ? undefined : (1 - share) / (1 - policy.objective);
      // Without a value HPA does not scale.
      const wanted =
        ratio === undefined || Math.abs(ratio - 1) <= 0.1
          ? replicas
          : ratio > 1
            ? Math.max(replicas, Math.ceil(ready * ratio))
            : Math.ceil(ready * ratio);
      recommended.push({ at: now, replicas: wanted });
      while (recommended[0]!.at < now - 300) recommended.shift();
      const stabilized =
        wanted < replicas
          ? Math.min(replicas, Math.max(...recommended.map((each) => each.replicas)))
          : wanted;
      scaledUp = scaledUp.filter(({ at }) => at > now - 15);
      const recently = scaledUp.reduce((sum, { by }) => sum + by, 0);
      const limit = Math.max(replicas - recently + 4, (replicas - recently) * 2);
      const next = Math.max(
        policy.min,
        Math.min(policy.max, stabilized, stabilized > replicas ? limit : Infinity),
      );
      if (next > replicas) scaledUp.push({ at: now, by: next - replicas });
      return next;
    },
  };
}

/**
 * The talk's first operator: one more at 0.8 and below, one less at 0.95 and above, a minute of cooldown; 0 meant no data.
 * @param zeroIsShare with that one mistake mended
 */
export function first(most: number, zeroIsShare = false): Rule {
  let scaledAt = -Infinity;
  return {
    name: 'first',
    every: 5,
    next(seen, now) {
      const { signal, replicas } = seen;
      const share = signal.state === 'counted' && signal.window.total > 0 ? shareOf(seen) : undefined;
      if (share === undefined || now - scaledAt < 60) return replicas;
      if (share === 0 && !zeroIsShare) return replicas;
      const next = share <= 0.8 ? replicas + 1 : share >= 0.95 ? Math.max(1, replicas - 1) : replicas;
      // It had no maximum; the machine has one.
      if (next === replicas || next > most) return replicas;
      scaledAt = now;
      return next;
    },
  };
}

/** Knows the current load, but not the future one, and the capacity of a replica; has the same policy. */
export function oracle(policy: Policy, needed: (second: number) => number): Rule {
  let scaledAt = -Infinity;
  return {
    name: 'oracle',
    every: 1,
    next({ replicas }, now) {
      const wanted = Math.min(needed(now), replicas + Math.max(4, replicas));
      if (wanted === replicas || now - scaledAt < policy.cooldown) return replicas;
      scaledAt = now;
      return wanted;
    },
  };
}
