/** Why a policy cannot be followed. A name is that of the field of a LatencyScaler, or of the flag. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

interface Given {
  name: string;
  value: number;
}

interface Bounded extends Given {
  /** Name and value of what bounds it. */
  bound: string;
  least: number;
}

export const POLICY = area('policy', {
  notACount: entry<Given>(
    ({ name, value }) => `${name} is ${value}; it must be a whole number from 1`,
    ({ name, value }, { number }) => cz`${name} je ${number(value)}; musí to být celé číslo od 1`,
  ),
  belowMinimum: entry<Bounded>(
    ({ name, value, bound, least }) => `${name} is ${value}; it must be at least ${bound} (${least})`,
    ({ name, value, bound, least }, { number }) =>
      cz`${name} je ${number(value)}; musí to být aspoň ${bound} (${number(least)})`,
  ),
  notPositive: entry<Given>(
    ({ name, value }) => `${name} is ${value}; it must be above 0`,
    ({ name, value }, { number }) => cz`${name} je ${number(value)}; musí to být víc než 0`,
  ),
  notAShare: entry<Given>(
    ({ name, value }) => `${name} is ${value}; it must be a share above 0, up to 1`,
    ({ name, value }, { number }) => cz`${name} je ${number(value)}; musí to být podíl větší než 0, nejvýš 1`,
  ),
  belowObjective: entry<Bounded>(
    ({ name, value, bound, least }) => `${name} is ${value}; it must lie between ${bound} (${least}) and 1`,
    ({ name, value, bound, least }, { number }) =>
      cz`${name} je ${number(value)}; musí to být mezi ${bound} (${number(least)}) a 1`,
  ),
  /** A flag has its unit in its value, a field in its name. */
  tooShort: entry<Given & { unit: 's' | undefined }>(
    ({ name, value, unit }) =>
      unit ? `${name} is ${value} s; it must be at least 1 s` : `${name} is ${value}; it must be at least 1`,
    ({ name, value, unit }, { number }) =>
      unit
        ? cz`${name} je ${number(value)} s; musí to být aspoň 1 s`
        : cz`${name} je ${number(value)}; musí to být aspoň 1`,
  ),
  negative: entry<Given>(
    ({ name, value }) => `${name} is ${value}; it must not be negative`,
    ({ name, value }, { number }) => cz`${name} je ${number(value)}; nesmí to být záporné`,
  ),
  wrongKind: entry<{ name: string; kind: string }>(
    ({ name, kind }) => `${name} is ${kind}; only Deployment can be scaled`,
    ({ name, kind }) => cz`${name} je ${kind}; škálovat lze jen Deployment`,
  ),

  // What is wrong with a query of the user's own
  badQuery: entry<{ name: string; why: Text }>(
    ({ name, why }) => `${name} cannot be used: ${why}`,
    ({ name, why }) => cz`${name} nejde použít: ${why}`,
  ),
  comment: entry('comments are not allowed', 'komentáře nejsou dovoleny'),
  openString: entry('a string is not closed', 'řetězec není uzavřený'),
  unexpected: entry<{ bracket: string }>(
    ({ bracket }) => `unexpected ${bracket}`,
    ({ bracket }) => cz`nečekaná závorka ${bracket}`,
  ),
  empty: entry('it is empty', 'výraz je prázdný'),
  open: entry<{ bracket: string }>(
    ({ bracket }) => `${bracket} is not closed`,
    ({ bracket }) => cz`závorka ${bracket} není uzavřená`,
  ),
});
