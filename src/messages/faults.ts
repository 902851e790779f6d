/** Messages about pycont's own faults, and about folders and terminals that have disappeared. */
import { cz } from './czech.ts';
import { area, entry } from './message.ts';

export const FAULTS = area('faults', {
  internal: entry<{ why: string }>(
    ({ why }) => `internal error: ${why}`,
    ({ why }) => cz`vnitřní chyba: ${why}`,
  ),
  report: entry<{ file: string }>(
    ({ file }) => `This is a bug in pycont: please report it with ${file}`,
    ({ file }) => cz`Tohle je chyba pycontu: nahlaste ji prosím a přiložte ${file}`,
  ),
  reportDebug: entry(
    'This is a bug in pycont: please report what PYCONT_DEBUG=1 prints',
    'Tohle je chyba pycontu: nahlaste prosím, co vypíše PYCONT_DEBUG=1',
  ),
  folderGone: entry('The current folder no longer exists', 'Složka, ve které jste, zmizela'),
  changeFolder: entry('Change to another folder with cd', 'Přejděte do jiné: cd'),
});
