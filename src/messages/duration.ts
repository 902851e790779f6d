/** Errors in durations that users write. */
import { cz } from './czech.ts';
import { area, entry } from './message.ts';
import type { Text } from './message.ts';

export const DURATION = area('duration', {
  invalid: entry<{ text: string }>(
    ({ text }) => `'${text}' is not a valid duration`,
    ({ text }) => cz`„${text}“ není platná doba`,
  ),
  tooShort: entry<{ text: string; least: string }>(
    ({ text, least }) => `'${text}' is shorter than ${least}`,
    ({ text, least }) => cz`„${text}“ je kratší než ${least}`,
  ),
  tooLong: entry<{ text: string; most: string }>(
    ({ text, most }) => `'${text}' is longer than ${most}`,
    ({ text, most }) => cz`„${text}“ je delší než ${most}`,
  ),
  atLeast: entry<{ least: string }>(
    ({ least }) => `Give ${least} or more`,
    ({ least }) => cz`Zadejte ${least} nebo víc`,
  ),
  atMost: entry<{ most: string }>(
    ({ most }) => `Give ${most} or less`,
    ({ most }) => cz`Zadejte ${most} nebo míň`,
  ),
  ofFlag: entry<{ flag: string; problem: Text }>(
    ({ flag, problem }) => `${flag}: ${problem}`,
    ({ flag, problem }) => cz`${flag}: ${problem}`,
  ),
  examples: entry(
    'Write it as 90 (seconds), 90s, 1m30s or 500ms',
    'Napište ji jako 90 (sekund), 90s, 1m30s nebo 500ms',
  ),
});
