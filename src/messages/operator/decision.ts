/** Why the operator decides as it does. */
import { cz } from '../czech.ts';
import { preposition } from '../czech-numerals.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const DECISION = area('decision', {
  paused: entry('paused', 'pozastaveno'),
  scalingDisabled: entry('0 replicas: scaling is disabled', '0 replik: škálování je vypnuto'),
  yields: entry('an HPA scales this one', 'škáluje ho HPA'),
  belowMinimum: entry('fewer than the minimum', 'méně než minimum'),
  aboveMaximum: entry('more than the maximum', 'více než maximum'),
  coolingDown: entry('cooling down after the last change', 'oddech po poslední změně'),
  coolingDownFor: entry<{ seconds: number }>(
    ({ seconds }) => `cooling down after the last change, ${seconds} s more`,
    ({ seconds }) => cz`oddech po poslední změně, ještě ${seconds} s`,
  ),
  missed: entry<{ more: number }>(
    ({ more }) => `objective missed, ${more > 1 ? more : 'one'} more`,
    ({ more }) => (more > 1 ? cz`cíl uniká, přidat ${more}` : cz`cíl uniká, o jednu víc`),
  ),
  loadRises: entry<{ more: number }>(
    ({ more }) => `load rises, ${more > 1 ? more : 'one'} more`,
    ({ more }) => (more > 1 ? cz`zátěž roste, přidat ${more}` : cz`zátěž roste, o jednu víc`),
  ),
  atMaximum: entry('objective missed, but no more allowed', 'cíl uniká, ale víc není dovoleno'),
  waiting: entry('waiting for replicas to be ready', 'čeká se, až budou repliky ready'),
  recovering: entry('objective missed, but recovering', 'cíl uniká, ale zlepšuje se to'),
  unknown: entry('latency unknown, not scaling', 'latence není známa, neškáluje se'),
  unknownBecause: entry<{ why: Text }>(
    ({ why }) => `latency unknown, not scaling: ${why}`,
    ({ why }) => cz`latence není známa, neškáluje se: ${why}`,
  ),
  partlyMeasured: entry('some pods are not measured: no scaling down', 'některé pody se neměří: neubírá se'),
  rollingOut: entry('a rollout is in progress: no scaling down', 'probíhá rollout: neubírá se'),
  atMinimum: entry('objective met with the minimum', 'cíl je splněn i s minimem'),
  met: entry('objective met', 'cíl je splněn'),
  fewerIn: entry<{ seconds: number }>(
    ({ seconds }, { number }) => `objective met, fewer will be tried in ${number(seconds)} s`,
    ({ seconds }, { number }) => cz`cíl je splněn, méně se zkusí za ${number(seconds)} s`,
  ),
  stabilizing: entry('calm, but not for long enough', 'klid, ale ne dost dlouho'),
  calmFor: entry<{ seconds: number; wanted: number }>(
    ({ seconds, wanted }, { number }) => `calm for ${seconds} of ${number(wanted)} s`,
    ({ seconds, wanted }, { number }) => cz`klid ${seconds} ${preposition('z', number(wanted))} s`,
  ),
  needsAll: entry('the load needs all of them', 'zátěž je potřebuje všechny'),
  byChance: entry('objective missed, but that may be chance', 'cíl uniká, ale může to být náhoda'),
  calm: entry<{ fewer: number }>(
    ({ fewer }) => (fewer > 1 ? `calm, ${fewer} fewer` : 'calm, one less'),
    ({ fewer }) => (fewer > 1 ? cz`klid, ubrat ${fewer}` : cz`klid, o jednu méně`),
  ),
});
