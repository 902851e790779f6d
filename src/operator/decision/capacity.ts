import { allowedSlow } from './evidence.ts';
import { estimated, keyOf } from './limit.ts';
import type { Sample } from './load/sample.ts';
import type { Capacity, Measured, Measuring } from './memory.ts';
import type { Policy } from './policy.ts';

/** Seconds of measurements that are kept of each rate: beyond that, older ones fade. */
const KEPT = 1200;
/** Of another version of the app: a first guess. */
const FIRST_GUESS = 60;
/** The mix of requests changes within a day: older measurements expire. */
const DAY = 24 * 3600;
/** The relative drift of a rate that is still the same, and the standard deviations that may be chance. */
const OTHER_LOAD = 0.5;
const CHANCE = 4;
/** The fewest requests of a measurement. */
const FEW = 10;

/** Adds a sample; of other replicas, or of another load, it is another measurement. */
export function measure(measuring: Measuring | undefined, ready: number, sample: Sample): Measuring {
  const same =
    measuring?.ready === ready && isSameLoad(measuring, sample)
      ? measuring
      : { ready, total: 0, slow: 0, seconds: 0 };
  return {
    ready,
    total: same.total + sample.total,
    slow: same.slow + sample.slow,
    seconds: same.seconds + sample.seconds,
  };
}

/** Whether it is the same rate of requests, except for chance. */
function isSameLoad({ total, seconds }: Measuring, sample: Sample): boolean {
  if (seconds <= 0) return true;
  const expected = (total / seconds) * sample.seconds;
  return Math.abs(sample.total - expected) <= OTHER_LOAD * expected + CHANCE * Math.sqrt(expected + 1);
}

/** What is known of the capacity after a measurement. */
export function learn(
  policy: Policy,
  known: Capacity,
  { ready, total, slow, seconds }: Measuring,
  now: number,
): Capacity {
  if (ready === 0 || seconds <= 0 || total < FEW) return known;
  const key = keyOf(total / seconds / ready);
  const before = known.measured.get(key) ?? { total: 0, slow: 0, seconds: 0, at: now };
  const fade = Math.min(1, KEPT / (before.seconds + seconds));
  const after: Measured = {
    total: (before.total + total) * fade,
    slow: (before.slow + slow) * fade,
    seconds: (before.seconds + seconds) * fade,
    at: now,
  };
  const measured = new Map([...known.measured, [key, after] as const].filter(([, { at }]) => now - at < DAY));
  const guessed = known.guessed === true && !(slow > allowedSlow(policy) * total);
  return { ...estimated(policy, measured), ...(guessed ? { guessed } : {}) };
}

/** Another version of the app: what was learned from the previous one is a guess that a few measurements overrule. */
export function guess(policy: Policy, { measured }: Capacity): Capacity {
  const faded = [...measured].map(([key, each]): [number, Measured] => {
    const fade = Math.min(1, FIRST_GUESS / each.seconds);
    return [key, { ...each, total: each.total * fade, slow: each.slow * fade, seconds: each.seconds * fade }];
  });
  return { ...estimated(policy, new Map(faded)), guessed: true };
}

/** What an earlier run of the operator has learned, as a first guess. */
export function recalled(
  {
    requestsPerSecondPerReplica: limit,
    carried,
    tooMuch,
  }: { requestsPerSecondPerReplica?: number; carried?: number; tooMuch?: number },
  now: number,
): Capacity {
  const measured = new Map<number, Measured>();
  const recall = (rate: number | undefined, slow: number): void => {
    if (rate === undefined || !(rate > 0)) return;
    const total = rate * FIRST_GUESS;
    measured.set(keyOf(rate), {
      total,
      slow: total * slow,
      seconds: FIRST_GUESS,
      at: now,
    });
  };
  recall(carried, 0);
  recall(tooMuch, 0.5);
  return {
    measured,
    ...(carried === undefined ? {} : { carried }),
    ...(tooMuch === undefined || limit === undefined ? {} : { tooMuch, limit }),
  };
}
