/** Messages about pycont's own programs. */
import { cz } from './czech.ts';
import type { Language } from './languages.ts';
import { area, entry } from './message.ts';
import type { Text } from './message.ts';

export const SYSTEM = area('system', {
  /** A message of another process, which words it in every language. */
  said: entry<Readonly<Record<Language, string>>>(
    ({ en }) => en,
    ({ cs }) => cz`${cs}`,
  ),
  notStarted: entry<{ program: string; why: Text }>(
    ({ program, why }) => `The ${program} did not start: ${why}`,
    ({ program, why }) => cz`Program ${program} nenaběhl: ${why}`,
  ),
  noOutput: entry('it printed nothing', 'nic nevypsal'),
  readLog: entry<{ file: string }>(
    ({ file }) => `Read ${file}, or run pycont doctor`,
    ({ file }) => cz`Přečtěte si ${file}, nebo spusťte pycont doctor`,
  ),
  cannotWriteState: entry<{ why: string }>(
    ({ why }) => `pycont cannot write its state: ${why}`,
    ({ why }) => cz`pycont nemůže zapsat svůj stav: ${why}`,
  ),
  makeRoom: entry(
    'Free some space, give the folder write permission, or set PYCONT_HOME to another folder',
    'Uvolněte místo, dejte složce právo zápisu, nebo nastavte PYCONT_HOME na jinou složku',
  ),
});
