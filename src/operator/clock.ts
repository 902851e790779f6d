/**
 * Seconds of a monotonic clock, for all durations. It starts at the wall clock's time, so that its values are close to
 * Unix time; `dateOf` converts them to dates of the wall clock.
 */
export const monotonic = (): number => (performance.timeOrigin + performance.now()) / 1000;

/** How far the wall clock may drift before dates are converted with a new offset. */
const TOLERATED_MS = 2000;
let offset = 0;

/** The date of the wall clock at a moment of `monotonic`: for people only. */
export function dateOf(moment: number): Date {
  const now = Date.now() - monotonic() * 1000;
  // A date must not change by a second each time it is written.
  if (Math.abs(now - offset) > TOLERATED_MS) offset = now;
  return new Date(moment * 1000 + offset);
}
