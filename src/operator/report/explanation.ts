import { bound, recovering } from '../decision/breach.ts';
import { strength } from '../decision/evidence.ts';
import { fewer, forecast } from '../decision/fewer.ts';
import { expectedRate } from '../decision/load.ts';
import type { Memory } from '../decision/memory.ts';
import { patience, waiting } from '../decision/more.ts';
import type { Observation } from '../decision/observation.ts';
import type { Policy } from '../decision/policy.ts';
import { coolingDown, doubt } from '../decision/reason.ts';
import { readingOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { briefly, duration, words } from './report.ts';
import type { Look, Translate } from './report.ts';

type Clause = [text: string, holds: boolean];

/** Letters of the column that says what a line is about. */
const MARGIN = 10;

/** The rule with the numbers in it, in lines of at most 70 letters. */
export function explanation(
  { policy, seen, decision, now }: Look,
  tell: Translate = (text) => text,
): string[] {
  const memory = decision.observed;
  const reading = readingOf(seen);
  const rule = (name: string, clauses: Clause[]): string[] =>
    clauses.map(
      ([text, holds], i) => `${(i === 0 ? tell(name) : '').padEnd(MARGIN)}${holds ? '✓' : '✗'} ${tell(text)}`,
    );
  // What makes the latency unknown is in the line above, and may be long.
  const said = reading.state === 'unknown' ? briefly(decision, seen) : words(policy, seen, decision);
  return [
    tell(observed(policy, seen, reading)),
    ...loadOf(reading).map((text) => `${' '.repeat(MARGIN)}${tell(text)}`),
    ...rule('more:', moreClauses(policy, seen, memory, now)),
    ...rule('fewer:', fewerClauses(policy, seen, memory, now)),
    tell(`decided:  ${seen.replicas} → ${decision.replicas}, ${decision.reason}`),
    `${' '.repeat(MARGIN)}${tell(said)}`,
  ];
}

function observed(
  { threshold, window }: Policy,
  { ready, replicas }: Observation,
  { state, share }: Reading,
): string {
  if (share === undefined) return `observed: latency unknown; ${ready} of ${replicas} ready`;
  if (state === 'idle') return `observed: no requests over ${window} s; ${ready} of ${replicas} ready`;
  return `observed: ${percent(share)} within ${duration(threshold)} over ${window} s; ${ready} of ${replicas} ready`;
}

/** With so many digits that 99.9 % is not 100 %. */
const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

function loadOf({ state, rate, mean = 0 }: Reading): string[] {
  if (rate === undefined || state === 'idle') return [];
  const load = `${rate.toFixed(1)} req/s, mean ${duration(mean)}, ${(rate * mean).toFixed(1)} in flight`;
  return [load];
}

/** What must hold for a step up. */
function moreClauses(policy: Policy, seen: Observation, memory: Memory, now: number): Clause[] {
  const { share } = readingOf(seen);
  const evidence = strength(memory.evidence);
  const enough = bound(policy, seen, memory);
  return [
    [
      share === undefined ? 'latency is known' : `${percent(share)} < ${percent(policy.objective)}`,
      (share ?? 1) < policy.objective,
    ],
    [`not by chance: evidence ${evidence.toFixed(1)} of ${enough.toFixed(1)}`, evidence >= enough],
    [`${seen.replicas} < ${policy.max}`, seen.replicas < policy.max],
    [cooldownClause(policy, memory, now), !coolingDown(policy, memory, now)],
    [pendingClause(seen, memory, now), !waiting(seen, memory, now)],
    ['latency is not falling by itself', !recovering(policy, seen, memory, now)],
  ];
}

/** What must hold for a step down. */
function fewerClauses(policy: Policy, seen: Observation, memory: Memory, now: number): Clause[] {
  const rest = fewer(policy, seen, memory, now);
  const quiet = now - (memory.quietSince ?? now);
  const wanted = Number.isFinite(rest.patience) ? rest.patience : policy.stabilization;
  return [
    ['all pods are ready and measured, no rollout', doubt(seen) === undefined],
    [`${seen.replicas} > ${policy.min}`, seen.replicas > policy.min],
    [capacityClause(policy, seen, memory, now), Number.isFinite(rest.patience)],
    [
      wanted > policy.stabilization
        ? `calm for ${Math.floor(quiet)} of ${wanted} s, because it is a trial`
        : `calm for ${Math.floor(quiet)} of ${wanted} s`,
      quiet >= wanted,
    ],
  ];
}

function cooldownClause({ cooldown }: Policy, { step }: Memory, now: number): string {
  if (step === undefined) return `no change yet, cooldown ${cooldown} s`;
  return `last change ${duration(Math.max(0, now - step.at))} ago, cooldown ${cooldown} s`;
}

function pendingClause(seen: Observation, { pendingSince }: Memory, now: number): string {
  if (pendingSince === undefined) return 'no pod is starting or being replaced';
  return `waited ${Math.floor(now - pendingSince)} of ${Math.ceil(patience(seen))} s for pods to start`;
}

/** Whether fewer could carry the load, and from what that is known. */
function capacityClause(policy: Policy, seen: Observation, memory: Memory, now: number): string {
  const { signal, replicas } = seen;
  const { load, capacity, exceeded } = memory;
  if (replicas <= 1) return 'the last replica stays';
  if (signal.state !== 'counted') return 'fewer can carry the load: nobody says how much it is';
  const rate = (value: number): string => value.toFixed(1);
  const { replicas: left } = forecast(seen, memory, policy, now);
  const rest = left < replicas ? left : replicas - 1;
  const each = rate(expectedRate(load) / rest);
  const tooMuch = Math.min(capacity.tooMuch ?? Infinity, exceeded?.rate ?? Infinity);
  if (Number.isFinite(tooMuch))
    return `${rest} can carry it: ${each} req/s each, ${rate(tooMuch)} were too many`;
  if (capacity.carried === undefined) return `${rest} can carry it: ${each} req/s each, nothing known yet`;
  return `${rest} can carry it: ${each} req/s each, ${rate(capacity.carried)} were carried`;
}
