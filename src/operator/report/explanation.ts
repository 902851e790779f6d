import { breached, recovering } from '../decision/breach.ts';
import { fewer } from '../decision/fewer.ts';
import { expectedRate } from '../decision/load.ts';
import type { Memory } from '../decision/memory.ts';
import { waiting } from '../decision/more.ts';
import type { Observation } from '../decision/observation.ts';
import type { Policy } from '../decision/policy.ts';
import { coolingDown, doubt } from '../decision/reason.ts';
import { readingOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { duration, percent, words } from './report.ts';
import type { Look, Told } from './report.ts';

type Clause = [text: string, holds: boolean];

/** The rule with the numbers in it. */
export function explanation({ policy, seen, decision, now }: Look, tell: Told = (text) => text): string[] {
  const memory = decision.observed;
  const reading = readingOf(seen);
  const share = reading.share === undefined ? 'unknown' : percent(reading.share);
  const rule = (name: string, clauses: Clause[]): string[] =>
    clauses.map(
      ([text, holds], i) => `${(i === 0 ? tell(name) : '').padEnd(10)}${holds ? '✓' : '✗'} ${tell(text)}`,
    );
  return [
    tell(
      `observed: ${share} within ${duration(policy.threshold)} over ${policy.window} s${loadOf(reading)}; ${seen.ready} of ${seen.replicas} ready`,
    ),
    ...rule('more:', more(policy, seen, memory, now)),
    ...rule('fewer:', less(policy, seen, memory, now)),
    tell(`decided:  ${seen.replicas} → ${decision.replicas}, ${decision.reason}: ${words(decision, seen)}`),
  ];
}

function loadOf({ rate, mean = 0 }: Reading): string {
  if (rate === undefined) return '';
  return `, ${rate.toFixed(1)} req/s, mean ${duration(mean)}, ${(rate * mean).toFixed(1)} in flight`;
}

function more(policy: Policy, seen: Observation, memory: Memory, now: number): Clause[] {
  const { share } = readingOf(seen);
  return [
    [
      `${share === undefined ? 'unknown' : percent(share)} < ${percent(policy.objective)}`,
      (share ?? 1) < policy.objective,
    ],
    ['so many slow requests that it is not chance', breached(policy, seen, memory)],
    [`${seen.replicas} < ${policy.max}`, seen.replicas < policy.max],
    [cooldownOf(policy, memory, now), !coolingDown(policy, memory, now)],
    ['no replica is on its way', !waiting(seen, memory, now)],
    ['latency is not falling by itself', !recovering(seen, memory, now)],
  ];
}

function less(policy: Policy, seen: Observation, memory: Memory, now: number): Clause[] {
  const rest = fewer(policy, seen, memory, now);
  const quiet = now - (memory.quietSince ?? now);
  const patience = Number.isFinite(rest.patience) ? rest.patience : policy.stabilization;
  return [
    ['all pods are measured, none is on its way', doubt(seen) === undefined],
    [`${seen.replicas} > ${policy.min}`, seen.replicas > policy.min],
    [`the rest can carry it: ${capacityOf(seen, memory)}`, Number.isFinite(rest.patience)],
    [`calm for ${Math.floor(quiet)} of ${patience} s`, quiet >= patience],
  ];
}

function cooldownOf({ cooldown }: Policy, { step }: Memory, now: number): string {
  const last = step === undefined ? 'never' : `${duration(Math.max(0, now - step.at))} ago`;
  return `last change ${last}, cooldown ${cooldown} s`;
}

function capacityOf({ signal, replicas }: Observation, { load, capacity, exceeded }: Memory): string {
  if (signal.state !== 'counted') return 'the load is not known';
  const each = replicas > 1 ? expectedRate(load) / (replicas - 1) : NaN;
  const rate = (value: number): string => value.toFixed(1);
  const served = Number.isFinite(each) ? `${rate(each)} req/s each` : 'the last replica stays';
  const tooMuch = Math.min(capacity.tooMuch ?? Infinity, exceeded?.rate ?? Infinity);
  if (Number.isFinite(tooMuch)) return `${served}; ${rate(tooMuch)} were too many`;
  return capacity.carried === undefined ? served : `${served}; ${rate(capacity.carried)} were carried`;
}
