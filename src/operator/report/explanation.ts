import { bound } from '../decision/breach.ts';
import { strength } from '../decision/evidence.ts';
import { fewer, forecast } from '../decision/fewer.ts';
import { expectedRate } from '../decision/load/load.ts';
import type { Memory } from '../decision/memory.ts';
import { patience, waiting } from '../decision/more.ts';
import type { Observation } from '../decision/observation.ts';
import type { Policy } from '../decision/policy.ts';
import { coolingDown, doubt } from '../decision/reason.ts';
import { recovering } from '../decision/settling.ts';
import { DECISION, RULE } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import { readingOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { briefly, words } from './report.ts';
import type { Evaluation, Translate } from './report.ts';

type Clause = [text: Text, holds: boolean];

/** Width of the label column. */
const MARGIN = 10;

/** The rule with the current numbers, in lines of at most 70 characters. */
export function explanation(
  { policy, seen, decision, now }: Evaluation,
  translate: Translate = String,
): string[] {
  const memory = decision.observed;
  const reading = readingOf(seen);
  const rule = (name: Text, clauses: Clause[]): string[] =>
    clauses.map(
      ([text, holds], i) =>
        `${(i === 0 ? translate(name) : '').padEnd(MARGIN)}${holds ? '✓' : '✗'} ${translate(text)}`,
    );
  const { replicas: from } = seen;
  const { replicas: to, reason } = decision;
  // Why the latency is unknown is in the line above, and may be long.
  const why = reading.state === 'unknown' ? briefly(decision, seen) : words(policy, seen, decision);
  return [
    translate(observed(policy, seen, reading)),
    ...loadOf(reading).map((text) => `${' '.repeat(MARGIN)}${translate(text)}`),
    ...rule(RULE.more, moreClauses(policy, seen, memory, now)),
    ...rule(RULE.fewer, fewerClauses(policy, seen, memory, now)),
    translate(RULE.decided({ from, to, reason })),
    `${' '.repeat(MARGIN)}${translate(why)}`,
  ];
}

function observed(
  { threshold, window }: Policy,
  { ready, replicas }: Observation,
  { state, share }: Reading,
): Text {
  if (share === undefined) return RULE.unknown({ ready, replicas });
  if (state === 'idle') return RULE.idle({ window, ready, replicas });
  return RULE.observed({ share, threshold, window, ready, replicas });
}

function loadOf({ state, rate, mean = 0 }: Reading): Text[] {
  return rate === undefined || state === 'idle' ? [] : [RULE.load({ rate, mean })];
}

/** What must hold for a step up. */
function moreClauses(policy: Policy, seen: Observation, memory: Memory, now: number): Clause[] {
  const { share } = readingOf(seen);
  const shown = strength(memory.evidence);
  const enough = bound(policy, seen, memory);
  return [
    [
      share === undefined ? RULE.known : RULE.below({ share, objective: policy.objective }),
      (share ?? 1) < policy.objective,
    ],
    [RULE.evidence({ strength: shown, enough }), shown >= enough],
    [RULE.fewerThan({ replicas: seen.replicas, max: policy.max }), seen.replicas < policy.max],
    [cooldownClause(policy, memory, now), !coolingDown(policy, memory, now)],
    [pendingClause(seen, memory, now), !waiting(seen, memory, now)],
    [RULE.notRecovering, !recovering(policy, seen, memory, now)],
  ];
}

/** What must hold for a step down. */
function fewerClauses(policy: Policy, seen: Observation, memory: Memory, now: number): Clause[] {
  const rest = fewer(policy, seen, memory, now);
  const quiet = now - (memory.quietSince ?? now);
  const wanted = Number.isFinite(rest.patience) ? rest.patience : policy.stabilization;
  return [
    [RULE.allMeasured, doubt(seen) === undefined],
    [RULE.moreThan({ replicas: seen.replicas, min: policy.min }), seen.replicas > policy.min],
    [capacityClause(policy, seen, memory, now), Number.isFinite(rest.patience)],
    [
      wanted > policy.stabilization
        ? RULE.trial({ seconds: Math.floor(quiet), wanted })
        : DECISION.calmFor({ seconds: Math.floor(quiet), wanted }),
      quiet >= wanted,
    ],
  ];
}

function cooldownClause({ cooldown }: Policy, { step }: Memory, now: number): Text {
  if (step === undefined) return RULE.noChangeYet({ cooldown });
  return RULE.lastChange({ seconds: Math.max(0, now - step.at), cooldown });
}

function pendingClause(seen: Observation, { pendingSince }: Memory, now: number): Text {
  if (pendingSince === undefined) return RULE.nothingPending;
  return RULE.waited({ seconds: Math.floor(now - pendingSince), patience: Math.ceil(patience(seen)) });
}

/** Whether fewer replicas could carry the load, and how that is known. */
function capacityClause(policy: Policy, seen: Observation, memory: Memory, now: number): Text {
  const { signal, replicas } = seen;
  const { load, capacity, exceeded } = memory;
  if (replicas <= 1) return RULE.lastStays;
  if (signal.state !== 'counted') return RULE.loadUnknown;
  const { replicas: left, byChance = false } = forecast(policy, seen, memory, now);
  const rest = left < replicas ? left : replicas - 1;
  const each = expectedRate(load) / rest;
  if (byChance && left >= replicas) return RULE.byChance({ rest, each });
  const tooMuch = Math.min(capacity.tooMuch ?? Infinity, exceeded?.rate ?? Infinity);
  if (Number.isFinite(tooMuch)) return RULE.tooMany({ rest, each, most: tooMuch });
  if (capacity.carried === undefined) return RULE.nothingCarried({ rest, each });
  return RULE.carried({ rest, each, most: capacity.carried });
}
