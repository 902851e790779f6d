/** What the player says about a show, in addition to the words of its scenes. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

interface SceneFacts {
  number: number;
  id: string;
}

export const PLAYER = area('player', {
  scene: entry<SceneFacts>(
    ({ number, id }) => `scene ${number} · ${id}`,
    ({ number, id }) => cz`scéna ${number} · ${id}`,
  ),
  sceneResumed: entry<SceneFacts>(
    ({ number, id }) => `scene ${number} · ${id} · continued`,
    ({ number, id }) => cz`scéna ${number} · ${id} · pokračuje se`,
  ),
  sceneEnds: entry<{ number: number }>(
    ({ number }) => `scene ${number} ends`,
    ({ number }) => cz`scéna ${number} končí`,
  ),
  noTerminals: entry(
    'There is no pseudo-terminal on this machine (the package @lydell/node-pty is missing): the step runs without one.',
    'Na tomto stroji není pseudoterminál (chybí balíček @lydell/node-pty): krok poběží bez něj.',
  ),
  portMoved: entry<{ port: number }>(
    ({ port }) => `Another program has that port: once more on ${port}.`,
    ({ port }) => cz`Ten port má jiný program: ještě jednou na ${port}.`,
  ),
  beforeRetryFailed: entry<{ command: string; code: number; output: string }>(
    ({ command, code, output }) =>
      `Before the step is run again: ${command} ended with exit code ${code}. ${output}`,
    ({ command, code, output }) =>
      cz`Před opakováním kroku: ${command} skončil s návratovým kódem ${code}. ${output}`,
  ),
  nextScene: entry<{ number: number; title: string }>(
    ({ number, title }) => `scene ${number}: ${title}`,
    ({ number, title }) => cz`scéna ${number}: ${title}`,
  ),
  over: entry(
    'The talk is over. To start again: pycont scene reset',
    'Přednáška skončila. Znovu ji začne pycont scene reset.',
  ),
  leftInside: entry<{ scene: string }>(
    ({ scene }) => `Left in scene ${scene}. pycont scene next continues here.`,
    ({ scene }) => cz`Přerušeno uprostřed scény ${scene}. Pokračuje se příkazem pycont scene next.`,
  ),
  leftAtStart: entry<{ scene: string }>(
    ({ scene }) => `Left at the start of scene ${scene}. pycont scene next continues here.`,
    ({ scene }) => cz`Přerušeno na začátku scény ${scene}. Pokračuje se příkazem pycont scene next.`,
  ),
  moving: entry<{ scene: string }>(
    ({ scene }) => `Preparing the stage for the start of scene ${scene}`,
    ({ scene }) => cz`Jeviště se připravuje na začátek scény ${scene}`,
  ),

  // Steps
  background: entry<{ step: string }>(
    ({ step }) => `${step} runs in the background`,
    ({ step }) => cz`${step} běží na pozadí`,
  ),
  waiting: entry('waiting …', 'čeká se …'),
  skipped: entry('skipped', 'přeskočeno'),
  expected: entry('expected', 'mělo být'),
  got: entry('got', 'bylo'),
  outputAbove: entry('the output above', 'výstup výše'),
  recorded: entry('recorded', 'ze záznamu'),
  recordedOn: entry<{ day: string; stage: string }>(
    ({ day, stage }) => `${day}, ${stage} stage`,
    ({ day, stage }) => cz`${day}, prostředí ${stage}`,
  ),

  // A diff
  moreOfDiff: entry<{ count: number; key: string | undefined }>(
    ({ count, key }, { plural }) => {
      const [more, them] = plural(count, { one: 'line more|it', other: 'lines more|them' }).split('|');
      return `… ${count} ${more}${key === undefined ? '' : `, ${key} shows ${them}`}`;
    },
    ({ count, key }, { plural }) => {
      const rest = plural(count, { one: 'další řádek', few: 'další řádky', other: 'dalších řádků' });
      return cz`… ${count} ${rest}${key === undefined ? '' : cz`, ukáže klávesa ${key}`}`;
    },
  ),
  fileAdded: entry('(new file)', '(nový soubor)'),
  fileRemoved: entry('(removed)', '(odstraněn)'),

  // The status line; times as a stopwatch shows them
  running: entry<{ clock: string }>(
    ({ clock }) => `running ${clock}`,
    ({ clock }) => cz`běží ${clock}`,
  ),
});
