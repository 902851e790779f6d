import { perSecond } from './load/course.ts';
import type { Asked } from './load/course.ts';
import { busiest, mostRate } from './load/load.ts';
import type { Load } from './load/load.ts';
import type { Level, Memory } from './memory.ts';
import type { Reason } from './reason.ts';

/** A load of less than this part is another one, and one of so many times as much. */
const LESS = 0.7;
const MORE = 2;
/** What has not fallen to this part has not fallen. */
const FALLEN = 0.8;
/** Standard deviations that are chance. */
const CHANCE = 4;

/** Another load than so many requests a second, beyond chance. */
const isOther = (rate: number, asked: Asked): boolean =>
  mostRate(asked) < LESS * rate ||
  asked.total - CHANCE * Math.sqrt(asked.total) > MORE * rate * asked.seconds;

/** What was done at this load, as long as it stays. */
export function levelled({ gaveBack, raised }: Level, { steady }: Load): Level {
  return {
    gaveBack: gaveBack === undefined || isOther(gaveBack.rate, steady) ? undefined : gaveBack,
    raised:
      raised === undefined || mostRate(steady) < FALLEN * raised
        ? undefined
        : Math.max(raised, perSecond(steady)),
  };
}

/** The same after a step. */
export function stepped({ level, load }: Memory, from: number, to: number, reason: Reason): Level {
  const { gaveBack, raised } = level;
  const rate = perSecond(load.steady);
  if (to < from) return { gaveBack: gaveBack?.needed === undefined ? { rate } : gaveBack, raised };
  const after = { gaveBack, raised: Math.max(rate, busiest(load)) };
  // A breach tells what was needed when it is over.
  return reason === 'LoadRises' ? needing(after, to) : after;
}

/** What was given back was needed: so many are. */
export const needing = ({ gaveBack, raised }: Level, needed: number): Level => ({
  raised,
  gaveBack: gaveBack && { ...gaveBack, needed: Math.max(needed, gaveBack.needed ?? 0) },
});
