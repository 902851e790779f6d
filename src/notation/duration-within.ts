import { DURATION } from '../messages/index.ts';
import type { Text } from '../messages/index.ts';
import { parseDuration } from './duration.ts';

/** Both in pycont's notation. Timers are limited to 2³¹ ms, a little more than 596 hours. */
export interface Bounds {
  least?: string;
  most?: string;
}

/**
 * Parses a duration that a user wrote.
 * @param refuse called with the mistake
 * @returns milliseconds, or what `refuse` returns
 */
export function durationWithin<R>(
  text: string,
  { least = '0s', most = '596h' }: Bounds,
  refuse: (problem: Text, remedy: Text) => R,
): number | R {
  const ms = parseDuration(text);
  if (ms === undefined) return refuse(DURATION.invalid({ text }), DURATION.examples);
  if (ms < parseDuration(least)!)
    return refuse(DURATION.tooShort({ text, least }), DURATION.atLeast({ least }));
  if (ms > parseDuration(most)!) return refuse(DURATION.tooLong({ text, most }), DURATION.atMost({ most }));
  return ms;
}
