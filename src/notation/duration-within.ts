import { DURATION } from '../messages/index.ts';
import type { Text } from '../messages/index.ts';
import { parseDuration } from './duration.ts';

/** Both are written as a person would. Timers count to 2³¹ ms, which is a little more than 596 hours. */
export interface Bounds {
  least?: string;
  most?: string;
}

/**
 * A duration that a person wrote.
 * @param refuse takes what is wrong
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
