import { perSecond } from './course.ts';
import type { Asked } from './course.ts';
import type { Level } from './memory.ts';

/** A load that differs by this part, beyond chance, is another one. */
const OTHER = 0.25;
/** Standard deviations that are chance. */
const CHANCE = 4;

function changed(rate: number, { total, seconds }: Asked): boolean {
  const expected = rate * seconds;
  return Math.abs(total - expected) > OTHER * expected + CHANCE * Math.sqrt(expected + 1);
}

/** The level of the load, and what was done at it; another one begins anew. */
export const levelAfter = (level: Level | undefined, usual: Asked): Level =>
  level === undefined || changed(level.rate, usual)
    ? { rate: perSecond(usual), gaveBack: false, turned: false }
    : level;

/** The same after a step: what was given back and taken again was needed. The rate is that of the calm before a step down. */
export function levelStepped({ rate, gaveBack, turned }: Level, up: boolean, usual: Asked): Level {
  if (up) return { rate, gaveBack, turned: turned || gaveBack };
  return { rate: gaveBack ? rate : perSecond(usual), gaveBack: true, turned };
}
