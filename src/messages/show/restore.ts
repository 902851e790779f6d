/** The state of the stage: how it is restored, why that is necessary, and why it fails. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const RESTORE = area('restore', {
  endedLeftovers: entry<{ count: number }>(
    ({ count }, { plural }) =>
      `Ended ${plural(count, { one: 'a step', other: `${count} steps` })} that an earlier player had left running`,
    ({ count }, { plural }) => {
      const one = 'Ukončen krok, který po dřívějším pádu zůstal běžet';
      const few = cz`Ukončeny ${count} kroky, které po dřívějším pádu zůstaly běžet`;
      const other = cz`Ukončeno ${count} kroků, které po dřívějším pádu zůstaly běžet`;
      return plural(count, { one, few, other });
    },
  ),
  alreadyHappened: entry<{ step: Text }>(
    ({ step }) => `'${step}' had already happened, according to its check.`,
    ({ step }) => cz`Krok „${step}“ už se stal, říká jeho kontrola.`,
  ),
  halfDone: entry<{ step: Text }>(
    ({ step }) =>
      `'${step}' was interrupted and may be half done: the stage is restored to the state before it.`,
    ({ step }) =>
      cz`Krok „${step}“ byl přerušen a možná je napůl hotový: jeviště se vrací do stavu před ním.`,
  ),
  clearing: entry('Clearing the stage', 'Uklízí se jeviště'),
  cleaningUp: entry('Cleaning up', 'Uklízí se'),
  preparing: entry<{ scene: string }>(
    ({ scene }) => `Preparing the start of scene ${scene}`,
    ({ scene }) => cz`Připravuje se začátek scény ${scene}`,
  ),

  // Why the state is being restored
  rehearsal: entry('a rehearsal', 'byla zkouška'),
  newTalk: entry('a new talk', 'nová přednáška'),
  workspaceGone: entry('the workspace is gone', 'zdrojový kód zmizel'),
  stageRestarted: entry<{ stage: string }>(
    ({ stage }) => `the ${stage} stage was restarted`,
    ({ stage }) => cz`prostředí ${stage} bylo spuštěno znovu`,
  ),
  stepCutOff: entry<{ step: string; scene: string }>(
    ({ step, scene }) => `step ${step} of scene ${scene} was interrupted`,
    ({ step, scene }) => cz`krok ${step} scény ${scene} byl přerušen`,
  ),
  toStage: entry<{ stage: string }>(
    ({ stage }) => `moving to the ${stage} stage`,
    ({ stage }) => cz`přechod do prostředí ${stage}`,
  ),
  toScene: entry<{ scene: string }>(
    ({ scene }) => `moving to scene ${scene}`,
    ({ scene }) => cz`přechod na scénu ${scene}`,
  ),

  notRestored: entry<{ step: Text; scene: string; expected: Text; got: Text }>(
    ({ step, scene, expected, got }) =>
      `The state of the stage could not be restored: step '${step}' of scene ${scene} expected ${expected}, and got ${got}`,
    ({ step, scene, expected, got }) =>
      cz`Stav jeviště se nepodařilo obnovit. Krok „${step}“ scény ${scene}: mělo být ${expected}, bylo ${got}`,
  ),
  removeCause: entry(
    'Remove the cause and run pycont scene next: it tries again from the start',
    'Odstraňte příčinu a spusťte pycont scene next: zkusí to znovu od začátku',
  ),
});
