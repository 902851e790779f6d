import { perSecond } from './load/course.ts';
import type { Asked } from './load/course.ts';
import { busiest, mostRate, risen } from './load/load.ts';
import type { Load } from './load/load.ts';
import type { Level, Memory } from './memory.ts';
import type { Reason } from './reason.ts';

/** Below this part of a rate it is another load, and above so many times the rate. */
const LESS = 0.7;
const MORE = 2;
/** Above this part of an earlier rate the load has not fallen. */
const FALLEN = 0.8;
/** Standard deviations that are chance. */
const CHANCE = 4;

/** Another load than so many requests a second, beyond chance. */
const isOther = (rate: number, asked: Asked): boolean => mostRate(asked) < LESS * rate || isMore(rate, asked);

const isMore = (rate: number, asked: Asked): boolean =>
  asked.total - CHANCE * Math.sqrt(asked.total) > MORE * rate * asked.seconds;

/** Removed replicas were needed after all, and the load has fallen further since. */
export const isCareful = ({ careful, gaveBack }: Level): boolean =>
  careful === true && gaveBack?.needed === undefined;

/** The steps made at this load, as long as the load stays. */
export function levelled({ gaveBack, raised, careful }: Level, load: Load): Level {
  const { steady } = load;
  return {
    careful: careful === true && !risen(load) ? true : undefined,
    gaveBack: gaveBack && givenBackAt(gaveBack, steady),
    raised:
      raised === undefined || mostRate(steady) < FALLEN * raised
        ? undefined
        : Math.max(raised, perSecond(steady)),
  };
}

/** Until it is known whether the removed replicas were needed, the load may still be falling: the rate that it falls to counts. */
function givenBackAt(gaveBack: NonNullable<Level['gaveBack']>, steady: Asked): Level['gaveBack'] {
  const { rate, needed } = gaveBack;
  if (needed === undefined)
    return isMore(rate, steady) ? undefined : { rate: Math.min(rate, perSecond(steady)) };
  return isOther(rate, steady) ? undefined : gaveBack;
}

/** The same after a step. */
export function stepped({ level, load }: Memory, from: number, to: number, reason: Reason): Level {
  const { gaveBack, raised, careful } = level;
  const rate = perSecond(load.steady);
  if (to < from) return { gaveBack: gaveBack?.needed === undefined ? { rate } : gaveBack, raised, careful };
  const after = { gaveBack, raised: Math.max(rate, busiest(load)), careful };
  // How many a breach needed is known when it is over.
  return reason === 'LoadRises' ? needing(after, to) : after;
}

/** Removed replicas were needed: at least so many are. */
export const needing = ({ gaveBack, raised, careful }: Level, needed: number): Level => ({
  raised,
  careful: gaveBack === undefined ? careful : true,
  gaveBack: gaveBack && { ...gaveBack, needed: Math.max(needed, gaveBack.needed ?? 0) },
});
