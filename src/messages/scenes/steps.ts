/** Mistakes in the steps of a scene, and default names of steps. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const STEPS = area('steps', {
  fix: entry('fix', 'oprava'),
  ofScene: entry<{ scene: string; step: Text }>(
    ({ scene, step }) => `${scene}: ${step}`,
    ({ scene, step }) => cz`${scene}: ${step}`,
  ),

  // Attributes
  notAttribute: entry<{ text: string }>(
    ({ text }) => `'${text}' is not a valid attribute`,
    ({ text }) => cz`„${text}“ není platný atribut`,
  ),
  writeAttributes: entry(
    'Write attributes as name, name=value or name="several words", with spaces between them',
    'Pište atributy jako name, name=value nebo name="several words", oddělené mezerami',
  ),
  noClosingQuote: entry<{ name: string }>(
    ({ name }) => `the value of ${name} has no closing quote`,
    ({ name }) => cz`hodnota ${name} nemá koncové uvozovky`,
  ),
  closeQuote: entry(
    'Close it on the same line, and write a quote inside it as \\"',
    'Uzavřete ji na stejném řádku; před uvozovky uvnitř patří zpětné lomítko',
  ),
  unknownAttribute: entry<{ name: string; language: string }>(
    ({ name, language }) => `'${name}' is not a valid attribute of a ${language} block`,
    ({ name, language }) => cz`„${name}“ není platný atribut bloku ${language}`,
  ),
  givenTwice: entry<{ name: string }>(
    ({ name }) => `${name} is given twice`,
    ({ name }) => cz`${name} je tu dvakrát`,
  ),
  keepOne: entry('Keep one of the two', 'Nechte jen jedno z nich'),
  needsValue: entry<{ name: string }>(
    ({ name }) => `${name} needs a value`,
    ({ name }) => cz`${name} potřebuje hodnotu`,
  ),
  writeValue: entry<{ name: string }>(
    ({ name }) => `Write ${name}=…`,
    ({ name }) => cz`Napište ${name}=…`,
  ),
  writeQuoted: entry<{ name: string }>(
    ({ name }) => `Write ${name}="…"`,
    ({ name }) => cz`Napište ${name}="…"`,
  ),
  takesNoValue: entry<{ name: string }>(
    ({ name }) => `${name} takes no value`,
    ({ name }) => cz`${name} nemá hodnotu`,
  ),
  writeAlone: entry<{ name: string }>(
    ({ name }) => `Write it alone: ${name}`,
    ({ name }) => cz`Napište ho samotné: ${name}`,
  ),

  // Expectations
  badExitCode: entry<{ value: string }>(
    ({ value }) => `'${value}' is not a valid exit code`,
    ({ value }) => cz`„${value}“ není platný návratový kód`,
  ),
  writeExitCode: entry(
    'Write exit=0, another number up to 255, or exit=nonzero',
    'Napište exit=0, jiné číslo do 255, nebo exit=nonzero',
  ),
  correctExpression: entry(
    'Correct the expression, or use contains="…"',
    'Opravte výraz, nebo použijte contains="…"',
  ),
  badBound: entry<{ value: string }>(
    ({ value }) => `'${value}' is not a valid bound on a duration`,
    ({ value }) => cz`„${value}“ není platná mez pro dobu`,
  ),
  writeBound: entry('Write duration="<1s" or duration=">9s"', 'Napište duration="<1s" nebo duration=">9s"'),
  expectsNothing: entry('the step expects nothing', 'krok nic neočekává'),
  sayExpected: entry<{ names: readonly string[] }>(
    ({ names }) => `Add an expectation, for example exit=0; choose from: ${names.join(', ')}`,
    ({ names }) => cz`Přidejte očekávání, například exit=0; na výběr je: ${names.join(', ')}`,
  ),
  notOfBackground: entry<{ kind: string }>(
    ({ kind }) => `${kind} cannot be expected of a background step`,
    ({ kind }) => cz`${kind} nejde očekávat od kroku na pozadí`,
  ),
  expectAtEnd: entry(
    'Expect it of the stop block: stop name=… duration="<1s"',
    'Očekávejte to tam, kde krok končí: stop name=… duration="<1s"',
  ),
  notOfInteractive: entry<{ kind: string }>(
    ({ kind }) => `${kind} cannot be expected of an interactive step: its output goes to the terminal`,
    ({ kind }) => cz`${kind} nejde očekávat od interaktivního kroku: jeho výstup jde do terminálu`,
  ),
  useExitOrCheck: entry('Use exit=0 or check="…"', 'Použijte exit=0 nebo check="…"'),

  // Kinds of steps
  empty: entry('the sh block is empty', 'blok sh je prázdný'),
  writeCommand: entry('Write the command to run in it', 'Napište do něj příkaz, který se má spustit'),
  tooLong: entry(
    'the command is longer than the 128 kB that Linux accepts',
    'příkaz je delší než 128 kB, víc Linux nepřijme',
  ),
  shorten: entry('Shorten it', 'Zkraťte ho'),
  backgroundNoName: entry('a background step has no name', 'krok na pozadí nemá jméno'),
  giveName: entry('Give it one, for example name=load', 'Dejte mu ho, například name=load'),
  backgroundNotBoth: entry(
    'a background step cannot be until or interactive',
    'krok na pozadí nemůže být until ani interactive',
  ),
  interactiveNotUntil: entry('an interactive step cannot be repeated', 'interaktivní krok nelze opakovat'),
  leaveOutUntil: entry('Leave out until', 'Vynechte until'),
  waitNotOther: entry<{ other: string }>(
    ({ other }) => `a step that waits cannot be ${other}`,
    ({ other }) => cz`krok, který čeká, nemůže být ${other}`,
  ),
  leaveOneOut: entry('Leave one of them out', 'Jedno z nich vynechte'),
  onlyWaits: entry<{ step: Text }>(
    ({ step }) => `the step '${step}' only waits`,
    ({ step }) => cz`krok „${step}“ jen čeká`,
  ),
  markWait: entry(
    'Mark it wait, or look if it need not hold at the start of later scenes',
    'Označte ho wait, nebo look, pokud to na začátku dalších scén platit nemusí',
  ),
  stopsNothing: entry('the stop block does not say what ends', 'blok stop neříká, co má skončit'),
  writeStop: entry('Write stop name=load', 'Napište stop name=load'),
  notRunning: entry<{ name: string }>(
    ({ name }) => `the background step '${name}' is not running here`,
    ({ name }) => cz`žádný krok na pozadí „${name}“ tu neběží`,
  ),
  startBefore: entry('Start it first: sh name=… background', 'Nejdřív ho spusťte: sh name=… background'),
  sameName: entry<{ name: string; line: number }>(
    ({ name, line }) => `two steps have the name '${name}': the other one is in line ${line}`,
    ({ name, line }) => cz`dva kroky se jmenují „${name}“: druhý je na řádku ${line}`,
  ),
  giveOtherName: entry('Give one of them another name', 'Dejte jednomu z nich jiné jméno'),
});
