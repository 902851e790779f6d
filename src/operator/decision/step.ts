import { stepped } from './level.ts';
import type { Memory } from './memory.ts';
import type { Observation } from './observation.ts';
import type { Decision, Reason } from './reason.ts';

/** Seconds within which a missed objective is attributed to the previous step. */
const BLAMED = 600;
/** Seconds until a step down that was wrong is tried again, if the load was unknown; then longer and longer. */
const AGAIN = { first: 1200, most: 24 * 3600 };

/** The number of replicas before the operator's own last step, if that removed too many. */
export function takenTooMany({ step }: Memory, replicas: number, now: number): number | undefined {
  const down = step !== undefined && step.own && step.to < step.from && step.to === replicas;
  return down && now - step.at < BLAMED ? step.from : undefined;
}

/** A step restarts everything: the cooldown, the calm, the evidence. */
export function decision(
  to: number,
  reason: Reason,
  seen: Observation,
  observed: Memory,
  now: number,
): Decision {
  const { replicas, signal } = seen;
  if (to === replicas) return { replicas, reason, memory: observed, observed };
  const memory: Memory = {
    ...observed,
    replicas: to,
    step: { at: now, from: replicas, to, own: true },
    quietSince: now,
    level: stepped(observed, replicas, to, reason),
  };
  if (to < replicas) {
    const { gaveBack } = observed;
    memory.gaveBack = { from: gaveBack?.to === replicas ? gaveBack.from : replicas, to };
  }
  const wrong =
    to > replicas && signal.state === 'share' && takenTooMany(observed, replicas, now) !== undefined;
  if (wrong) {
    const times = (observed.wrong?.times ?? 0) + 1;
    memory.wrong = { replicas, times, until: now + Math.min(AGAIN.most, AGAIN.first * 4 ** (times - 1)) };
  }
  return { replicas: to, reason, memory, observed };
}

/** The same step, dated to the API server's answer: a slow one must not shorten the cooldown. */
export const answered = (memory: Memory, at: number): Memory => ({
  ...memory,
  quietSince: at,
  ...(memory.step === undefined ? {} : { step: { ...memory.step, at } }),
});
