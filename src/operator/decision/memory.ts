import { breached, calm, missed, settled } from './evidence.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';

/** What the operator keeps between two looks at a target. Times are seconds since the epoch. */
export interface Memory {
  /** Replicas as last seen or asked for: anything else was done by somebody else. */
  replicas?: number;
  /** The last change of the number of replicas, by the operator or by hand. */
  scaledAt?: number;
  /** Since when the share has been high enough to give a replica back. */
  calmSince?: number;
  /** Since when the objective has been missed without a break. */
  missedSince?: number;
  /** Since when fewer replicas have been ready than asked for. */
  shortSince?: number;
  /** When the replicas that serve changed last: what was measured before does not speak of them. */
  unsettledAt?: number;
  /** The last look, and the last one that found a signal. */
  lookedAt?: number;
  knownAt?: number;
  /** The highest load of late. */
  peak?: Peak;
  /** What one replica could not carry. */
  breach?: Breach;
}

/** Requests a second: the highest of this stretch of time, and of the one before it. */
export interface Peak {
  since: number;
  rate: number;
  before: number;
}

export interface Breach {
  /** Requests a second per replica while the objective was missed. */
  ratePerReplica: number;
  revision: string;
  at: number;
}

/** Traffic changes its nature within a day: what was learned yesterday is tried anew. */
const BREACH_LASTS = 24 * 3600;

export const clockWentBackwards = (memory: Memory, now: number): boolean =>
  now < Math.max(memory.lookedAt ?? 0, memory.scaledAt ?? 0);

/** The memory as it stands after this look, before anything is decided. */
export function remember(policy: Policy, seen: Observation, memory: Memory, now: number): Memory {
  const { replicas } = seen;
  const breach = forget(memory.breach, seen, now);
  // Times from a clock that was set back mean nothing: wait a whole cooldown from here.
  if (clockWentBackwards(memory, now))
    return { replicas, scaledAt: now, unsettledAt: now, lookedAt: now, breach };

  const byHand = memory.replicas !== undefined && memory.replicas !== replicas;
  const known = seen.signal.state !== 'unknown';
  // A look missed here and there is bridged; what nobody watched for a whole window was not a calm.
  const unwatched = now - (memory.knownAt ?? now) > policy.window;
  const lasting = (since: number | undefined, holds: boolean): number | undefined => {
    const before = byHand || unwatched ? undefined : since;
    return !known ? before : holds ? (before ?? now) : undefined;
  };
  const short = seen.ready < replicas;
  const looked: Memory = {
    replicas,
    scaledAt: byHand ? now : memory.scaledAt,
    calmSince: lasting(memory.calmSince, calm(policy, seen)),
    missedSince: lasting(memory.missedSince, missed(policy, seen)),
    shortSince: short ? (memory.shortSince ?? now) : undefined,
    unsettledAt: byHand || short || seen.rollingOut ? now : memory.unsettledAt,
    lookedAt: now,
    knownAt: known ? now : memory.knownAt,
    peak: peakOf(policy, seen, memory.peak, now),
    breach,
  };
  return { ...looked, breach: learn(policy, seen, looked, now) };
}

/** A short lull is no calm: what counts is the busiest moment of at least one whole stabilization. */
function peakOf(
  policy: Policy,
  { signal }: Observation,
  peak: Peak | undefined,
  now: number,
): Peak | undefined {
  if (signal.state === 'unknown' || signal.rate === undefined) return peak;
  const { rate } = signal;
  if (peak === undefined) return { since: now, rate, before: rate };
  if (now - peak.since < policy.stabilization) return { ...peak, rate: Math.max(peak.rate, rate) };
  return { since: now, rate, before: peak.rate };
}

function forget(breach: Breach | undefined, seen: Observation, now: number): Breach | undefined {
  const holds =
    breach !== undefined && breach.revision === seen.revision && Math.abs(now - breach.at) < BREACH_LASTS;
  return holds ? breach : undefined;
}

/**
 * A breach teaches what one replica cannot carry: the most that it served while the objective was missed, for
 * at the beginning the window still holds the quiet before. A calm under more than that teaches better.
 */
function learn(policy: Policy, seen: Observation, memory: Memory, now: number): Breach | undefined {
  const { breach } = memory;
  const { signal, ready, revision } = seen;
  if (ready === 0 || signal.state !== 'measured' || !signal.rate) return breach;
  const ratePerReplica = signal.rate / ready;
  if (breached(policy, seen, memory, now)) {
    const sameOne = breach !== undefined && now - breach.at <= policy.window;
    if (sameOne)
      return { ...breach, ratePerReplica: Math.max(breach.ratePerReplica, ratePerReplica), at: now };
    return settled(policy, memory, now) ? { ratePerReplica, revision, at: now } : breach;
  }
  const proven = breach !== undefined && ratePerReplica > breach.ratePerReplica && calm(policy, seen);
  return proven && settled(policy, memory, now) ? { ratePerReplica, revision, at: now } : breach;
}
