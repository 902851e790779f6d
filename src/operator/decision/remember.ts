import { breached, certaintyOf, missedAgain, recovering, taught } from './breach.ts';
import { guess, learn, measure } from './capacity.ts';
import { NO_EVIDENCE, strength, weigh } from './evidence.ts';
import { NO_LOAD, averaged, burstiness, sampleOf, scattered } from './load.ts';
import type { Sample } from './load.ts';
import type { Exceeded, Memory } from './memory.ts';
import type { Observation } from './observation.ts';
import { noted } from './own-query.ts';
import type { Policy } from './policy.ts';

/** Seconds without an answer that interrupt a calm. */
const silence = ({ window }: Policy): number => Math.max(window, 10);

/** The memory as it stands after this observation, before anything is decided. */
export function remember(policy: Policy, seen: Observation, before: Memory, now: number): Memory {
  const changed = arrivals(policy, seen, before, now);
  const unwatched = now - (before.knownAt ?? now) > silence(policy);
  const restless =
    changed.settledAt === now || changed.step?.at === now || changed.pendingSince !== undefined;
  const quietSince = restless || unwatched ? now : (before.quietSince ?? now);
  const memory: Memory = { ...changed, quietSince };
  // In the moment of the change what is measured is still of those before.
  if (seen.signal.state === 'unknown' || changed.settledAt === now) return memory;

  const sample = sampleOf(policy, seen, memory.load, Math.max(0, now - (before.at ?? now)));
  if (!isSound(seen, sample)) return memory;
  const certain = certaintyOf(policy, seen);
  const bursts = burstiness(memory.load);
  const weighed: Memory = {
    ...memory,
    knownAt: now,
    evidence: weigh(policy, memory.evidence, sample.slow / bursts, sample.fast / bursts, certain + 2),
    load: averaged(policy, memory.load, sample),
  };
  if (seen.signal.state === 'share')
    weighed.load = { ...weighed.load, shares: noted(policy, weighed.load.shares, seen.signal, now) };
  const missed = breached(policy, seen, weighed);
  const settling = recovering(seen, weighed, now);
  if (!missed) weighed.load = { ...weighed.load, spread: scattered(policy, weighed.load, sample) };
  const quiet = !missed && strength(weighed.evidence) <= certain / 2;
  const after: Memory = {
    ...weighed,
    quietSince: quiet ? quietSince : now,
    breach: missed && !settling ? missedAgain(memory.breach, seen, sample, weighed.load) : memory.breach,
  };
  after.exceeded = stillExceeded(after, now);
  if (
    quiet &&
    after.breach !== undefined &&
    now - quietSince >= Math.min(policy.window, policy.stabilization)
  ) {
    const rate = taught(after.breach, seen, after.capacity);
    if (rate !== undefined) after.exceeded = { rate, at: now };
    after.breach = undefined;
  }
  return seen.signal.state === 'counted' && !settling && seen.signal.known >= seen.signal.pods
    ? measured(policy, seen, after, sample, now)
    : after;
}

/** A load that was carried must be so much more than what was too much to refute it. */
const FAR_MORE = 2;
/** Seconds of a measurement, at least: slow requests come after the load that made them slow. */
const MEASUREMENT = 120;
/** Seconds after which it may have been another kind of traffic. */
const DAY = 24 * 3600;

/** What was too much holds for a day, until as much was carried all the same. */
function stillExceeded({ exceeded, capacity }: Memory, now: number): Exceeded | undefined {
  const holds =
    exceeded !== undefined &&
    now - exceeded.at < DAY &&
    !((capacity.carried ?? 0) > FAR_MORE * exceeded.rate);
  return holds ? exceeded : undefined;
}

/** No number in it is one that cannot be: it would be in the averages for ever. */
const isSound = ({ signal }: Observation, { total, fast, slow, latency, seconds }: Sample): boolean =>
  [total, fast, slow, latency, seconds].every((value) => Number.isFinite(value) && value >= 0) &&
  (signal.state !== 'share' || (signal.share >= 0 && signal.share <= 1));

/** Learns now and then what these replicas carry, and whenever the load has changed. */
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

/** What has changed about the replicas, by whomever. */
function arrivals(
  policy: Policy,
  { replicas, ready, revision, rollingOut }: Observation,
  before: Memory,
  now: number,
): Memory {
  const served = before.ready !== undefined && (before.ready !== ready || before.revision !== revision);
  const byOthers = before.replicas !== undefined && before.replicas !== replicas;
  const pending = ready < replicas || rollingOut;
  const same: Memory = {
    ...before,
    at: now,
    replicas,
    ready,
    revision,
    ...(byOthers ? { step: { at: now, from: before.replicas!, to: replicas, own: false } } : {}),
    pendingSince: pending ? (before.pendingSince ?? now) : undefined,
  };
  if (!served) return same;
  const { latest, calm } = NO_LOAD;
  // What was missed by fewer replicas says nothing of more, or of another version.
  const fewer = ready < before.ready! && before.revision === revision;
  const { measuring } = before;
  const learned = measuring === undefined ? before.capacity : learn(policy, before.capacity, measuring, now);
  return {
    ...same,
    settledAt: now,
    measuring: undefined,
    capacity: before.revision === revision ? learned : guess(policy, learned),
    exceeded: before.revision === revision ? before.exceeded : undefined,
    evidence: fewer ? before.evidence : NO_EVIDENCE,
    load: { ...before.load, latest, calm },
  };
}
