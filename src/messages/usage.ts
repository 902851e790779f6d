/** Mistakes in a command line. */
import { cz } from './czech.ts';
import { area, entry } from './message.ts';
import type { Text } from './message.ts';

export const USAGE = area('usage', {
  unknownCommand: entry<{ name: string }>(
    ({ name }) => `unknown command '${name}'`,
    ({ name }) => cz`neznámý příkaz „${name}“`,
  ),
  unknownOption: entry<{ flag: string }>(
    ({ flag }) => `unknown option '${flag}'`,
    ({ flag }) => cz`neznámá volba „${flag}“`,
  ),
  missingArgument: entry<{ name: string }>(
    ({ name }) => `missing required argument '${name}'`,
    ({ name }) => cz`chybí argument „${name}“`,
  ),
  missingValue: entry<{ flags: string }>(
    ({ flags }) => `option '${flags}' argument missing`,
    ({ flags }) => cz`volbě „${flags}“ chybí hodnota`,
  ),
  invalidOption: entry<{ flags: string; value: string; why: Text }>(
    ({ flags, value, why }) => `option '${flags}' argument '${value}' is invalid. ${why}`,
    ({ flags, value, why }) => cz`volba „${flags}“: hodnota „${value}“ neplatí. ${why}`,
  ),
  invalidArgument: entry<{ name: string; value: string; why: Text }>(
    ({ name, value, why }) => `command-argument value '${value}' is invalid for argument '${name}'. ${why}`,
    ({ name, value, why }) => cz`hodnota „${value}“ argumentu „${name}“ neplatí. ${why}`,
  ),
  tooManyArguments: entry<{ command: string; expected: number; given: readonly string[] }>(
    ({ command, expected, given }, { plural }) =>
      `too many arguments for '${command}'. Expected ${expected} ${plural(expected, { one: 'argument', other: 'arguments' })} but got ${given.length}: ${given.join(', ')}.`,
    ({ command, expected, given }, { plural }) =>
      cz`příliš mnoho argumentů pro „${command}“. ${plural(expected, { one: 'Má být', few: 'Mají být', other: 'Má jich být' })} ${expected}, ${plural(given.length, { one: 'je', few: 'jsou', other: 'je' })} ${given.length}: ${given.join(', ')}.`,
  ),

  // Why a value is invalid
  choices: entry<{ choices: readonly string[] }>(
    ({ choices }) => `Allowed choices are ${choices.join(', ')}.`,
    ({ choices }) => cz`Možnosti: ${choices.join(', ')}.`,
  ),
  wholeNumberBetween: entry<{ value: string; least: number; most: number }>(
    ({ value, least, most }) => `${value} is not a valid whole number from ${least} to ${most}.`,
    ({ value, least, most }) => cz`${value} není platné celé číslo od ${least} do ${most}.`,
  ),
  rateUpTo: entry<{ value: string; most: number }>(
    ({ value, most }) => `${value} is not a valid rate in requests per second, above 0 and up to ${most}.`,
    ({ value, most }) => cz`${value} není platný počet požadavků za sekundu, větší než 0 a nejvýše ${most}.`,
  ),
  number: entry<{ value: string }>(
    ({ value }) => `${value} is not a valid number.`,
    ({ value }) => cz`${value} není platné číslo.`,
  ),
  wholeNumber: entry<{ value: string }>(
    ({ value }) => `${value} is not a valid whole number.`,
    ({ value }) => cz`${value} není platné celé číslo.`,
  ),
  port: entry<{ value: string }>(
    ({ value }) => `${value} is not a valid port.`,
    ({ value }) => cz`${value} není platný port.`,
  ),
  empty: entry('It is empty.', 'Je prázdná.'),
  forReport: entry('--minutes and --format need --report', '--minutes a --format patří k --report'),

  forWeb: entry('--port, --open and --json need --web', '--port, --open a --json patří k --web'),

  // What to do
  didYouMean: entry<{ name: string }>(
    ({ name }) => `Did you mean ${name}?`,
    ({ name }) => cz`Měli jste na mysli ${name}?`,
  ),
  seeHelp: entry(
    'See pycont --help, or --help after the command',
    'Viz pycont --help, nebo --help za příkazem',
  ),
  addWeb: entry('Add --web, or leave them out', 'Přidejte --web, nebo je vynechte'),
  addReport: entry('Add --report, or leave them out', 'Přidejte --report, nebo je vynechte'),
});
