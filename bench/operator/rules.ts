import { decide } from '../../src/operator/decision/decide.ts';
import type { Memory } from '../../src/operator/decision/memory.ts';
import type { Observation } from '../../src/operator/decision/observation.ts';
import type { Policy } from '../../src/operator/decision/policy.ts';

/** Something that decides on a number of replicas every `every` seconds. */
export interface Rule {
  name: string;
  every: number;
  next: (seen: Observation, now: number) => number;
}

export function ours(policy: Policy, every = 2): Rule {
  let memory: Memory = {};
  return {
    name: 'pycont',
    every,
    next(seen, now) {
      const decision = decide(policy, seen, memory, now);
      memory = decision.memory;
      return decision.replicas;
    },
  };
}

/** The algorithm of HorizontalPodAutoscaler v2 with its defaults, on the share of slow requests over what is allowed. */
export function horizontalPodAutoscaler(policy: Policy): Rule {
  const recommended: { at: number; replicas: number }[] = [];
  const scaledUp: { at: number; by: number }[] = [];
  return {
    name: 'HPA',
    every: 15,
    next({ signal, replicas }, now) {
      const ratio = signal.state === 'measured' ? (1 - signal.share) / (1 - policy.objective) : undefined;
      // Without a value nothing moves down, and there is nothing to move up by.
      const wanted =
        ratio === undefined ? replicas : Math.abs(ratio - 1) <= 0.1 ? replicas : Math.ceil(replicas * ratio);
      recommended.push({ at: now, replicas: wanted });
      while (recommended[0]!.at < now - 300) recommended.shift();
      const stabilized =
        wanted < replicas
          ? Math.min(replicas, Math.max(...recommended.map((each) => each.replicas)))
          : wanted;
      const recently = scaledUp.filter(({ at }) => at > now - 15).reduce((sum, { by }) => sum + by, 0);
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
 * The talk's first operator: one more at 0.8 and below, one less at 0.95 and above, a minute of rest; 0 was no data.
 * @param zeroIsShare with that one mistake mended
 */
export function first(most: number, zeroIsShare = false): Rule {
  let scaledAt = -Infinity;
  return {
    name: 'first',
    every: 5,
    next({ signal, replicas }, now) {
      if (signal.state !== 'measured' || now - scaledAt < 60) return replicas;
      if (signal.share === 0 && !zeroIsShare) return replicas;
      const next =
        signal.share <= 0.8 ? replicas + 1 : signal.share >= 0.95 ? Math.max(1, replicas - 1) : replicas;
      // It knew no maximum: the machine has one.
      if (next === replicas || next > most) return replicas;
      scaledAt = now;
      return next;
    },
  };
}

/** As many as there may be, always: what can be had at all. */
export const always = (replicas: number): Rule => ({
  name: 'always most',
  every: 3600,
  next: () => replicas,
});
