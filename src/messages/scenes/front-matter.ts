/** Mistakes in the front matter of a scene. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const FRONT_MATTER = area('front-matter', {
  missing: entry('the front matter is missing', 'chybí úvodní hlavička'),
  example: entry(
    'Begin the file with:\n---\nid: run\ntitle: It works on my machine\ncast: [Narrator]\nbudget: 2m30s\n---',
    'Začněte soubor takto:\n---\nid: run\ntitle: U mě to funguje\ncast: [Vypravěč]\nbudget: 2m30s\n---',
  ),
  notClosed: entry('the front matter is not closed', 'úvodní hlavička není uzavřená'),
  close: entry('Close it with a line of ---', 'Uzavřete ji řádkem ---'),
  notYaml: entry<{ why: string }>(
    ({ why }) => `the front matter is not valid YAML: ${why}`,
    ({ why }) => cz`úvodní hlavička není platný YAML: ${why}`,
  ),
  noKeys: entry('the front matter has no keys', 'úvodní hlavička nemá žádné klíče'),
  unknownKey: entry<{ key: string }>(
    ({ key }) => `the front matter has an unknown key '${key}'`,
    ({ key }) => cz`úvodní hlavička má neznámý klíč „${key}“`,
  ),
  noKey: entry<{ key: string }>(
    ({ key }) => `the front matter has no '${key}'`,
    ({ key }) => cz`v úvodní hlavičce chybí „${key}“`,
  ),
  notText: entry<{ key: string }>(
    ({ key }) => `'${key}' must be a text`,
    ({ key }) => cz`„${key}“ musí být text`,
  ),
  giveValue: entry<{ key: string }>(
    ({ key }) => `Give ${key} a value on one line`,
    ({ key }) => cz`Napište hodnotu ${key} na jeden řádek`,
  ),
  badId: entry<{ id: string }>(
    ({ id }) => `the id '${id}' is hard to type`,
    ({ id }) => cz`id „${id}“ se špatně píše`,
  ),
  idLetters: entry(
    'Use lower-case letters, digits and dashes',
    'Použijte malá písmena bez diakritiky, číslice a pomlčky',
  ),
  needsNotList: entry("'needs' must be a list of ids of scenes", '„needs“ musí být seznam id scén'),
  writeNeeds: entry('Write it as needs: [deploy, load]', 'Napište ho jako needs: [deploy, load]'),
  castNotList: entry("'cast' must be a list of names", '„cast“ musí být seznam jmen'),
  writeCast: entry('Write it as cast: [Narrator, Hipster]', 'Napište ho jako cast: [Vypravěč, Hipster]'),
  zeroByte: entry(
    'there is a zero byte here: this is not a valid text file',
    'tady je nulový bajt: tohle není platný textový soubor',
  ),
  saveUtf8: entry('Save the file as UTF-8', 'Uložte soubor jako UTF-8'),
});
