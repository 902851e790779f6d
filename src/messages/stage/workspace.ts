/** The talk's source code, and what a talk leaves on the stage. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const WORKSPACE = area('workspace', {
  gone: entry<{ folder: string }>(
    ({ folder }) => `The workspace ${folder} no longer exists, so the patch cannot be applied.`,
    ({ folder }) => cz`Zdrojový kód ${folder} zmizel, takže opravu nelze použít.`,
  ),
  recreate: entry(
    "Run 'pycont scene goto' with the scene's id, which creates the workspace again",
    'Spusťte pycont scene goto s id scény: vytvoří zdrojový kód znovu',
  ),
  doesNotApply: entry<{ patch: string; file: string }>(
    ({ patch, file }) =>
      `${patch} does not apply to ${file}: the workspace is not in the state the scene expects.`,
    ({ patch, file }) => cz`${patch} nesedí na ${file}: zdrojový kód není ve stavu, jaký scéna čeká.`,
  ),
  gitFailed: entry<{ command: string; why: string }>(
    ({ command, why }) => `git ${command} failed in the workspace: ${why}`,
    ({ command, why }) => cz`git ${command} ve zdrojovém kódu selhal: ${why}`,
  ),
  inspect: entry<{ folder: string }>(
    ({ folder }) => `Inspect ${folder}`,
    ({ folder }) => cz`Podívejte se do ${folder}`,
  ),

  // What a talk leaves
  partSilent: entry<{ part: Text }>(
    ({ part }) => `${part} does not answer: what the talk left there was not removed.`,
    ({ part }) => cz`${part} neodpovídá: co tam přednáška nechala, zůstalo.`,
  ),
  startAndReset: entry(
    'Start it again, then run pycont scene reset',
    'Spusťte ho znovu a pak pycont scene reset',
  ),
  stillExists: entry<{ kind: string; names: readonly string[]; why: Text }>(
    ({ kind, names, why }) => `The talk's ${kind} still exist (${names.join(', ')}): ${why}`,
    ({ kind, names, why }) => cz`Po přednášce zůstaly ${kind} (${names.join(', ')}): ${why}`,
  ),
  notDeleted: entry('it is not deleted', 'nezmizel'),
  findBlocker: entry<{ namespace: string }>(
    ({ namespace }) =>
      `Find what blocks it with kubectl get all --namespace ${namespace}, then run pycont scene reset`,
    ({ namespace }) =>
      cz`Co ho drží, ukáže kubectl get all --namespace ${namespace}; pak spusťte pycont scene reset`,
  ),
  findUser: entry<{ kind: string; names: readonly string[] }>(
    ({ kind, names }) => `Remove what uses them (${kind}: ${names.join(', ')}), then run pycont scene reset`,
    ({ kind, names }) =>
      cz`Odstraňte, co je používá (${kind}: ${names.join(', ')}), a pak spusťte pycont scene reset`,
  ),
});
