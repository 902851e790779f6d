/**
 * Seconds, by a clock that nobody sets: for everything that lasts. It started out as the wall clock did, so that its
 * moments are close to those since the epoch; `dateOf` gives the wall clock's.
 */
export const monotonic = (): number => (performance.timeOrigin + performance.now()) / 1000;

/** How far the wall clock may differ from what it was before a moment's date changes. */
const TOLERATED_MS = 2000;
let offset = 0;

/** The date that the wall clock shows, or would have shown, at a moment of `monotonic`: for people only. */
export function dateOf(moment: number): Date {
  const now = Date.now() - monotonic() * 1000;
  // A date that was written down must not change by a second with each time that it is written.
  if (Math.abs(now - offset) > TOLERATED_MS) offset = now;
  return new Date(moment * 1000 + offset);
}
