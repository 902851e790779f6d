import { arrivals } from './arrivals.ts';
import { MORE, breached, certaintyOf, missedAgain, taught } from './breach.ts';
import { learn, measure } from './capacity.ts';
import { strength, weigh } from './evidence.ts';
import { levelled, needing } from './level.ts';
import { averaged } from './load/load.ts';
import type { Exceeded, Memory } from './memory.ts';
import { isIdle } from './observation.ts';
import type { Observation } from './observation.ts';
import { noted } from './own-query.ts';
import type { Policy } from './policy.ts';
import { lowestOf, recovering, settling } from './settling.ts';
import { isSound, sampleOf } from './load/sample.ts';
import type { Sample } from './load/sample.ts';
import { burstiness, scattered } from './load/spread.ts';

/** The memory after this observation, before anything is decided. */
export function remember(policy: Policy, seen: Observation, before: Memory, now: number): Memory {
  const memory = arrivals(policy, seen, before, now);
  const { signal } = seen;
  // At the moment of a change the measurement is still of the replicas before it.
  if (signal.state === 'unknown' || memory.settledAt === now) return memory;
  const sample = sampleOf(policy, seen, memory.load.shares, Math.max(0, now - (before.at ?? now)));
  if (!isSound(seen, sample)) return memory;

  const weighed = weighing(policy, seen, memory, sample, now);
  const missed = breached(policy, seen, weighed);
  const judged = missed
    ? missing(policy, seen, weighed, sample, now)
    : keeping(policy, seen, weighed, sample, now);
  const after = { ...judged, exceeded: stillExceeded(judged, now) };
  const all = signal.state === 'counted' && signal.known >= signal.pods;
  return all && !settling(policy, seen, weighed, now) ? measured(policy, seen, after, sample, now) : after;
}

/** The evidence and the averages with the new requests. */
function weighing(policy: Policy, seen: Observation, memory: Memory, sample: Sample, now: number): Memory {
  const { evidence, load } = memory;
  const bursts = burstiness(load.spread);
  const most = MORE * certaintyOf(policy, seen) + 2;
  const shares = seen.signal.state === 'share' ? noted(policy, load.shares, seen.signal, now) : load.shares;
  const weighed = {
    ...memory,
    knownAt: now,
    evidence: weigh(policy, evidence, sample.slow / bursts, sample.fast / bursts, most),
    load: { ...averaged(policy, load, sample), shares },
  };
  return { ...weighed, lowest: lowestOf(weighed, now) };
}

/** The objective is missed: the calm starts over, and a breach begins or goes on. */
const missing = (policy: Policy, seen: Observation, memory: Memory, sample: Sample, now: number): Memory => ({
  ...memory,
  quietSince: now,
  breach: recovering(policy, seen, memory, now)
    ? memory.breach
    : missedAgain(memory.breach, seen, sample, memory.load),
});

/** The objective is not certainly missed; after a while a breach is over, and is learned from. */
function keeping(policy: Policy, seen: Observation, memory: Memory, sample: Sample, now: number): Memory {
  const { load, breach, evidence, quietSince = now } = memory;
  const kept: Memory = {
    ...memory,
    level: settling(policy, seen, memory, now) ? memory.level : levelled(memory.level, load),
    load: { ...load, spread: scattered(policy, load.spread, load.calm, sample) },
  };
  // Without requests the evidence cannot change, and the objective is not missed.
  const doubted = !isIdle(seen) && strength(evidence) > certaintyOf(policy, seen) / 2;
  if (doubted) return { ...kept, quietSince: now };
  const over = now - quietSince >= Math.min(policy.window, policy.stabilization);
  if (breach === undefined || !over) return kept;
  const { rate, needed } = taught(breach, seen, memory);
  return {
    ...kept,
    breach: undefined,
    ...(rate === undefined ? {} : { exceeded: { rate, at: now } }),
    ...(needed === undefined ? {} : { level: needing(kept.level, needed) }),
  };
}

/** A rate that was too much is refuted by one that was carried and is so many times as high. */
const FAR_MORE = 2;
/** Seconds after which the mix of requests may have changed. */
const DAY = 24 * 3600;

/** A rate that was too much holds for a day, or until it is refuted. */
function stillExceeded({ exceeded, capacity }: Memory, now: number): Exceeded | undefined {
  const holds =
    exceeded !== undefined &&
    now - exceeded.at < DAY &&
    !((capacity.carried ?? 0) > FAR_MORE * exceeded.rate);
  return holds ? exceeded : undefined;
}

/** Seconds of a measurement, at least: latency follows the load with a delay. */
const MEASUREMENT = 120;

/** Learns what these replicas carry, after each measurement and whenever the load has changed. */
function measured(
  policy: Policy,
  { ready }: Observation,
  memory: Memory,
  sample: Sample,
  now: number,
): Memory {
  const { measuring: before } = memory;
  const measuring = measure(before, ready, sample);
  const changed = before !== undefined && measuring.seconds < before.seconds;
  const over = changed
    ? before.seconds >= policy.window && before
    : measuring.seconds >= Math.max(policy.window, MEASUREMENT) && measuring;
  const capacity = over ? learn(policy, memory.capacity, over, now) : memory.capacity;
  return { ...memory, capacity, measuring: over === measuring ? undefined : measuring };
}
