/** What is said of the talk's sources, and of what a talk leaves in the world. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const WORKSPACE = area('workspace', {
  gone: entry<{ folder: string }>(
    ({ folder }) => `The workspace ${folder} is gone, so there is nothing to repair.`,
    ({ folder }) => cz`Zdrojový kód ${folder} zmizel, takže není co opravovat.`,
  ),
  makeAnew: entry(
    "Run 'pycont scene goto' with the scene's id, which makes the workspace anew",
    'Spusťte pycont scene goto s id scény: vytvoří zdrojový kód znovu',
  ),
  misfit: entry<{ patch: string; file: string }>(
    ({ patch, file }) =>
      `${patch} does not fit ${file}: the workspace is not in the state the scene expects.`,
    ({ patch, file }) => cz`${patch} nesedí na ${file}: zdrojový kód není ve stavu, jaký scéna čeká.`,
  ),
  gitFailed: entry<{ command: string; why: string }>(
    ({ command, why }) => `git ${command} failed in the workspace: ${why}`,
    ({ command, why }) => cz`git ${command} ve zdrojovém kódu selhal: ${why}`,
  ),
  lookAt: entry<{ folder: string }>(
    ({ folder }) => `Look at ${folder}`,
    ({ folder }) => cz`Podívejte se do ${folder}`,
  ),

  // What a talk leaves
  partSilent: entry<{ part: Text }>(
    ({ part }) => `${part} does not answer: what the talk left there is still there.`,
    ({ part }) => cz`${part} neodpovídá: co tam přednáška nechala, tam pořád je.`,
  ),
  startAndReset: entry(
    'Start it again, then run pycont scene reset',
    'Spusťte ho znovu a pak pycont scene reset',
  ),
  stays: entry<{ kind: string; names: readonly string[]; why: Text }>(
    ({ kind, names, why }) => `The talk's ${kind} are still there (${names.join(', ')}): ${why}`,
    ({ kind, names, why }) => cz`Po přednášce zůstaly ${kind} (${names.join(', ')}): ${why}`,
  ),
  doesNotGo: entry('it does not go', 'nezmizel'),
  findHolder: entry<{ namespace: string }>(
    ({ namespace }) =>
      `See what holds it with kubectl get all --namespace ${namespace}, then run pycont scene reset`,
    ({ namespace }) =>
      cz`Co ho drží, ukáže kubectl get all --namespace ${namespace}; pak spusťte pycont scene reset`,
  ),
  findUser: entry<{ kind: string; names: readonly string[] }>(
    ({ kind, names }) => `Remove what uses them (${kind}: ${names.join(', ')}), then run pycont scene reset`,
    ({ kind, names }) =>
      cz`Odstraňte, co je používá (${kind}: ${names.join(', ')}), a pak spusťte pycont scene reset`,
  ),
});
