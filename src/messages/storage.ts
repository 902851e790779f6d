/** Why a file cannot be written. */
import { cz } from './czech.ts';
import { area, entry } from './message.ts';
import type { Text } from './message.ts';

export const STORAGE = area('storage', {
  notWritten: entry<{ file: string; why: Text }>(
    ({ file, why }) => `${file} cannot be written: ${why}`,
    ({ file, why }) => cz`Do ${file} nejde zapisovat: ${why}`,
  ),

  // Why
  diskFull: entry('the disk is full', 'disk je plný'),
  quota: entry('the disk quota is used up', 'disková kvóta je vyčerpaná'),
  tooLarge: entry('the file size limit is reached', 'je dosažen limit velikosti souboru'),
  readOnly: entry('the file system is read-only', 'souborový systém je jen pro čtení'),
  noPermission: entry('the permission is missing', 'chybí oprávnění'),
  partIsFile: entry('a part of the path is a file', 'část cesty je soubor'),
  isFile: entry('there is a file instead of a folder', 'na místě složky je soubor'),
  isFolder: entry('there is a folder of that name', 'na jeho místě je složka'),
  noFolder: entry('its folder does not exist', 'jeho složka tu není, nebo zmizela'),
  links: entry('its path contains broken links', 'odkazy v jeho cestě nikam nevedou'),
  longPath: entry('the path is too long', 'cesta je příliš dlouhá'),
  diskError: entry('the disk reports an error', 'disk hlásí chybu'),

  // What to do
  freeSpace: entry(
    'Free some space and run the command again: nothing is lost',
    'Uvolněte místo a spusťte příkaz znovu: nic se neztratilo',
  ),
  raiseLimit: entry(
    'Raise the limit (ulimit -f) and run the command again: nothing is lost',
    'Zvyšte limit (ulimit -f) a spusťte příkaz znovu: nic se neztratilo',
  ),
  setWritableHome: entry(
    'Set PYCONT_HOME to a writable folder',
    'Nastavte PYCONT_HOME na složku, do které lze zapisovat',
  ),
  fixPermissions: entry(
    'Fix the permissions, or set PYCONT_HOME to a folder of your own',
    'Opravte oprávnění, nebo nastavte PYCONT_HOME na vlastní složku',
  ),
  setHome: entry('Set PYCONT_HOME to a folder', 'Nastavte PYCONT_HOME na složku'),
  setOtherHome: entry('Set PYCONT_HOME to another folder', 'Nastavte PYCONT_HOME na jinou složku'),
  moveAway: entry(
    'Move it away, or set PYCONT_HOME to another folder',
    'Přesuňte ho jinam, nebo nastavte PYCONT_HOME na jinou složku',
  ),
  makeFolder: entry('Create the folder and run the command again', 'Vytvořte složku a spusťte příkaz znovu'),
  setShortHome: entry(
    'Set PYCONT_HOME to a folder with a shorter name',
    'Nastavte PYCONT_HOME na složku s kratším názvem',
  ),
  setOtherDisk: entry(
    'Set PYCONT_HOME to a folder on another disk',
    'Nastavte PYCONT_HOME na složku na jiném disku',
  ),
  nameOtherFile: entry<{ option: string }>(
    ({ option }) => `Give a writable file with ${option}`,
    ({ option }) => cz`Za ${option} uveďte soubor, do kterého lze zapisovat`,
  ),
});
