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
  /** Key of the lowest rate. */
  least: number;
  /** Sum of rates, weighted by requests; the highest of them. */
  rates: number;
  most: number;
}

/**
 * The share of slow requests by rate. It grows with the rate: measurements that say otherwise are chance, and are
 * pooled with their neighbours (isotonic regression).
 */
function pooled(policy: Policy, measured: ReadonlyMap<number, Measured>): Block[] {
  const allowed = allowedSlow(policy);
  const blocks: Block[] = [];
  for (const [key, { total, slow }] of [...measured].sort(([a], [b]) => a - b)) {
    const most = Math.exp(key * STEP);
    let block = {
      total: total + NEUTRAL,
      slow: slow + NEUTRAL * allowed,
      least: key,
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
        least: last.least,
        rates: block.rates + last.rates,
        most,
      };
    }
    blocks.push(block);
  }
  return blocks;
}

/** The rate at which the share of slow requests crosses the allowed one. */
export function estimated(policy: Policy, measured: ReadonlyMap<number, Measured>): Capacity {
  const allowed = allowedSlow(policy);
  const blocks = pooled(policy, measured);
  const good = blocks.findLast((block) => shareOf(block) <= allowed);
  const bad = blocks.find((block) => shareOf(block) > allowed);
  const carried = good?.most;
  if (bad === undefined) return { measured, ...(carried === undefined ? {} : { carried }) };
  const tooMuch = rateOf(bad);
  if (good === undefined || carried === undefined) return { measured, tooMuch, limit: tooMuch * 0.9 };
  const part = (allowed - shareOf(good)) / (shareOf(bad) - shareOf(good));
  return { measured, carried, tooMuch, limit: carried + (tooMuch - carried) * part };
}

/** With fewer requests the share of slow ones is not known well. */
const ENOUGH = 300;

/** Shares of slow requests: at the lowest rate that was measured, and at least at a rate, as it grows with the rate. */
export interface SlowShares {
  lowest: number;
  at: (rate: number) => number;
}

/** Undefined: unknown. */
export function slowShares(policy: Policy, { measured }: Capacity): SlowShares | undefined {
  const known = pooled(policy, measured).filter(({ total }) => total >= ENOUGH);
  const [first] = known;
  if (first === undefined) return undefined;
  const at = (rate: number): number => shareOf(known.findLast(({ least }) => least <= keyOf(rate)) ?? first);
  return { lowest: shareOf(first), at };
}

const shareOf = ({ slow, total }: Block): number => slow / total;
const rateOf = ({ rates, total }: Block): number => rates / total;
