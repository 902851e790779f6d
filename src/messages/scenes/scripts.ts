/** Mistakes in what is typed into the terminal of a step, and in how it ends. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const SCRIPTS = area('scripts', {
  commandBehind: entry(
    'a command stands behind what is typed into its terminal',
    'za tím, co se do terminálu píše, stojí další příkaz',
  ),
  scriptLast: entry(
    'Write the lines with send= and wait last in the block, one below the other',
    'Řádky se send= a wait pište na konec bloku, jeden pod druhý',
  ),
  onlyInteractive: entry('nothing can be typed into this step', 'do tohoto kroku se nedá nic psát'),
  addInteractive: entry(
    'Add interactive to the first line of the block',
    'Přidejte na první řádek bloku interactive',
  ),
  notKey: entry<{ key: string }>(
    ({ key }) => `'${key}' is not a valid key`,
    ({ key }) => cz`„${key}“ není platná klávesa`,
  ),
  writeKey: entry<{ names: readonly string[] }>(
    ({ names }) => `Put text into quotes: send="ls". Keys are ^A to ^Z, ${names.join(', ')}`,
    ({ names }) => cz`Text dejte do uvozovek: send="ls". Klávesy jsou ^A až ^Z, ${names.join(', ')}`,
  ),
  unknown: entry<{ name: string }>(
    ({ name }) => `unknown attribute '${name}'`,
    ({ name }) => cz`neznámý atribut „${name}“`,
  ),
  notBoth: entry<{ name: string }>(
    ({ name }) => `'${name}' does not fit here`,
    ({ name }) => cz`„${name}“ sem nepatří`,
  ),
  waitForOne: entry(
    'Write wait for="text", with timeout=10s if you like, or wait time=2s',
    'Napište wait for="text", třeba i s timeout=10s, nebo wait time=2s',
  ),
  waitsForNothing: entry('this waits for nothing', 'tohle na nic nečeká'),
  writeText: entry('Write wait for="text"', 'Napište wait for="text"'),

  // How an endless command ends
  badEnd: entry<{ key: string }>(
    ({ key }) => `'${key}' is not a valid key to end with`,
    ({ key }) => cz`„${key}“ není platná klávesa k ukončení`,
  ),
  endWithCtrlC: entry(
    'Write ends="Ctrl-C"; with tty or interactive it may be another key, such as ends=q',
    'Napište ends="Ctrl-C"; s tty nebo interactive to smí být i jiná klávesa, třeba ends=q',
  ),
  endsMissing: entry<{ name: string }>(
    ({ name }) => `'${name}' belongs to 'ends'`,
    ({ name }) => cz`„${name}“ patří k „ends“`,
  ),
  addEnds: entry('Add ends="Ctrl-C"', 'Přidejte ends="Ctrl-C"'),
  neverEnds: entry('nothing says when this command is ended', 'nic neříká, kdy tento příkaz skončí'),
  addAfter: entry(
    'Add after=10s or when-output="text", or expect something of its output: it is ended when that holds',
    'Přidejte after=10s nebo when-output="text", nebo něco očekávejte od výstupu: skončí, až to bude platit',
  ),
  nobodyTypes: entry<{ step: string }>(
    ({ step }) => `only a person can play the step '${step}': nothing says what is typed into it`,
    ({ step }) => cz`krok „${step}“ může zahrát jen člověk: nic neříká, co se do něj píše`,
  ),
  sayWhatIsTyped: entry(
    'Write what is typed below the command, send="…", or ends="Ctrl-C"; where nothing is typed, write tty instead of interactive',
    'Napište pod příkaz, co se píše, send="…", nebo ends="Ctrl-C"; kde se nepíše nic, dejte místo interactive tty',
  ),
});
