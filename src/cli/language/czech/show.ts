/** Co hlásí představení samo. */
export const CS_SHOW: Record<string, string> = {
  // What was expected
  'an end within {time}': 'konec do {time}',
  '{what} within {time}': '{what} do {time}',
  'an exit code other than 0': 'jiný návratový kód než 0',
  'output that contains "{text}"': 'výstup, který obsahuje „{text}“',
  'output without "{text}"': 'výstup bez „{text}“',
  'output that matches /{pattern}/': 'výstup, který odpovídá /{pattern}/',
  'nothing on stdout': 'nic na standardním výstupu',
  'a duration {operator} {time}': 'doba {operator} {time}',
  'this to hold: {command}': 'aby platilo: {command}',
  'an end of its own': 'vlastní konec',
  'the stage to answer': 'aby prostředí odpovídalo',
  '{patch} to apply to the workspace': 'aby {patch} šel použít na zdrojový kód',
  // What came
  'exit code {code}': 'návratový kód {code}',
  'exit code {code}{said}': 'návratový kód {code}{said}',
  'it ended with exit code {code}{said}': 'skončilo to s návratovým kódem {code}{said}',
  'no output': 'žádný výstup',
  'none, so it was ended.': 'žádný, tak byl příkaz ukončen.',
  'none, so it was ended. {output}': 'žádný, tak byl příkaz ukončen. {output}',
  // What takes time before the show goes on
  'The last record of the journal was torn off by a crash; the talk goes on before it':
    'Poslední záznam deníku utrhl pád; pokračuje se před ním',
  'Ended a step that an earlier player had left running':
    'Ukončen krok, který po dřívějším pádu zůstal běžet',
  'Ended {count} steps that an earlier player had left running':
    'Ukončeny kroky, které po dřívějším pádu zůstaly běžet: {count}',
  "'{step}' had happened already, says its check.": 'Krok „{step}“ už se stal, říká jeho kontrola.',
  "'{step}' was cut off and may be half done: the world is brought back to before it.":
    'Krok „{step}“ byl přerušen a možná je napůl hotový: svět se vrací před něj.',
  'Clearing the stage': 'Uklízí se jeviště',
  'Cleaning up': 'Uklízí se',
  'Preparing the start of scene {id}': 'Připravuje se začátek scény {id}',
  // Why the world is being prepared
  'a rehearsal': 'byla zkouška',
  'a new talk': 'nová přednáška',
  'the workspace is gone': 'zdrojový kód zmizel',
  'the {stage} stage was started anew': 'prostředí {stage} bylo spuštěno znovu',
  'step {step} of scene {scene} was cut off': 'krok {step} scény {scene} byl přerušen',
  'moving to the {stage} stage': 'přechod do prostředí {stage}',
  'moving to scene {scene}': 'přechod na scénu {scene}',
};
