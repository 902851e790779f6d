import type { Policy } from '../policy.ts';

/** So many requests, within so many seconds. */
export interface Asked {
  total: number;
  seconds: number;
}

interface Answered extends Asked {
  latency: number;
}

/** Where the load is going. */
export interface Course {
  /** Of the last quarter of a window, and of the one before it. */
  now: Answered;
  before: Answered;
  /** Smoothed, and what was smoothed smoothed once more. */
  once: Asked;
  twice: Asked;
}

const NOTHING: Answered = { total: 0, latency: 0, seconds: 0 };
export const NO_COURSE: Course = { now: NOTHING, before: NOTHING, once: NOTHING, twice: NOTHING };

export const perSecond = ({ total, seconds }: Asked): number => (seconds > 0 ? total / seconds : 0);

/** Averages of that many seconds after so many more: the longer ago, the less it counts. */
export const fading = (seconds: number, over: number): number => Math.exp(-seconds / Math.max(1, over));

/** Seconds over which it is smoothed, at least. */
const SMOOTH = 120;
const span = ({ window }: Policy): number => Math.max(window, SMOOTH);

/** Another load, not a course: by half of what was expected, beyond chance. */
const JUMP = 0.5;
const CHANCE = 4;

/** So much of a quarter of a window says whether it jumped. */
const ENOUGH = 0.6;

const jumped = ({ total, seconds }: Asked, course: Course): boolean => {
  const expected = perSecond(course.once) * seconds;
  return Math.abs(total - expected) > JUMP * expected + CHANCE * Math.sqrt(expected + 1);
};

/** The course after this sample. A load that jumps has no course yet. */
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

/** Other replicas serve: latencies are not to be compared with those before. */
export const comparable = (course: Course): Course => ({ ...course, now: NOTHING, before: NOTHING });

/** Standard deviations of a slope that are not chance. */
const SLOPE = 2;
/** No load is expected to grow by more than a quarter of what it is. */
const GROWTH = 0.25;

/**
 * Requests a second in so many seconds, where the load rises beyond chance (double exponential smoothing, Brown 1956).
 * Undefined: it does not.
 */
export function risingTo(policy: Policy, { once, twice }: Course, seconds: number): number | undefined {
  const [first, second] = [perSecond(once), perSecond(twice)];
  const chance = Math.sqrt(once.total + 1) / Math.max(1, once.seconds);
  if (!(first - second > SLOPE * chance)) return undefined;
  const rate = 2 * first - second;
  return rate + Math.min(GROWTH * rate, ((first - second) / span(policy)) * seconds);
}

/** Requests of which something can be told. */
export const MANY = 10;
/** Latencies that show a queue. */
const QUEUE = 5;
/** At most this part of those that come is hidden in a queue. */
const HIDDEN = 0.75;

/**
 * Requests a second that come, which are more than are answered while a queue grows: where latency grows by half a
 * second each second, half of them are queued up.
 */
export function arriving({ threshold }: Policy, { now, before }: Course, answered: number): number {
  if (now.total < QUEUE || before.total < 1) return answered;
  const most = Math.max(answered, perSecond(now));
  const mean = before.latency / before.total;
  // Where nobody had to wait before, it has only just begun.
  const seconds = (now.seconds + (mean > threshold ? before.seconds : 0)) / 2;
  const growth = (now.latency / now.total - mean) / seconds;
  return most / (1 - Math.min(HIDDEN, Math.max(0, growth)));
}
