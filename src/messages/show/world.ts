/** The world of a talk: what prepares it, why it must be, and what stands in the way. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const WORLD = area('world', {
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
    ({ step }) => `'${step}' had happened already, says its check.`,
    ({ step }) => cz`Krok „${step}“ už se stal, říká jeho kontrola.`,
  ),
  halfDone: entry<{ step: Text }>(
    ({ step }) => `'${step}' was cut off and may be half done: the world is brought back to before it.`,
    ({ step }) => cz`Krok „${step}“ byl přerušen a možná je napůl hotový: svět se vrací před něj.`,
  ),
  clearing: entry('Clearing the stage', 'Uklízí se jeviště'),
  cleaningUp: entry('Cleaning up', 'Uklízí se'),
  preparing: entry<{ scene: string }>(
    ({ scene }) => `Preparing the start of scene ${scene}`,
    ({ scene }) => cz`Připravuje se začátek scény ${scene}`,
  ),

  // Why the world is being prepared
  rehearsal: entry('a rehearsal', 'byla zkouška'),
  newTalk: entry('a new talk', 'nová přednáška'),
  workspaceGone: entry('the workspace is gone', 'zdrojový kód zmizel'),
  stageRestarted: entry<{ stage: string }>(
    ({ stage }) => `the ${stage} stage was started anew`,
    ({ stage }) => cz`prostředí ${stage} bylo spuštěno znovu`,
  ),
  stepCutOff: entry<{ step: string; scene: string }>(
    ({ step, scene }) => `step ${step} of scene ${scene} was cut off`,
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

  notBroughtBack: entry<{ step: Text; scene: string; expected: Text; got: Text }>(
    ({ step, scene, expected, got }) =>
      `The world could not be brought back: step '${step}' of scene ${scene} expected ${expected}, and got ${got}`,
    ({ step, scene, expected, got }) =>
      cz`Svět se nepodařilo připravit. Krok „${step}“ scény ${scene}: mělo být ${expected}, bylo ${got}`,
  ),
  removeCause: entry(
    'Remove the cause and run pycont scene next: it tries again from the start',
    'Odstraňte příčinu a spusťte pycont scene next: zkusí to znovu od začátku',
  ),
});
