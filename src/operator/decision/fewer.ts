import { LESS_LOAD } from './breach.ts';
import { slowAtObjective } from './evidence.ts';
import { isCareful } from './level.ts';
import { slowShares } from './limit.ts';
import { expectedRate, rising, risen, steadyRate } from './load/load.ts';
import { burstiness } from './load/spread.ts';
import type { Memory } from './memory.ts';
import { inFlight, shareOf } from './observation.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';

/** Whether fewer replicas are enough, and how that is known. */
export interface Fewer {
  replicas: number;
  reason: 'AtMinimum' | 'Calm' | 'Stabilizing' | 'ObjectiveMet' | 'LoadNeedsAll';
  /** Seconds of calm that it takes. */
  patience: number;
}

/** The highest utilisation of a replica that a step down plans. */
const HEADROOM = 0.92;
/** The same after a step down that had to be undone, until the load rises. */
const CAREFUL = 0.6;

/** A trial takes a calm of so many stabilizations, and at least so many seconds. */
const TRIAL = { stabilizations: 10, seconds: 600 };
/** So many times as long, where it contradicts what was learned from another version of the app, or a breach. */
const AGAINST = 3;
/** Rates are measured in steps of 8 %: half a step more is the same. */
const ABOUT = 1.04;

/** The replicas that are enough, and how long the calm must have lasted. */
export function fewer(policy: Policy, seen: Observation, memory: Memory, now: number): Fewer {
  const { replicas } = seen;
  const { stabilization, scaleDownAbove, min } = policy;
  if (replicas === min) return { replicas, reason: 'AtMinimum', patience: Infinity };
  const { total, fast } = memory.load.calm;
  const share = Math.min(shareOf(seen) ?? 0, 1);
  const calm = total < 1 ? share >= scaleDownAbove : fast / total >= scaleDownAbove;
  const rest = forecast(policy, seen, memory, now);
  const { gaveBack, raised } = seen.signal.state === 'counted' ? memory.level : {};
  const to = Math.max(min, rest.replicas, gaveBack?.needed ?? 0);
  if (to >= replicas) return { replicas, reason: 'LoadNeedsAll', patience: Infinity };
  const times = rest.doubted ? AGAINST : 1;
  const trial = times * Math.max(TRIAL.stabilizations * stabilization, TRIAL.seconds);
  const known = raised === undefined && (rest.known || (calm && rest.easy));
  const patience = known ? stabilization : trial;
  const quiet = now - (memory.quietSince ?? now);
  if (quiet >= patience && !rising(memory.load) && !risen(memory.load))
    return { replicas: to, reason: 'Calm', patience };
  return { replicas, reason: calm ? 'Stabilizing' : 'ObjectiveMet', patience };
}

/** The fewest replicas that can be expected to carry the load. */
interface Forecast {
  replicas: number;
  /** By the learned capacity. */
  known: boolean;
  /** It contradicts something that was learned. */
  doubted?: boolean;
  /** Fewer would do on average, but not in every minute. */
  byChance?: boolean;
  /** No request seems to queue: fewer are in flight than replicas would remain. */
  easy: boolean;
}

export function forecast(policy: Policy, seen: Observation, memory: Memory, now: number): Forecast {
  const { min, maxStep } = policy;
  const { replicas, signal } = seen;
  const floor = Math.max(min, replicas - (maxStep ?? replicas));
  const one = replicas - 1;
  if (signal.state === 'share') {
    const { wrong } = memory;
    const again = wrong !== undefined && one <= wrong.replicas && now < wrong.until;
    return { replicas: again ? replicas : signal.idle ? floor : one, known: false, easy: true };
  }
  const load = expectedRate(memory.load);
  const { carried = 0, limit, tooMuch, guessed = false } = memory.capacity;
  const careful = isCareful(memory.level);
  const ceiling =
    (careful ? CAREFUL : HEADROOM) * Math.min(tooMuch ?? Infinity, memory.exceeded?.rate ?? Infinity);
  const safe = Math.min(ceiling, Math.max(carried, limit ?? 0) * HEADROOM);
  const onAverage = load === 0 ? floor : Math.max(floor, Math.ceil(load / safe));
  const missed = missedByChance(policy, memory, load);
  let enough = onAverage;
  while (enough < replicas && missed(enough)) enough++;
  if (enough < replicas) return { replicas: enough, known: true, easy: true };
  // The limit, or that of this version, is not known yet, or as much was carried before: only a trial can tell.
  const proven = steadyRate(memory.load) / one;
  const again = proven <= ABOUT * carried && proven < LESS_LOAD * (memory.exceeded?.rate ?? Infinity);
  const untried = load / one < ceiling && limit === undefined;
  const easy = !guessed && !careful && untried && inFlight(seen) / one < 1;
  const tried = guessed || untried || (again && !careful && !missed(one));
  return {
    replicas: tried ? one : replicas,
    known: false,
    doubted: guessed || !untried,
    byChance: onAverage < replicas,
    easy,
  };
}

/** Seconds in which the objective shall be met, and standard deviations of the share in them that are chance. */
const MINUTE = 60;
const CHANCE = 2;
/** So many times as many slow requests as with hardly any load are due to the load. */
const LOADED = 1.5;

/**
 * Whether so many replicas meet the objective on average only, and miss it in some minutes by chance: the fewer
 * requests, the more their share scatters. Where the load is not the cause, more replicas would not help.
 */
function missedByChance(policy: Policy, { capacity, load }: Memory, rate: number): (by: number) => boolean {
  const shares = capacity.limit === undefined ? undefined : slowShares(policy, capacity);
  const requests = rate * MINUTE;
  return (replicas) => {
    if (shares === undefined) return false;
    const share = shares.at(rate / replicas);
    const variance = (burstiness(load.spread) * share * (1 - share)) / requests;
    const most = share + CHANCE * Math.sqrt(variance);
    return share > LOADED * shares.lowest && most > slowAtObjective(policy);
  };
}
