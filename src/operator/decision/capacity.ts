import { allowedSlow } from './evidence.ts';
import type { Sample } from './load.ts';
import type { Capacity, Measured, Measuring } from './memory.ts';
import type { Policy } from './policy.ts';

/** Rates within a twelfth of each other are the same. */
const STEP = Math.log(1.08);
/** Seconds of measurements that are kept of each rate: with more, the older ones fade. */
const KEPT = 1200;
/** Of another version of the app: a first guess. */
const FIRST_GUESS = 60;
/** Traffic changes its nature within a day: what was measured yesterday is measured anew. */
const DAY = 24 * 3600;
/** A part of the rate by which it may drift, and standard deviations that may be chance. */
const OTHER_LOAD = 0.5;
const CHANCE = 4;
/** Requests below which nothing was measured. */
const FEW = 10;
/** Requests that are neither here nor there, added to each rate so that a few do not say too much. */
const NEUTRAL = 10;

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

/** The same rate of requests, as far as chance does not tell. */
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
  const key = Math.round(Math.log(total / seconds / ready) / STEP);
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

/** Another version of the app: what was learned of the one before is a guess that few measurements overrule. */
export function guess(policy: Policy, { measured }: Capacity): Capacity {
  const faded = [...measured].map(([key, each]): [number, Measured] => {
    const fade = Math.min(1, FIRST_GUESS / each.seconds);
    return [key, { ...each, total: each.total * fade, slow: each.slow * fade, seconds: each.seconds * fade }];
  });
  return { ...estimated(policy, new Map(faded)), guessed: true };
}

/** What an earlier life of the operator had learned, as a first guess. */
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
    measured.set(Math.round(Math.log(rate) / STEP), {
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

interface Block {
  total: number;
  slow: number;
  /** Sum of rates, weighted by requests; the highest of them. */
  rates: number;
  most: number;
}

/**
 * Where the share of slow requests crosses what is allowed. It grows with the rate: measurements that say otherwise
 * are chance, and are pooled with their neighbours (isotonic regression).
 */
function estimated(policy: Policy, measured: ReadonlyMap<number, Measured>): Capacity {
  const allowed = allowedSlow(policy);
  const blocks: Block[] = [];
  for (const [key, { total, slow }] of [...measured].sort(([a], [b]) => a - b)) {
    const most = Math.exp(key * STEP);
    let block = {
      total: total + NEUTRAL,
      slow: slow + NEUTRAL * allowed,
      rates: most * (total + NEUTRAL),
      most,
    };
    for (
      let last = blocks.at(-1);
      last !== undefined && shareOf(last) >= shareOf(block);
      last = blocks.at(-1)
    ) {
      blocks.pop();
      block = {
        total: block.total + last.total,
        slow: block.slow + last.slow,
        rates: block.rates + last.rates,
        most,
      };
    }
    blocks.push(block);
  }
  const good = blocks.findLast((block) => shareOf(block) <= allowed);
  const bad = blocks.find((block) => shareOf(block) > allowed);
  const carried = good?.most;
  if (bad === undefined) return { measured, ...(carried === undefined ? {} : { carried }) };
  const tooMuch = rateOf(bad);
  if (good === undefined || carried === undefined) return { measured, tooMuch, limit: tooMuch * 0.9 };
  const part = (allowed - shareOf(good)) / (shareOf(bad) - shareOf(good));
  return { measured, carried, tooMuch, limit: carried + (tooMuch - carried) * part };
}

const shareOf = ({ slow, total }: Block): number => slow / total;
const rateOf = ({ rates, total }: Block): number => rates / total;
