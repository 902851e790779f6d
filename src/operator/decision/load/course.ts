import type { Policy } from '../policy.ts';

/** So many requests, within so many seconds. */
export interface Asked {
  total: number;
  seconds: number;
}

interface Answered extends Asked {
  latency: number;
}

/** The trend of the load. */
export interface Course {
  /** Of the last quarter of a window, and of the one before it. */
  now: Answered;
  before: Answered;
  /** Smoothed once, and smoothed twice. */
  once: Asked;
  twice: Asked;
}

const NOTHING: Answered = { total: 0, latency: 0, seconds: 0 };
export const NO_COURSE: Course = { now: NOTHING, before: NOTHING, once: NOTHING, twice: NOTHING };

export const perSecond = ({ total, seconds }: Asked): number => (seconds > 0 ? total / seconds : 0);

/** The weight that an average over `over` seconds keeps after `seconds`. */
export const fading = (seconds: number, over: number): number => Math.exp(-seconds / Math.max(1, over));

/** Seconds over which it is smoothed, at least. */
const SMOOTH = 120;
const span = ({ window }: Policy): number => Math.max(window, SMOOTH);

/** A jump, not a trend: by half of the expected load, and not by chance. */
const JUMP = 0.5;
const CHANCE = 4;

/** The part of a quarter of a window that is enough to recognise a jump. */
const ENOUGH = 0.6;

const jumped = ({ total, seconds }: Asked, course: Course): boolean => {
  const expected = perSecond(course.once) * seconds;
  return Math.abs(total - expected) > JUMP * expected + CHANCE * Math.sqrt(expected + 1);
};

/** The trend after this sample. A load that jumps has no trend yet. */
export function followed(policy: Policy, course: Course, sample: Answered): Course {
  const { total, seconds, latency } = sample;
  if (seconds === 0) return course;
  const quarter = policy.window / 4;
  const full = course.now.seconds > 0 && course.now.seconds + seconds > quarter;
  const last = full ? NOTHING : course.now;
  const before = full ? course.now : course.before;
  const now = {
    total: last.total + total,
    latency: last.latency + latency,
    seconds: last.seconds + seconds,
  };
  if (now.seconds >= ENOUGH * quarter && jumped(now, course)) return { now, before, once: now, twice: now };
  const faded = fading(seconds, span(policy));
  const once = { total: course.once.total * faded + total, seconds: course.once.seconds * faded + seconds };
  const twice = {
    total: course.twice.total * faded + perSecond(once) * seconds,
    seconds: course.twice.seconds * faded + seconds,
  };
  return { now, before, once, twice };
}

/** Other replicas serve: latencies must not be compared with earlier ones. */
export const comparable = (course: Course): Course => ({ ...course, now: NOTHING, before: NOTHING });

/** Standard deviations of a slope that are not chance. */
const SLOPE = 2;
/** The load is expected to grow by at most this part. */
const GROWTH = 0.25;

/**
 * Requests per second expected in so many seconds (double exponential smoothing, Brown 1956).
 * Undefined: the load does not rise, or only by chance.
 */
export function risingTo(policy: Policy, { once, twice }: Course, seconds: number): number | undefined {
  const [first, second] = [perSecond(once), perSecond(twice)];
  if (!(first - second > SLOPE * chanceOf(once))) return undefined;
  const rate = 2 * first - second;
  return rate + Math.min(GROWTH * rate, ((first - second) / span(policy)) * seconds);
}

/** The load falls, and not by chance. */
export const falling = ({ once, twice }: Course): boolean =>
  perSecond(twice) - perSecond(once) > SLOPE * chanceOf(once);

/** Standard deviation of a rate. */
const chanceOf = ({ total, seconds }: Asked): number => Math.sqrt(total + 1) / Math.max(1, seconds);

/** The fewest requests that are significant. */
export const MANY = 10;
/** Latencies that show a queue. */
const QUEUE = 5;
/** At most this part of the arriving requests is assumed to be in a queue. */
const HIDDEN = 0.75;

/**
 * The rate of arriving requests, which is higher than that of answered ones while a queue grows: where latency grows by
 * half a second per second, half of them are queued.
 */
export function arriving({ threshold }: Policy, { now, before }: Course, answered: number): number {
  if (now.total < QUEUE || before.total < 1) return answered;
  const most = Math.max(answered, perSecond(now));
  const mean = before.latency / before.total;
  // If no request had to wait before, the queue has only just started.
  const seconds = (now.seconds + (mean > threshold ? before.seconds : 0)) / 2;
  const growth = (now.latency / now.total - mean) / seconds;
  return most / (1 - Math.min(HIDDEN, Math.max(0, growth)));
}
