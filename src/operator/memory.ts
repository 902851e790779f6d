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
  /** Since when fewer replicas have been ready than asked for. */
  shortSince?: number;
  /** The last look, and the last one that found a signal. */
  lookedAt?: number;
  knownAt?: number;
  /** What one replica could not carry. */
  breach?: Breach;
}

export interface Breach {
  /** Requests a second per replica while the objective was missed. */
  ratePerReplica: number;
  revision: string;
  at: number;
}

/** Traffic changes its nature within a day: what was learned yesterday is tried anew. */
const BREACH_LASTS = 24 * 3600;

export const breached = (policy: Policy, { signal }: Observation): boolean =>
  signal.state !== 'unknown' && signal.share < policy.objective;

export const calm = (policy: Policy, { signal }: Observation): boolean =>
  signal.state !== 'unknown' && signal.share >= policy.scaleDownAbove;

export const clockWentBackwards = (memory: Memory, now: number): boolean =>
  now < Math.max(memory.lookedAt ?? 0, memory.scaledAt ?? 0);

/** The memory as it stands after this look, before anything is decided. */
export function remember(policy: Policy, seen: Observation, memory: Memory, now: number): Memory {
  const { replicas } = seen;
  const breach = forget(memory.breach, seen, now);
  // Times from a clock that was set back mean nothing: wait a whole cooldown from here.
  if (clockWentBackwards(memory, now)) return { replicas, scaledAt: now, lookedAt: now, breach };

  const byHand = memory.replicas !== undefined && memory.replicas !== replicas;
  const scaledAt = byHand ? now : memory.scaledAt;
  const known = seen.signal.state !== 'unknown';
  // A look missed here and there is bridged; what nobody watched for a whole window was not a calm.
  const unwatched = now - (memory.knownAt ?? now) > policy.window;
  const calmSince = byHand || unwatched ? undefined : memory.calmSince;
  return {
    replicas,
    scaledAt,
    calmSince: known ? (calm(policy, seen) ? (calmSince ?? now) : undefined) : calmSince,
    shortSince: seen.ready < replicas ? (memory.shortSince ?? now) : undefined,
    lookedAt: now,
    knownAt: known ? now : memory.knownAt,
    breach: learn(policy, seen, { ...memory, scaledAt, breach }, now),
  };
}

function forget(breach: Breach | undefined, seen: Observation, now: number): Breach | undefined {
  const holds =
    breach !== undefined && breach.revision === seen.revision && Math.abs(now - breach.at) < BREACH_LASTS;
  return holds ? breach : undefined;
}

/** A breach teaches what one replica cannot carry; a calm under more than that teaches better. */
function learn(policy: Policy, seen: Observation, memory: Memory, now: number): Breach | undefined {
  const { signal } = seen;
  const settled = now - (memory.scaledAt ?? -Infinity) >= policy.window && seen.ready >= seen.replicas;
  if (!settled || seen.ready === 0 || signal.state !== 'measured' || !signal.rate) return memory.breach;
  const ratePerReplica = signal.rate / seen.ready;
  const proven =
    memory.breach !== undefined && calm(policy, seen) && ratePerReplica > memory.breach.ratePerReplica;
  if (!breached(policy, seen) && !proven) return memory.breach;
  return { ratePerReplica, revision: seen.revision, at: now };
}
