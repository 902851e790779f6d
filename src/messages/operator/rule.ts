/** `pycont operator run --explain`: the rule with the numbers in it, in lines of at most 70 characters. */
import { cz } from '../czech.ts';
import { preposition } from '../czech-numerals.ts';
import { area, entry } from '../message.ts';
import { duration, percent } from './figures.ts';

interface Replicas {
  ready: number;
  replicas: number;
}

export const RULE = area('rule', {
  unknown: entry<Replicas>(
    ({ ready, replicas }) => `observed: latency unknown; ${ready} of ${replicas} ready`,
    ({ ready, replicas }) => cz`zjištěno: latence není známa; ready ${ready} ${ofAll(replicas)}`,
  ),
  idle: entry<Replicas & { window: number }>(
    ({ window, ready, replicas }, { number }) =>
      `observed: no requests over ${number(window)} s; ${ready} of ${replicas} ready`,
    ({ window, ready, replicas }, { number }) =>
      cz`zjištěno: žádné požadavky za ${number(window)} s; ready ${ready} ${ofAll(replicas)}`,
  ),
  observed: entry<Replicas & { share: number; threshold: number; window: number }>(
    ({ share, threshold, window, ready, replicas }, format) =>
      `observed: ${percent(share, format)} within ${duration(threshold, format)} over ${format.number(window)} s; ${ready} of ${replicas} ready`,
    ({ share, threshold, window, ready, replicas }, format) =>
      cz`zjištěno: ${percent(share, format)} do ${duration(threshold, format)} za ${format.number(window)} s; ready ${ready} ${ofAll(replicas)}`,
  ),
  load: entry<{ rate: number; mean: number }>(
    ({ rate, mean }, format) =>
      `${format.number(rate, 1)} req/s, mean ${duration(mean, format)}, ${format.number(rate * mean, 1)} in flight`,
    ({ rate, mean }, format) =>
      cz`${format.number(rate, 1)} req/s, průměr ${duration(mean, format)}, nevyřízených ${format.number(rate * mean, 1)}`,
  ),

  // What must hold for a step up
  more: entry('more:', 'přidat:'),
  known: entry('latency is known', 'latence je známa'),
  below: entry<{ share: number; objective: number }>(
    ({ share, objective }, format) => `${percent(share, format)} < ${percent(objective, format)}`,
    ({ share, objective }, format) => cz`${percent(share, format)} < ${percent(objective, format)}`,
  ),
  evidence: entry<{ strength: number; enough: number }>(
    ({ strength, enough }, { number }) =>
      `not by chance: evidence ${number(strength, 1)} of ${number(enough, 1)}`,
    ({ strength, enough }, { number }) =>
      cz`není to náhoda: důkaz ${number(strength, 1)} ${preposition('z', number(enough, 1))}`,
  ),
  fewerThan: entry<{ replicas: number; max: number }>(
    ({ replicas, max }) => `${replicas} < ${max}`,
    ({ replicas, max }) => cz`${replicas} < ${max}`,
  ),
  noChangeYet: entry<{ cooldown: number }>(
    ({ cooldown }, { number }) => `no change yet, cooldown ${number(cooldown)} s`,
    ({ cooldown }, { number }) => cz`zatím žádná změna, oddech ${number(cooldown)} s`,
  ),
  lastChange: entry<{ seconds: number; cooldown: number }>(
    ({ seconds, cooldown }, format) =>
      `last change ${duration(seconds, format)} ago, cooldown ${format.number(cooldown)} s`,
    ({ seconds, cooldown }, format) =>
      cz`poslední změna před ${duration(seconds, format)}, oddech ${format.number(cooldown)} s`,
  ),
  nothingPending: entry('no pod is starting or being replaced', 'žádný pod nestartuje ani se nevyměňuje'),
  waited: entry<{ seconds: number; patience: number }>(
    ({ seconds, patience }) => `waited ${seconds} of ${patience} s for pods to start`,
    ({ seconds, patience }) => cz`na start podů se čekalo ${seconds} ${preposition('z', String(patience))} s`,
  ),
  notRecovering: entry('latency is not already falling', 'latence neklesá sama'),

  // What must hold for a step down
  fewer: entry('fewer:', 'ubrat:'),
  allMeasured: entry(
    'all pods are ready and measured, no rollout',
    'všechny pody jsou ready a měří se, bez rolloutu',
  ),
  moreThan: entry<{ replicas: number; min: number }>(
    ({ replicas, min }) => `${replicas} > ${min}`,
    ({ replicas, min }) => cz`${replicas} > ${min}`,
  ),
  trial: entry<{ seconds: number; wanted: number }>(
    ({ seconds, wanted }, { number }) => `calm for ${seconds} of ${number(wanted)} s, because it is a trial`,
    ({ seconds, wanted }, { number }) =>
      cz`klid ${seconds} ${preposition('z', number(wanted))} s, protože jde o pokus`,
  ),
  lastStays: entry('the last replica stays', 'poslední replika zůstává'),
  loadUnknown: entry('fewer can carry the load: the load is not known', 'méně zátěž unese: zátěž není známa'),
  tooMany: entry<{ rest: number; each: number; most: number }>(
    ({ rest, each, most }, { number }) =>
      `${rest} can carry it: ${number(each, 1)} req/s each, ${number(most, 1)} were too many`,
    ({ rest, each, most }, { number }) =>
      cz`${rest} to unesou: po ${number(each, 1)} req/s, ${number(most, 1)} bylo příliš`,
  ),
  byChance: entry<{ rest: number; each: number }>(
    ({ rest, each }, { number }) =>
      `${rest} can carry it: ${number(each, 1)} req/s each, but not in every minute`,
    ({ rest, each }, { number }) => cz`${rest} to unesou: po ${number(each, 1)} req/s, ale ne v každé minutě`,
  ),
  carried: entry<{ rest: number; each: number; most: number }>(
    ({ rest, each, most }, { number }) =>
      `${rest} can carry it: ${number(each, 1)} req/s each, ${number(most, 1)} were carried`,
    ({ rest, each, most }, { number }) =>
      cz`${rest} to unesou: po ${number(each, 1)} req/s, ${number(most, 1)} se uneslo`,
  ),
  nothingCarried: entry<{ rest: number; each: number }>(
    ({ rest, each }, { number }) => `${rest} can carry it: ${number(each, 1)} req/s each, nothing known yet`,
    ({ rest, each }, { number }) => cz`${rest} to unesou: po ${number(each, 1)} req/s, víc se zatím neví`,
  ),

  decided: entry<{ from: number; to: number; reason: string }>(
    ({ from, to, reason }) => `decided:  ${from} → ${to}, ${reason}`,
    ({ from, to, reason }) => cz`závěr:    ${from} → ${to}, ${reason}`,
  ),
});

/** `z 5`, `ze 2` */
const ofAll = (replicas: number): string => preposition('z', String(replicas));
