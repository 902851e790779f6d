import { NO_COURSE, fading, followed, perSecond } from './course.ts';
import type { Asked, Course } from './course.ts';
import type { Observation } from '../observation.ts';
import type { Shares } from '../own-query.ts';
import type { Policy } from '../policy.ts';
import type { Sample } from './sample.ts';
import { NO_SPREAD } from './spread.ts';
import type { Spread } from './spread.ts';

/** Exponentially weighted averages of the requests. */
export interface Load {
  /** Of about the last third of a window. */
  latest: { total: number; slow: number; latency: number; seconds: number };
  /** Of about a stabilization, as long as the same replicas serve. */
  calm: { total: number; fast: number };
  /** Of about a third of a stabilization, at least a window, whichever replicas serve. */
  asked: Asked;
  /** Of a minute or more: a stall of a few seconds hardly changes it. */
  steady: Asked;
  /** Of a quarter of an hour. */
  usual: Asked;
  /** Its trend. */
  course: Course;
  /** The highest `asked` rate of this period, and of the one before it. */
  peak: { seconds: number; now: number; before: number };
  /** The variance of slow requests from window to window, beside that of independent ones. */
  spread: Spread;
  /** Values of a query of the user's own. */
  shares?: Shares | undefined;
}

export const NO_LOAD: Load = {
  peak: { seconds: 0, now: 0, before: 0 },
  spread: NO_SPREAD,
  course: NO_COURSE,
  latest: { total: 0, slow: 0, latency: 0, seconds: 0 },
  calm: { total: 0, fast: 0 },
  asked: { total: 0, seconds: 0 },
  steady: { total: 0, seconds: 0 },
  usual: { total: 0, seconds: 0 },
};

/** The averages after this sample. */
export function averaged(policy: Policy, load: Load, sample: Sample): Load {
  const { total, fast, latency, seconds } = sample;
  const faded = (over: number): number => fading(seconds, over);
  const [short, long] = [faded(policy.window / 3), faded(Math.max(policy.stabilization, policy.window))];
  const { latest, calm, asked, usual } = load;
  const middle = faded(Math.max(policy.window, policy.stabilization / 3));
  const slowly = faded(Math.max(USUAL, policy.stabilization));
  const longer = faded(Math.max(STEADY, 2 * policy.window, policy.stabilization / 3));
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
    course: followed(policy, load.course, sample),
    calm: { total: calm.total * long + total, fast: calm.fast * long + fast },
    asked: recent,
    steady: { total: load.steady.total * longer + total, seconds: load.steady.seconds * longer + seconds },
    usual: { total: usual.total * slowly + total, seconds: usual.seconds * slowly + seconds },
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

/** Seconds over which a load is the same, at least. */
const STEADY = 60;
/** Seconds over which a rate is the usual one. */
const USUAL = 900;

/** Above so many times the usual rate the load rises. */
const RISING = 1.1;

/** The rate is above that of the last quarter of an hour: replicas that are too many now may be needed soon. */
export const rising = ({ asked, usual }: Load): boolean => perSecond(asked) > RISING * perSecond(usual);

/** The same over a minute or more: the average of a shorter time is low by chance now and then. */
export const risen = ({ steady, usual }: Load): boolean => perSecond(steady) > RISING * perSecond(usual);

/** Requests a second of late. */
export const recentRate = ({ asked }: Load): number => perSecond(asked);

/** Requests a second over a quarter of an hour, if the rate is about the same now; else unknown: Infinity. */
export function steadyRate({ asked, usual }: Load): number {
  const [recent, long] = [perSecond(asked), perSecond(usual)];
  return recent <= RISING * long && long <= RISING * recent ? long : Infinity;
}

/** The highest recent rate, in requests a second. */
export const busiest = ({ peak }: Load): number => Math.max(peak.now, peak.before);

/** Standard deviations of a rate that are not chance, although it is evaluated at each observation. */
const CHANCE = 4;

/**
 * Requests a second to expect: the highest recent rate, as a short lull is not a lower load; but a rate below half of
 * it, for so long that it cannot be chance, is the load.
 */
export function expectedRate(load: Load): number {
  const { asked, latest } = load;
  const atMost = Math.min(mostRate(asked), mostRate(latest));
  return atMost < busiest(load) / 2 ? atMost : busiest(load);
}

/** The upper bound of a rate that chance allows, in requests a second. */
export const mostRate = ({ total, seconds }: Asked): number =>
  (total + CHANCE * Math.sqrt(total + 1)) / Math.max(seconds, 1);

/** The lower bound of the load, in requests a second: the rate of a short window may be high by chance. */
export function leastRate({ signal }: Observation, { asked, usual }: Load): number {
  if (signal.state !== 'counted' || signal.seconds <= 0) return 0;
  const { total } = signal.window;
  const atLeast = (total - CHANCE * Math.sqrt(total)) / signal.seconds;
  return Math.max(atLeast, Math.min(total / signal.seconds, perSecond(asked), perSecond(usual)));
}
