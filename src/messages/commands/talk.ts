/** Messages of `pycont scene goto` and `reset`, `pycont new` and `pycont lint`. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const TALK = area('talk', {
  atStart: entry<{ number: number; scene: string }>(
    ({ number, scene }) =>
      `The stage is at the start of scene ${number}, ${scene}. pycont scene next plays it.`,
    ({ number, scene }) => cz`Jeviště je na začátku scény ${number}, ${scene}. Zahraje ji pycont scene next.`,
  ),
  reset: entry<{ file: string }>(
    ({ file }) => `The next talk starts from the beginning. The journal is archived as ${file}`,
    ({ file }) => cz`Příští přednáška začne od začátku. Deník zůstává v souboru ${file}`,
  ),
  nothingToReset: entry(
    'There was no talk in progress; the stage is clear.',
    'Žádná přednáška nebyla rozehraná; jeviště je uklizené.',
  ),

  // `pycont new`
  made: entry<{ folder: string }>(
    ({ folder }) => `A talk of two scenes is in ${folder}`,
    ({ folder }) => cz`Přednáška o dvou scénách je ve složce ${folder}`,
  ),
  exists: entry<{ folder: string }>(
    ({ folder }) => `${folder} already exists`,
    ({ folder }) => cz`${folder} už existuje`,
  ),
  otherName: entry('Choose another name', 'Zvolte jiný název'),

  // `pycont lint`
  mistakes: entry<{ count: number }>(
    ({ count }, { plural }) => `${count} ${plural(count, { one: 'mistake', other: 'mistakes' })}`,
    ({ count }, { plural }) => cz`${count} ${plural(count, { one: 'chyba', few: 'chyby', other: 'chyb' })}`,
  ),
  noMistake: entry<{ scenes: number; steps: number }>(
    ({ scenes, steps }, { plural }) =>
      `${scenes} ${plural(scenes, { one: 'scene', other: 'scenes' })}, ${steps} ${plural(steps, { one: 'step', other: 'steps' })}, no mistakes`,
    ({ scenes, steps }, { plural }) =>
      cz`${scenes} ${plural(scenes, { one: 'scéna', few: 'scény', other: 'scén' })}, ${steps} ${plural(steps, { one: 'krok', few: 'kroky', other: 'kroků' })}, bez chyby`,
  ),
  makePatches: entry(
    "Make the patches for pycont's src/app, each based on the one before",
    'Udělejte patche z adresáře src/app pycontu, každý navazuje na předchozí',
  ),
});
