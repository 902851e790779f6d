/** Mistakes in a talk: its folders, its patches and its translations. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const SCENES = area('scenes', {
  needsOther: entry<{ need: string }>(
    ({ need }) => `this scene needs '${need}', which is not a scene before it`,
    ({ need }) => cz`tato scéna potřebuje „${need}“, což není žádná ze scén před ní`,
  ),
  mistake: entry<{ file: string; line: number; column: number; problem: Text }>(
    ({ file, line, column, problem }) => `${file}:${line}:${column}: ${problem}`,
    ({ file, line, column, problem }) => cz`${file}:${line}:${column}: ${problem}`,
  ),
  nearest: entry<{ near: string; names: readonly string[] }>(
    ({ near, names }) => `Did you mean ${near}? Choose from: ${names.join(', ')}`,
    ({ near, names }) => cz`Měli jste na mysli ${near}? Na výběr je: ${names.join(', ')}`,
  ),
  choice: entry<{ names: readonly string[] }>(
    ({ names }) => `Choose from: ${names.join(', ')}`,
    ({ names }) => cz`Na výběr je: ${names.join(', ')}`,
  ),

  // The talk as a whole
  folderMissing: entry<{ folder: string }>(
    ({ folder }) => `The scenes folder ${folder} does not exist`,
    ({ folder }) => cz`Složka se scénami ${folder} neexistuje`,
  ),
  notFolder: entry<{ folder: string }>(
    ({ folder }) => `The scenes folder ${folder} is not a folder`,
    ({ folder }) => cz`Cesta ke scénám ${folder} nevede ke složce`,
  ),
  folderUnreadable: entry<{ folder: string; code: string }>(
    ({ folder, code }) => `The scenes folder ${folder} cannot be read (${code})`,
    ({ folder, code }) => cz`Složku se scénami ${folder} nejde přečíst (${code})`,
  ),
  nameFolder: entry(
    'Give the folder of a talk with --scenes DIR',
    'Zadejte složku přednášky pomocí --scenes DIR',
  ),
  unreadable: entry<{ file: string; code: string }>(
    ({ file, code }) => `${file} cannot be read (${code})`,
    ({ file, code }) => cz`${file} nejde přečíst (${code})`,
  ),
  putTextFile: entry('Put a readable text file there', 'Dejte tam textový soubor, který smíte číst'),
  none: entry<{ folder: string }>(
    ({ folder }) => `There is no scene in ${folder}`,
    ({ folder }) => cz`Ve složce ${folder} není žádná scéna`,
  ),
  makeFolders: entry(
    'Put each scene in its own folder: 01-hello/scene.md',
    'Dejte každou scénu do vlastní složky: 01-hello/scene.md',
  ),
  unknown: entry<{ scene: string }>(
    ({ scene }) => `There is no scene '${scene}'`,
    ({ scene }) => cz`Scéna „${scene}“ tu není`,
  ),
  sameId: entry<{ file: string; id: string; other: string }>(
    ({ file, id, other }) => `${file}: the id '${id}' is already used by ${other}`,
    ({ file, id, other }) => cz`${file}: id „${id}“ už má ${other}`,
  ),
  giveOtherId: entry('Give one of the scenes another id', 'Dejte jedné z těch scén jiné id'),
  noSceneHere: entry<{ folder: string }>(
    ({ folder }) => `${folder}: there is no scene.md in this folder`,
    ({ folder }) => cz`${folder}: v této složce není scene.md`,
  ),
  writeScene: entry(
    'Write one, or remove the folder from the talk',
    'Napište ho, nebo složku z přednášky odeberte',
  ),
  noSceneBeside: entry<{ file: string }>(
    ({ file }) => `${file}: there is no scene.md in its folder`,
    ({ file }) => cz`${file}: v jeho složce není scene.md`,
  ),
  writeEnglish: entry(
    'Write the scene in English first: scene.md',
    'Nejdřív scénu napište anglicky: scene.md',
  ),

  // Patches
  noPatch: entry<{ patch: string }>(
    ({ patch }) => `the patch ${patch} is missing`,
    ({ patch }) => cz`chybí patch ${patch}`,
  ),
  putPatch: entry<{ file: string }>(
    ({ file }) => `Put it next to the scene: ${file}`,
    ({ file }) => cz`Dejte ho vedle scény: ${file}`,
  ),
  notInPatch: entry<{ patch: string }>(
    ({ patch }) => `this line is not in ${patch}`,
    ({ patch }) => cz`patch ${patch} tento řádek nemá`,
  ),
  copyPatch: entry(
    'Copy the lines from the patch, or leave the block empty',
    'Zkopírujte řádky z patche, nebo nechte blok prázdný',
  ),

  // Translations
  otherId: entry<{ id: string; file: string }>(
    ({ id, file }) => `the id '${id}' differs from the one in ${file}`,
    ({ id, file }) => cz`id „${id}“ je jiné než v souboru ${file}`,
  ),
  writeId: entry<{ id: string }>(
    ({ id }) => `Write id: ${id}`,
    ({ id }) => cz`Napište id: ${id}`,
  ),
  stepTooMany: entry<{ step: Text; file: string }>(
    ({ step, file }) => `the step '${step}' is not in ${file}`,
    ({ step, file }) => cz`krok „${step}“ v souboru ${file} není`,
  ),
  removeStep: entry('Remove it', 'Odstraňte ho'),
  stepMissing: entry<{ step: Text; file: string }>(
    ({ step, file }) => `the step '${step}' of ${file} is missing`,
    ({ step, file }) => cz`chybí krok „${step}“ ze souboru ${file}`,
  ),
  copyStep: entry('Copy it from there', 'Zkopírujte ho odtamtud'),
  otherCommand: entry<{ step: Text; file: string }>(
    ({ step, file }) => `the step '${step}' differs from the one in ${file}`,
    ({ step, file }) => cz`krok „${step}“ je jiný než v souboru ${file}`,
  ),
  copyCommand: entry('Copy the command from there', 'Zkopírujte odtamtud příkaz'),
  otherAttributes: entry<{ step: Text; file: string }>(
    ({ step, file }) => `the step '${step}' has other attributes than in ${file}`,
    ({ step, file }) => cz`krok „${step}“ má jiné atributy než v souboru ${file}`,
  ),
  copyFirstLine: entry('Copy its first line from there', 'Zkopírujte odtamtud jeho první řádek'),
});
