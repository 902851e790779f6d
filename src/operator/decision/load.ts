import type { Observation, Requests } from './observation.ts';
import type { Policy } from './policy.ts';
import { estimated } from './own-query.ts';
import type { Shares } from './own-query.ts';

/** The requests of one observation. */
export interface Sample {
  total: number;
  fast: number;
  slow: number;
  latency: number;
  seconds: number;
}

/** Averages of what is asked and answered; the longer ago, the less it counts. */
export interface Load {
  /** Of about the last third of a window. */
  latest: { total: number; slow: number; latency: number; seconds: number };
  /** Of about a stabilization, as long as the same replicas serve. */
  calm: { total: number; fast: number };
  /** The same, whoever served. */
  asked: { total: number; seconds: number };
  /** Over a quarter of an hour. */
  usual: { total: number; seconds: number };
  /** The highest recent rate of this stretch of time, and of the one before it. */
  peak: { seconds: number; now: number; before: number };
  /** How much more slow requests scatter from window to window than independent ones would. */
  spread: Spread;
  /** Values of a query of the user's own. */
  shares?: Shares | undefined;
}

/** Variance of the number of slow requests in a window: as it was, and as a binomial distribution has it. */
export interface Spread {
  actual: number;
  binomial: number;
  /** The window so far. */
  total: number;
  slow: number;
  seconds: number;
}

const NO_SPREAD: Spread = { actual: 0, binomial: 0, total: 0, slow: 0, seconds: 0 };
/** Bursts are not longer than this: beyond it is a change of the load. */
const BURSTS = 3;
/** Seconds of which slow requests are counted together. */
const BATCH = 30;
/** Windows over which the scatter is averaged. */
const WINDOWS = 30;

export const NO_LOAD: Load = {
  peak: { seconds: 0, now: 0, before: 0 },
  spread: NO_SPREAD,
  latest: { total: 0, slow: 0, latency: 0, seconds: 0 },
  calm: { total: 0, fast: 0 },
  asked: { total: 0, seconds: 0 },
  usual: { total: 0, seconds: 0 },
};

/** Requests a second within the window. Undefined: nobody says. */
export function rateOf({ signal }: Observation): number | undefined {
  if (signal.state !== 'counted') return undefined;
  return signal.seconds > 0 ? signal.window.total / signal.seconds : 0;
}

/** The share of fast requests, where doubtful ones count as fast. */
export function shareOf({ signal }: Observation): number | undefined {
  if (signal.state === 'unknown') return undefined;
  if (signal.state === 'share') return signal.share;
  const { total, fast, doubtful } = signal.window;
  return total > 0 ? (fast + doubtful) / total : 1;
}

/** Mean latency within the window, seconds. */
export function meanOf({ signal }: Observation): number | undefined {
  if (signal.state !== 'counted' || signal.window.total === 0) return undefined;
  return signal.window.latency / signal.window.total;
}

/** What is new in this observation. Of pods that nobody knows all requests are taken to be fast. */
export function sampleOf(policy: Policy, seen: Observation, load: Load, elapsed: number): Sample {
  const { signal } = seen;
  if (signal.state === 'unknown') return { total: 0, fast: 0, slow: 0, latency: 0, seconds: 0 };
  if (signal.state === 'share') return estimated(policy, signal, load.shares, elapsed);
  const { pods, known, fresh, freshSeconds } = signal;
  const unseen = known > 0 ? fresh.total * Math.max(0, pods / known - 1) : 0;
  const slow = slowOf(fresh);
  return {
    total: fresh.total + unseen,
    fast: fresh.total - slow + unseen,
    slow,
    // As slow on average as those that are known.
    latency: fresh.total > 0 ? fresh.latency * (1 + unseen / fresh.total) : fresh.latency,
    seconds: freshSeconds,
  };
}

const slowOf = ({ total, fast, doubtful }: Requests): number => Math.max(0, total - fast - doubtful);

/** The averages after this sample. */
export function averaged(policy: Policy, load: Load, sample: Sample): Load {
  const { total, fast, latency, seconds } = sample;
  const faded = (over: number): number => Math.exp(-seconds / Math.max(1, over));
  const [short, long] = [faded(policy.window / 3), faded(Math.max(policy.stabilization, policy.window))];
  const { latest, calm, asked, usual } = load;
  const middle = faded(Math.max(policy.window, policy.stabilization / 3));
  const slowly = faded(Math.max(USUAL, policy.stabilization));
  const recent = { total: asked.total * middle + total, seconds: asked.seconds * middle + seconds };
  return {
    ...load,
    peak: peakOf(load.peak, perSecond(recent), seconds, Math.max(policy.stabilization / 2, PEAK)),
    latest: {
      total: latest.total * short + total,
      slow: latest.slow * short + sample.slow,
      latency: latest.latency * short + latency,
      seconds: latest.seconds * short + seconds,
    },
    calm: { total: calm.total * long + total, fast: calm.fast * long + fast },
    asked: recent,
    usual: { total: usual.total * slowly + total, seconds: usual.seconds * slowly + seconds },
  };
}

/** A queue makes slow requests come in bursts: so many of them count as one. */
export const burstiness = ({ spread }: Load): number =>
  Math.min(BURSTS, Math.max(1, (spread.actual + 1) / (spread.binomial + 1)));

/** The scatter after this sample, taken while the objective is kept. */
export function scattered(policy: Policy, { spread, calm }: Load, sample: Sample): Spread {
  const total = spread.total + sample.total;
  const slow = spread.slow + sample.slow;
  const seconds = spread.seconds + sample.seconds;
  if (seconds < Math.max(policy.window, BATCH)) return { ...spread, total, slow, seconds };
  const share = calm.total > 0 ? 1 - calm.fast / calm.total : 0;
  const faded = 1 - 1 / WINDOWS;
  return {
    ...NO_SPREAD,
    actual: spread.actual * faded + (slow - total * share) ** 2,
    binomial: spread.binomial * faded + total * share * (1 - share),
  };
}

/** Seconds of a peak, at least. */
const PEAK = 60;

function peakOf(
  { seconds, now, before }: Load['peak'],
  rate: number,
  more: number,
  stretch: number,
): Load['peak'] {
  if (seconds + more <= stretch) return { seconds: seconds + more, now: Math.max(now, rate), before };
  return { seconds: more, now: rate, before: now };
}

const perSecond = ({ total, seconds }: { total: number; seconds: number }): number =>
  seconds > 0 ? total / seconds : 0;

/** Seconds over which a rate is the usual one. */
const USUAL = 900;

/** By so much more than usual the load rises. */
const RISING = 1.1;

/** More is asked than over the last quarter of an hour: what is too many now may be needed soon. */
export const rising = ({ asked, usual }: Load): boolean => perSecond(asked) > RISING * perSecond(usual);

/** Requests a second over about a stabilization. */
export const recentRate = ({ asked }: Load): number => perSecond(asked);

/** Standard deviations of a rate that are not chance, although one asks again and again. */
const CHANCE = 4;

/**
 * Requests a second to expect: as many as at the busiest moment of late, for a short lull is not less load; but when
 * less than half has come for so long that it cannot be chance, that is the load.
 */
export function expectedRate({ peak, asked }: Load): number {
  const busiest = Math.max(peak.now, peak.before);
  const atMost = (asked.total + CHANCE * Math.sqrt(asked.total + 1)) / Math.max(asked.seconds, 1);
  return atMost < busiest / 2 ? atMost : busiest;
}

/** The least that the load may be, in requests a second: chance makes more of a short time. */
export function leastRate({ signal }: Observation, { asked, usual }: Load): number {
  if (signal.state !== 'counted' || signal.seconds <= 0) return 0;
  const { total } = signal.window;
  const atLeast = (total - CHANCE * Math.sqrt(total)) / signal.seconds;
  return Math.max(atLeast, Math.min(total / signal.seconds, perSecond(asked), perSecond(usual)));
}

/** Requests in flight: Little's law. */
export const inFlight = (seen: Observation): number => (rateOf(seen) ?? 0) * (meanOf(seen) ?? 0);
