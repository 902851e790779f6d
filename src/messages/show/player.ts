/** What the player says about a show, in addition to the words of its scenes. */
import { cz } from '../czech.ts';
import { preposition } from '../czech-numerals.ts';
import { area, entry } from '../message.ts';

interface SceneFacts {
  number: number;
  id: string;
  budgetMs: number;
}

interface SceneTimes {
  number: number;
  ms: number;
  budgetMs: number;
}

export const PLAYER = area('player', {
  scene: entry<SceneFacts>(
    ({ number, id, budgetMs }, { time }) => `scene ${number} · ${id} · ${time(budgetMs)}`,
    ({ number, id, budgetMs }, { time }) => cz`scéna ${number} · ${id} · ${time(budgetMs)}`,
  ),
  sceneResumed: entry<SceneFacts>(
    ({ number, id, budgetMs }, { time }) => `scene ${number} · ${id} · ${time(budgetMs)} · continued`,
    ({ number, id, budgetMs }, { time }) => cz`scéna ${number} · ${id} · ${time(budgetMs)} · pokračuje se`,
  ),
  sceneInTime: entry<SceneTimes>(
    ({ number, ms, budgetMs }, { time }) => `scene ${number} ends · ${time(ms)} of ${time(budgetMs)}`,
    ({ number, ms, budgetMs }, { time }) =>
      cz`scéna ${number} končí · ${time(ms)} ${preposition('z', time(budgetMs))}`,
  ),
  sceneLate: entry<SceneTimes>(
    ({ number, ms, budgetMs }, { time }) => `scene ${number} ends · ${time(ms)} ${time(ms - budgetMs)} over`,
    ({ number, ms, budgetMs }, { time }) =>
      cz`scéna ${number} končí · ${time(ms)}, o ${time(ms - budgetMs)} déle`,
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

  // The status line; times as a stopwatch shows them
  running: entry<{ clock: string }>(
    ({ clock }) => `running ${clock}`,
    ({ clock }) => cz`běží ${clock}`,
  ),
  clockOver: entry<{ clock: string; budget: string; over: string }>(
    ({ clock, budget, over }) => `${clock}/${budget} ${over} over`,
    ({ clock, budget, over }) => cz`${clock}/${budget} o ${over} déle`,
  ),
});
