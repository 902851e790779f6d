/** Why the shell of a step cannot be started. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const SHELL = area('shell', {
  notStarted: entry<{ folder: string }>(
    ({ folder }) => `bash could not be started in ${folder}`,
    ({ folder }) => cz`Ve složce ${folder} nešel spustit bash`,
  ),
  notStartedWhy: entry<{ folder: string; why: Text }>(
    ({ folder, why }) => `bash could not be started in ${folder}: ${why}`,
    ({ folder, why }) => cz`Ve složce ${folder} nešel spustit bash: ${why}`,
  ),
  checkBash: entry(
    'Check that bash is installed and on PATH, and that the folder exists',
    'Ověřte, že bash je nainstalovaný a v PATH a že složka existuje',
  ),
  noPermission: entry('the permission is missing', 'chybí oprávnění'),
  fixPermissions: entry(
    'Correct the permissions of the folder, and of bash',
    'Opravte oprávnění složky a bashe',
  ),
  tooLong: entry(
    'the command and the environment are too long',
    'příkaz a proměnné prostředí jsou příliš dlouhé',
  ),
  shorten: entry('Shorten the command: Linux accepts 128 kB', 'Zkraťte příkaz: Linux bere 128 kB'),
  tooManyProcesses: entry('there are too many processes', 'běží příliš mnoho procesů'),
  endSome: entry('End some, then run pycont scene next', 'Některé ukončete a spusťte pycont scene next'),
  noMemory: entry('there is no memory left', 'došla paměť'),
  freeMemory: entry('Free some, then run pycont scene next', 'Uvolněte ji a spusťte pycont scene next'),
  tooManyFiles: entry('too many files are open', 'je otevřeno příliš mnoho souborů'),
  raiseLimit: entry(
    'Raise the limit (ulimit -n), then run pycont scene next',
    'Zvyšte limit (ulimit -n) a spusťte pycont scene next',
  ),
});
