/** Messages about requests over a network. */
import { cz } from './czech.ts';
import { area, entry } from './message.ts';

export const NETWORK = area('network', {
  noAnswer: entry<{ ms: number }>(
    ({ ms }, { number }) => `no answer within ${number(ms / 1_000)} s`,
    ({ ms }, { number }) => cz`žádná odpověď do ${number(ms / 1_000)} s`,
  ),
});
