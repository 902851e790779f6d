import type { Memory } from './memory.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { settled } from './evidence.ts';

/** Nothing is planned to run closer to its limit than this. */
export const HEADROOM = 0.75;

/** Seconds: a replica that is not ready after so long is not waited for any longer. */
export const PATIENCE = 60;

/** What giving one replica back is expected to lead to, and the bound it must stay under. */
export interface Forecast {
  carries: boolean;
  /** For people: the figures behind the verdict. */
  because: string;
}

/**
 * Can one replica fewer be expected to carry the present load?
 *
 * After a breach it is known what a replica could not carry: stay well below that. Before the first one there
 * is Little's law: rate × mean latency is the number of requests in flight. Where fewer than one of them falls
 * on each replica that stays, nobody queues. Where more do, expect the worst, that replicas work at their
 * limit: then latency grows as the work is divided among fewer.
 */
export function forecast(policy: Policy, seen: Observation, memory: Memory): Forecast {
  const fewer = seen.replicas - 1;
  const { signal } = seen;
  if (fewer < 1) return { carries: false, because: 'the last replica stays' };
  if (signal.state !== 'measured') return { carries: signal.state === 'idle', because: signal.state };
  if (signal.rate === undefined) return { carries: true, because: 'the load is not known' };

  if (memory.breach !== undefined) {
    const { rate, before } = memory.peak ?? { rate: signal.rate, before: signal.rate };
    const share = Math.max(rate, before) / fewer;
    const bound = HEADROOM * memory.breach.ratePerReplica;
    return {
      carries: share < bound,
      because: `${fewer} would serve ${share.toFixed(1)} req/s each; ${memory.breach.ratePerReplica.toFixed(1)} were too many`,
    };
  }
  const inFlight = signal.rate * (signal.mean ?? 0);
  const expected = ((signal.mean ?? 0) * seen.replicas) / fewer;
  return {
    carries: inFlight / fewer < 1 || expected < HEADROOM * policy.threshold,
    because: `${inFlight.toFixed(1)} requests in flight over ${fewer}: up to ${(expected * 1000).toFixed(0)} ms on average`,
  };
}

/**
 * Should these replicas do, by what the last breach taught, once what is measured speaks of them alone? Either
 * they serve more than is asked for, or they work off what is in flight soon enough.
 */
export function settling(policy: Policy, seen: Observation, memory: Memory, now: number): boolean {
  const { signal, ready } = seen;
  const soon =
    now - (memory.scaledAt ?? -Infinity) < policy.window + PATIENCE && !settled(policy, memory, now);
  if (!soon || signal.state !== 'measured' || signal.rate === undefined || memory.breach === undefined)
    return false;
  const capacity = memory.breach.ratePerReplica * ready;
  const inFlight = signal.rate * (signal.mean ?? Infinity);
  return signal.rate < HEADROOM * capacity || inFlight / capacity < 0.9 * policy.threshold;
}
