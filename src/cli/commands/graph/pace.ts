/**
 * The most that an animation sends, however large the terminal is: the terminal may have a slow connection. A little
 * below 8 kB/s, so that seconds with one more frame stay below that, too.
 */
const BYTES_PER_MILLISECOND = 7;

/**
 * Milliseconds from a frame to the next.
 * @param interval the requested one, in milliseconds
 * @param bytes the size of the frame with its control sequences
 */
export function frameInterval(interval: number, bytes: number): number {
  return Math.max(interval, bytes / BYTES_PER_MILLISECOND);
}
