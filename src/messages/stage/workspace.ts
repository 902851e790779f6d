/** The talk's source code, and what a talk leaves on the stage. */
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
  namespaceStays: entry<{ why: Text }>(
    ({ why }) => `The namespace pycont is still there, and the talk begins without it: ${why}`,
    ({ why }) => cz`Namespace pycont pořád existuje, a přednáška začíná bez něj: ${why}`,
  ),
  doesNotGo: entry('it does not go', 'nezmizel'),
  findHolder: entry(
    'See what holds it with kubectl get all --namespace pycont, then run pycont scene reset',
    'Co ho drží, ukáže kubectl get all --namespace pycont; pak spusťte pycont scene reset',
  ),
});
