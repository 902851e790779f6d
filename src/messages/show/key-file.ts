/** Mistakes in the file that says which keys mean what. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const KEY_FILE = area('keyFile', {
  mistakes: entry<{ mistakes: readonly Text[] }>(
    ({ mistakes }) => mistakes.join('\n'),
    ({ mistakes }) => mistakes.join('\n'),
  ),
  correct: entry<{ file: string }>(
    ({ file }) => `Correct ${file}, or remove it to have the usual keys`,
    ({ file }) => cz`Opravte ${file}, nebo ho smažte a budou platit obvyklé klávesy`,
  ),
  notYaml: entry<{ why: string }>(
    ({ why }) => `This is not valid YAML: ${why}`,
    ({ why }) => cz`Tohle není platný YAML: ${why}`,
  ),
  notMap: entry(
    'A line reads as next: [enter, space]: a name and its keys',
    'Řádek má tvar next: [enter, space]: název a jeho klávesy',
  ),
  unknownName: entry<{ name: string; hint: Text }>(
    ({ name, hint }) => `${name} is not a name that keys are bound to. ${hint}`,
    ({ name, hint }) => cz`${name} není název, ke kterému patří klávesy. ${hint}`,
  ),
  twice: entry<{ name: string }>(
    ({ name }) => `${name} is there twice`,
    ({ name }) => cz`${name} je tu dvakrát`,
  ),
  notKeys: entry<{ name: string }>(
    ({ name }) => `${name} needs a key, or a list of keys: [enter, space]; signs are quoted: "?"`,
    ({ name }) => cz`${name} má mít klávesu, nebo seznam kláves: [enter, space]; znaménka patří do uvozovek`,
  ),
  unknownKey: entry<{ key: string }>(
    ({ key }) => `${key} is not a valid key: a letter, a digit, a sign, enter, space, pagedown, f5, ctrl-n …`,
    ({ key }) =>
      cz`${key} není platná klávesa: písmeno, číslice, znaménko, enter, space, pagedown, f5, ctrl-n…`,
  ),
  fixed: entry<{ key: string }>(
    ({ key }) => `${key} cannot be bound: Ctrl-C always ends, Ctrl-Z always suspends`,
    ({ key }) => cz`${key} nejde změnit: Ctrl-C vždy ukončí, Ctrl-Z vždy odloží`,
  ),
  taken: entry<{ key: string; name: string }>(
    ({ key, name }) => `${key} is the key of ${name} already`,
    ({ key, name }) => cz`${key} je už klávesa pro ${name}`,
  ),
  needed: entry<{ name: string }>(
    ({ name }) => `${name} needs at least one key`,
    ({ name }) => cz`${name} potřebuje aspoň jednu klávesu`,
  ),
});
