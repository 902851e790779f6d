import type { Policy } from './policy.ts';

/**
 * Is the objective missed, or was it chance? A sequential test that may be evaluated after each request: CUSUM of
 * log-likelihood ratios (Page 1954). Where the objective is just met, the mean time between two false alarms is at
 * least what the bound stands for (Lorden 1971); where it is met by more, far longer.
 *
 * The hypothesis is the share of slow requests that the objective allows. Against it stand alternatives from slightly
 * to hopelessly more, as odds of a slow request: a slight miss needs many requests to be certain, a total one a handful.
 */
const ODDS = [1.6, 4, 40];

/** The highest effective objective: with 1 the first slow request of a day would be a breach. */
const LEAST_SLOW = 0.001;
/** So much more than allowed still counts as meeting the objective; otherwise chance would decide near it. */
const TOLERANCE = 1.05;

const HOUR = 3600;
/** The lowest effective rate, in requests per second. */
const LEAST_RATE = 0.01;

/** Logarithms of likelihood ratios, one for each alternative, from 0. */
export type Evidence = readonly number[];

export const NO_EVIDENCE: Evidence = ODDS.map(() => 0);

/** The share of slow requests at the very objective. */
export const slowAtObjective = ({ objective }: Policy): number => Math.max(1 - objective, LEAST_SLOW);

/** The share of slow requests that still counts as meeting it. */
export const allowedSlow = (policy: Policy): number => Math.min(0.999, slowAtObjective(policy) * TOLERANCE);

/** The evidence after these slow and fast requests; each request may be weighed only once. */
export function weigh(policy: Policy, before: Evidence, slow: number, fast: number, most: number): Evidence {
  const allowed = allowedSlow(policy);
  return ODDS.map((odds, i) => {
    const more = (odds * allowed) / (1 - allowed + odds * allowed);
    const ratio = slow * Math.log(more / allowed) + fast * Math.log((1 - more) / (1 - allowed));
    // Evidence beyond the bound would fade too slowly.
    return Math.min(Math.max(0, (before[i] ?? 0) + (Number.isFinite(ratio) ? ratio : 0)), most);
  });
}

/** What the evidence must reach: exactly at the objective, one false alarm an hour; far fewer above it. @param rate requests a second */
export const certainty = (rate: number): number =>
  Math.log(HOUR * ODDS.length * (rate > LEAST_RATE ? rate : LEAST_RATE));

export const strength = (evidence: Evidence): number => Math.max(0, ...evidence);
