/** Messages of `pycont rehearse` about one rehearsal, and about all ledgers. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const REHEARSAL = area('rehearsal', {
  inProgress: entry(
    'A talk is in progress: after this rehearsal, pycont scene next restores the state of its stage.',
    'Přednáška je rozehraná: po této zkoušce obnoví stav jejího jeviště pycont scene next.',
  ),
  stepFailed: entry<{ step: Text; number: number; scene: string }>(
    ({ step, number, scene }) => `Step '${step}' of scene ${number}, ${scene}, failed.`,
    ({ step, number, scene }) => cz`Krok „${step}“ scény ${number}, ${scene}, selhal.`,
  ),
  output: entry('output', 'výstup'),
  stepTime: entry<{ ms: number; attempts: number }>(
    ({ ms, attempts }, { time }) => (attempts > 1 ? `${time(ms)}, ${attempts} attempts` : time(ms)),
    ({ ms, attempts }, { time, plural }) =>
      attempts > 1
        ? cz`${time(ms)}, ${attempts} ${plural(attempts, { one: 'pokus', few: 'pokusy', other: 'pokusů' })}`
        : time(ms),
  ),
  sceneTime: entry<{ steps: number; ms: number }>(
    ({ steps, ms }, { time, plural }) =>
      `${steps} ${plural(steps, { one: 'step', other: 'steps' })} · ${time(ms)}`,
    ({ steps, ms }, { time, plural }) =>
      cz`${steps} ${plural(steps, { one: 'krok', few: 'kroky', other: 'kroků' })} · ${time(ms)}`,
  ),
  lasting: entry<{ what: string; seconds: number }>(
    ({ what, seconds }) => `${what} · ${seconds} s`,
    ({ what, seconds }) => cz`${what} · ${seconds} s`,
  ),
  ledger: entry<{ file: string }>(
    ({ file }) => `ledger ${file}`,
    ({ file }) => cz`záznam zkoušky ${file}`,
  ),

  // Verdicts
  passed: entry('passed', 'prošla'),
  failed: entry('failed', 'selhala'),
  notRun: entry('not run', 'nehrála se'),
  interrupted: entry('interrupted', 'přerušena'),
});

export const REPORT = area('report', {
  rehearsals: entry<{ count: number }>(
    ({ count }, { plural }) => `${count} ${plural(count, { one: 'rehearsal', other: 'rehearsals' })}`,
    ({ count }, { plural }) =>
      cz`${count} ${plural(count, { one: 'zkouška', few: 'zkoušky', other: 'zkoušek' })}`,
  ),
  days: entry<{ from: string; to: string }>(
    ({ from, to }) => `${from} to ${to}`,
    ({ from, to }) => cz`${from} až ${to}`,
  ),
  slowest: entry('Slowest steps', 'Nejpomalejší kroky'),
  all: entry('All steps', 'Všechny kroky'),
  percent: entry<{ percent: number }>(
    ({ percent }) => `${percent} %`,
    ({ percent }) => cz`${percent} %`,
  ),

  // What to leave out
  forMinutes: entry<{ minutes: number }>(
    ({ minutes }, { number }) => `For ${number(minutes)} minutes`,
    ({ minutes }, { number }) => cz`Na ${number(minutes)} min`,
  ),
  planned: entry<{ ms: number }>(
    ({ ms }, { time }) => `The talk is planned to take ${time(ms)}.`,
    ({ ms }, { time }) => cz`Přednáška je plánovaná na ${time(ms)}.`,
  ),
  fits: entry<{ spareMs: number }>(
    ({ spareMs }, { time }) => `It fits, with ${time(spareMs)} to spare.`,
    ({ spareMs }, { time }) => cz`Vejde se, zbude ${time(spareMs)}.`,
  ),
  leaveOut: entry<{ scenes: readonly string[]; ms: number }>(
    ({ scenes, ms }, { time }) =>
      `Leave out ${scenes.join(', ')}: then it takes ${time(ms)}. To skip a scene, use pycont scene goto.`,
    ({ scenes, ms }, { time }) =>
      cz`Vynechte ${scenes.join(', ')}: pak zabere ${time(ms)}. Scénu přeskočí pycont scene goto.`,
  ),
  loses: entry<{ number: number; scene: string; ms: number; loses: string }>(
    ({ number, scene, ms, loses }, { time }) =>
      `Leaving out ${number} ${scene} (${time(ms)}) loses: ${loses}`,
    ({ number, scene, ms, loses }, { time }) =>
      cz`Vynecháním ${number} ${scene} (${time(ms)}) přijdete o: ${loses}`,
  ),
  nothingToLeaveOut: entry(
    'No scene can be left out, because the others need them: shorten their budgets.',
    'Vynechat nejde nic, ostatní scény to potřebují: zkraťte vyhrazené časy.',
  ),
  tooLong: entry<{ scenes: readonly string[]; ms: number }>(
    ({ scenes, ms }, { time }) =>
      `Even without ${scenes.join(', ')} it takes ${time(ms)}: shorten the budgets.`,
    ({ scenes, ms }, { time }) => cz`I bez ${scenes.join(', ')} zabere ${time(ms)}: zkraťte vyhrazené časy.`,
  ),

  // Mistakes
  invalidMinutes: entry<{ minutes: string }>(
    ({ minutes }) => `--minutes ${minutes} is not a valid duration of a talk`,
    ({ minutes }) => cz`--minutes ${minutes} není platná délka přednášky`,
  ),
  minutesExample: entry('Write for example --minutes 20', 'Napište například --minutes 20'),
  noRehearsal: entry('This talk has not been rehearsed yet', 'Tato přednáška ještě žádnou zkoušku neměla'),
  rehearseFirst: entry('Run pycont rehearse first', 'Nejdřív spusťte pycont rehearse'),
});
