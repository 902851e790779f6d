/** Messages of `pycont notes`; clocks as a stopwatch shows them. */
import { cz } from '../czech.ts';
import { preposition } from '../czech-numerals.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const NOTES = area('notes', {
  noTalk: entry(
    'No talk is in progress. pycont scene next starts it.',
    'Žádná přednáška neběží. Začne ji pycont scene next.',
  ),
  noPlayer: entry(
    'No player is running: pycont scene next continues.',
    'Představení stojí: pokračuje se příkazem pycont scene next.',
  ),
  over: entry('The talk is over.', 'Přednáška skončila.'),
  between: entry('The next scene has not begun.', 'Další scéna ještě nezačala.'),
  now: entry('now', 'teď'),
  running: entry('running', 'běží'),
  failed: entry('failed', 'selhalo'),
  next: entry('next', 'potom'),
  sceneClock: entry<{ clock: string; budget: string }>(
    ({ clock, budget }) => `scene ${clock} of ${budget}`,
    ({ clock, budget }) => cz`scéna ${clock} ${preposition('z', budget)}`,
  ),
  talkClock: entry<{ clock: string; budget: string }>(
    ({ clock, budget }) => `talk ${clock} of ${budget}`,
    ({ clock, budget }) => cz`celkem ${clock} ${preposition('z', budget)}`,
  ),
  ahead: entry<{ clock: string }>(
    ({ clock }) => `${clock} ahead`,
    ({ clock }) => cz`náskok ${clock}`,
  ),
  behind: entry<{ clock: string }>(
    ({ clock }) => `${clock} behind`,
    ({ clock }) => cz`skluz ${clock}`,
  ),
  onTime: entry('on time', 'přesně na čas'),
  usually: entry<{ ms: number }>(
    ({ ms }, { time }) => `usually ${time(ms)}`,
    ({ ms }, { time }) => cz`obvykle ${time(ms)}`,
  ),
  longer: entry<{ clock: string; usualMs: number }>(
    ({ clock, usualMs }, { time }) => `${clock} · longer than usual (${time(usualMs)})`,
    ({ clock, usualMs }, { time }) => cz`${clock} · déle než obvykle (${time(usualMs)})`,
  ),
  left: entry<{ clock: string; leftMs: number }>(
    ({ clock, leftMs }, { time }) => `${clock} · about ${time(leftMs)} left`,
    ({ clock, leftMs }, { time }) => cz`${clock} · zbývá asi ${time(leftMs)}`,
  ),
  sceneEnds: entry('the scene ends', 'scéna končí'),
  noNote: entry('No note for this step.', 'K tomuto kroku není poznámka.'),
  quit: entry('q closes this view; the show continues', 'q zavře; představení běží dál i bez poznámek'),
  stateLost: entry<{ why: Text }>(
    ({ why }) => `The stage is being prepared (${why}).`,
    ({ why }) => cz`Jeviště se právě připravuje (${why}).`,
  ),
  unread: entry<{ why: Text }>(
    ({ why }) => `The journal cannot be read: ${why}`,
    ({ why }) => cz`Deník nejde přečíst: ${why}`,
  ),
});
