import { dateOf } from '../clock.ts';
import { fewer } from '../decision/fewer.ts';
import type { Memory } from '../decision/memory.ts';
import type { Observation } from '../decision/observation.ts';
import type { Policy } from '../decision/policy.ts';
import type { Decision, Reason } from '../decision/reason.ts';
import { DECISION, EVALUATION } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import { readingOf } from './reading.ts';

/** The evaluation of one target in one tick. */
export interface Evaluation {
  key: string;
  namespace: string;
  name: string;
  policy: Policy;
  seen: Observation;
  /** The memory before the decision. */
  before: Memory;
  decision: Decision;
  now: number;
  /** Whether the number was written; false in a dry run, or if the write failed. */
  done: boolean;
}

/** Words a text in the reader's language. */
export type Translate = (text: Text) => string;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

const WORDS: Record<Exclude<Reason, 'ObjectiveMissed' | 'LoadRises' | 'Calm'>, Text> = {
  Paused: DECISION.paused,
  ScalingDisabled: DECISION.scalingDisabled,
  YieldsToAutoscaler: DECISION.yields,
  BelowMinimum: DECISION.belowMinimum,
  AboveMaximum: DECISION.aboveMaximum,
  CoolingDown: DECISION.coolingDown,
  AtMaximum: DECISION.atMaximum,
  WaitingForReplicas: DECISION.waiting,
  Recovering: DECISION.recovering,
  LatencyUnknown: DECISION.unknown,
  PartlyMeasured: DECISION.partlyMeasured,
  RollingOut: DECISION.rollingOut,
  AtMinimum: DECISION.atMinimum,
  ObjectiveMet: DECISION.met,
  Stabilizing: DECISION.stabilizing,
  LoadNeedsAll: DECISION.needsAll,
};

/** The reason in words, and why the latency is unknown. */
export function words(policy: Policy, seen: Observation, decision: Decision): Text {
  if (decision.reason === 'LatencyUnknown' && seen.signal.state === 'unknown')
    return DECISION.unknownBecause({ why: seen.signal.detail });
  return byChance(policy, seen, decision) ? DECISION.byChance : briefly(decision, seen);
}

const WELL = new Set<Reason>(['AtMinimum', 'ObjectiveMet', 'Stabilizing', 'LoadNeedsAll']);

/** The share is below the objective, but that may be chance. */
function byChance({ objective }: Policy, seen: Observation, { reason }: Decision): boolean {
  const { share = 1 } = readingOf(seen);
  return WELL.has(reason) && share < objective;
}

export function briefly({ reason, replicas }: Decision, seen: Observation): Text {
  const more = replicas - seen.replicas;
  switch (reason) {
    case 'ObjectiveMissed':
      return DECISION.missed({ more });
    case 'LoadRises':
      return DECISION.loadRises({ more });
    case 'Calm':
      return DECISION.calm({ fewer: -more });
    default:
      return WORDS[reason];
  }
}

/** The reason for the decision, and how long it will last. */
export function decisionText({ policy, seen, decision, now }: Evaluation): Text {
  const { reason, memory } = decision;
  const since = (moment = now): number => Math.max(0, Math.floor(now - moment));
  const patience = (): number => fewer(policy, seen, memory, now).patience;
  if (byChance(policy, seen, decision)) return DECISION.byChance;
  if (reason === 'CoolingDown')
    return DECISION.coolingDownFor({
      seconds: Math.max(0, Math.ceil(policy.cooldown - since(memory.step?.at))),
    });
  if (reason === 'Stabilizing')
    return DECISION.calmFor({ seconds: since(memory.quietSince), wanted: patience() });
  if (reason === 'ObjectiveMet')
    return DECISION.fewerIn({ seconds: Math.max(0, patience() - since(memory.quietSince)) });
  return words(policy, seen, decision);
}

/** One line: the observation, the decision, the reason. In a narrow terminal the less important parts are left out. */
export function line(evaluation: Evaluation, columns = Infinity, translate: Translate = String): string {
  const { name, policy, seen, decision, now, done } = evaluation;
  const reading = readingOf(seen);
  const share =
    reading.share === undefined
      ? '  ? %'
      : reading.state === 'idle'
        ? translate(EVALUATION.idle).padStart(5)
        : percent(reading.share).padStart(5);
  const p90 = translate(EVALUATION.p90({ seconds: reading.quantiles?.p90 }));
  const arrow = decision.replicas > seen.replicas ? '▲' : decision.replicas < seen.replicas ? '▼' : ' ';
  const change =
    decision.replicas === seen.replicas ? `${seen.replicas}` : `${seen.replicas}→${decision.replicas}`;
  const time = dateOf(now).toTimeString().slice(0, 8);
  const within = translate(EVALUATION.within({ threshold: policy.threshold }));
  const undone = decision.replicas === seen.replicas || done ? '' : ` ${translate(EVALUATION.notDone)}`;
  const decided = `${arrow} ${translate(decisionText(evaluation))}${undone}`;
  const long =
    `${time}  ${name.padEnd(12)} ${share} ${within.padEnd(13)}  ${p90.padEnd(11)} ` +
    `${translate(EVALUATION.replicas({ change })).padEnd(13)} ${translate(EVALUATION.ready({ count: seen.ready }))}  ${decided}`;
  const shorter = `${time}  ${name} ${share} ${within}  ${change.padEnd(3)} ${decided}`;
  const shortest = `${time} ${name} ${share} ${change.padEnd(3)} ${decided}`;
  return [long, shorter].find((text) => text.length <= columns) ?? shortest;
}
