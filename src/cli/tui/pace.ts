/** What moves sends no more than that, however large the terminal is: the projector may hang on a thin line. */
const BYTES_PER_MILLISECOND = 8;

/**
 * Milliseconds from a frame to the next.
 * @param interval what was asked for, in milliseconds
 * @param bytes what the frame was in the terminal's language
 */
export function frameInterval(interval: number, bytes: number): number {
  return Math.max(interval, bytes / BYTES_PER_MILLISECOND);
}
