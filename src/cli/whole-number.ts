import { USAGE } from '../messages/index.ts';
import { InvalidValue } from './help/command.ts';

/** Reads the value of an option that is a whole number between these, both included. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidValue(USAGE.wholeNumberBetween({ value: text, least, most }));
    return value;
  };
}
