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
 * @param refuse makes the error of what is wrong
 * @returns milliseconds
 */
export function durationWithin(
  text: string,
  { least = '0s', most = '596h' }: Bounds,
  refuse: (problem: Text, remedy: Text) => Error,
): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw refuse(DURATION.invalid({ text }), DURATION.examples);
  if (ms < parseDuration(least)!)
    throw refuse(DURATION.tooShort({ text, least }), DURATION.atLeast({ least }));
  if (ms > parseDuration(most)!) throw refuse(DURATION.tooLong({ text, most }), DURATION.atMost({ most }));
  return ms;
}
