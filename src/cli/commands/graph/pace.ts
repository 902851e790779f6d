/**
 * What moves sends no more than that, however large the terminal is: the projector may hang on a thin line. A little
 * below 8 kB/s, so that a few seconds with one frame more than others stay below it too.
 */
const BYTES_PER_MILLISECOND = 7;

/**
 * Milliseconds from a frame to the next.
 * @param interval what was asked for, in milliseconds
 * @param bytes what the frame was in the terminal's language
 */
export function frameInterval(interval: number, bytes: number): number {
  return Math.max(interval, bytes / BYTES_PER_MILLISECOND);
}
