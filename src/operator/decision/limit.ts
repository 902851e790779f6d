import { allowedSlow } from './evidence.ts';
import type { Capacity, Measured } from './memory.ts';
import type { Policy } from './policy.ts';

/** Rates within a twelfth of each other are the same. */
const STEP = Math.log(1.08);
export const keyOf = (rate: number): number => Math.round(Math.log(rate) / STEP);

/** Prior: neutral requests added to each rate, so that a few requests do not weigh too much. */
const NEUTRAL = 10;

interface Block {
  total: number;
  slow: number;
  /** Sum of rates, weighted by requests; the highest of them. */
  rates: number;
  most: number;
}

/**
 * The rate at which the share of slow requests crosses the allowed one. The share grows with the rate: measurements
 * that say otherwise are chance, and are pooled with their neighbours (isotonic regression).
 */
export function estimated(policy: Policy, measured: ReadonlyMap<number, Measured>): Capacity {
  const allowed = allowedSlow(policy);
  const blocks: Block[] = [];
  for (const [key, { total, slow }] of [...measured].sort(([a], [b]) => a - b)) {
    const most = Math.exp(key * STEP);
    let block = {
      total: total + NEUTRAL,
      slow: slow + NEUTRAL * allowed,
      rates: most * (total + NEUTRAL),
      most,
    };
    for (
      let last = blocks.at(-1);
      last !== undefined && shareOf(last) >= shareOf(block);
      last = blocks.at(-1)
    ) {
      blocks.pop();
      block = {
        total: block.total + last.total,
        slow: block.slow + last.slow,
        rates: block.rates + last.rates,
        most,
      };
    }
    blocks.push(block);
  }
  const good = blocks.findLast((block) => shareOf(block) <= allowed);
  const bad = blocks.find((block) => shareOf(block) > allowed);
  const carried = good?.most;
  if (bad === undefined) return { measured, ...(carried === undefined ? {} : { carried }) };
  const tooMuch = rateOf(bad);
  if (good === undefined || carried === undefined) return { measured, tooMuch, limit: tooMuch * 0.9 };
  const part = (allowed - shareOf(good)) / (shareOf(bad) - shareOf(good));
  return { measured, carried, tooMuch, limit: carried + (tooMuch - carried) * part };
}

const shareOf = ({ slow, total }: Block): number => slow / total;
const rateOf = ({ rates, total }: Block): number => rates / total;
