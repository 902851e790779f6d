import { dateOf } from '../clock.ts';
import { fewer } from '../decision/fewer.ts';
import type { Memory } from '../decision/memory.ts';
import type { Observation } from '../decision/observation.ts';
import type { Policy } from '../decision/policy.ts';
import type { Decision, Reason } from '../decision/reason.ts';
import { readingOf } from './reading.ts';

/** All that there is to say of one target after one look. */
export interface Look {
  key: string;
  namespace: string;
  name: string;
  policy: Policy;
  seen: Observation;
  /** The memory that the decision was made upon. */
  before: Memory;
  decision: Decision;
  now: number;
  /** The number was really written; false in a dry run, or where the write failed. */
  done: boolean;
}

/** Gives a sentence in a person's language. */
export type Translate = (sentence: string) => string;
const asItIs: Translate = (sentence) => sentence;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const duration = (seconds: number): string =>
  Math.round(seconds * 1000) < 1000
    ? `${Math.round(seconds * 1000)} ms`
    : `${Number(seconds.toPrecision(2))} s`;

const WORDS: Record<Reason, string> = {
  Paused: 'paused',
  ScalingDisabled: '0 replicas: scaling is disabled',
  YieldsToAutoscaler: 'an HPA scales this one, hands off',
  BelowMinimum: 'fewer than the minimum',
  AboveMaximum: 'more than the maximum',
  CoolingDown: 'cooling down after the last change',
  ObjectiveMissed: 'objective missed, one more',
  LoadRises: 'load rises, one more',
  AtMaximum: 'objective missed, but no more allowed',
  WaitingForReplicas: 'waiting for replicas to be ready',
  Recovering: 'objective missed, but recovering',
  LatencyUnknown: 'latency unknown, hands off',
  PartlyMeasured: 'some pods are not measured: no scaling down',
  RollingOut: 'a rollout is in progress: no scaling down',
  AtMinimum: 'all is well with the fewest',
  ObjectiveMet: 'objective met',
  Stabilizing: 'calm, but not for long enough',
  LoadNeedsAll: 'the load needs all of them',
  Calm: 'calm, one less',
};

/** The reason in words, with what makes the latency unknown. */
export function words(policy: Policy, seen: Observation, decision: Decision): string {
  if (decision.reason === 'LatencyUnknown' && seen.signal.state === 'unknown')
    return `latency unknown, hands off: ${seen.signal.detail}`;
  return byChance(policy, seen, decision) ?? briefly(decision, seen);
}

const WELL = new Set<Reason>(['AtMinimum', 'ObjectiveMet', 'Stabilizing', 'LoadNeedsAll']);

/** All is well as far as is certain, though the share is low. */
function byChance({ objective }: Policy, seen: Observation, { reason }: Decision): string | undefined {
  const { share = 1 } = readingOf(seen);
  const words = 'objective missed, but that may be chance';
  return WELL.has(reason) && share < objective ? words : undefined;
}

export function briefly({ reason, replicas }: Decision, seen: Observation): string {
  const step = replicas - seen.replicas;
  if (reason === 'ObjectiveMissed' && step > 1) return `objective missed, ${step} more`;
  if (reason === 'LoadRises' && step > 1) return `load rises, ${step} more`;
  return reason === 'Calm' && step < -1 ? `calm, ${-step} fewer` : WORDS[reason];
}

/** The decision and its reason, and how long what is waited for will take. */
export function verdict({ policy, seen, decision, now }: Look, tell = asItIs): string {
  const { reason, memory } = decision;
  const said = words(policy, seen, decision);
  if (byChance(policy, seen, decision) !== undefined) return tell(said);
  const since = (moment = now): number => Math.max(0, Math.floor(now - moment));
  if (reason === 'CoolingDown')
    return tell(`${said}, ${Math.max(0, Math.ceil(policy.cooldown - since(memory.step?.at)))} s more`);
  const patience = (): number => fewer(policy, seen, memory, now).patience;
  if (reason === 'Stabilizing') return tell(`calm for ${since(memory.quietSince)} of ${patience()} s`);
  if (reason === 'ObjectiveMet')
    return tell(`objective met, fewer tried in ${Math.max(0, patience() - since(memory.quietSince))} s`);
  return tell(said);
}

/** One line: what is seen, what is decided, why. In few columns the less important is left out. */
export function line(look: Look, columns = Infinity, tell = asItIs): string {
  const { name, policy, seen, decision, now, done } = look;
  const reading = readingOf(seen);
  const share =
    reading.share === undefined
      ? '  ? %'
      : reading.state === 'idle'
        ? tell('idle').padStart(5)
        : percent(reading.share).padStart(5);
  const p90 = reading.quantiles ? duration(reading.quantiles.p90) : '-';
  const arrow = decision.replicas > seen.replicas ? '▲' : decision.replicas < seen.replicas ? '▼' : ' ';
  const replicas =
    decision.replicas === seen.replicas ? `${seen.replicas}` : `${seen.replicas}→${decision.replicas}`;
  const time = dateOf(now).toTimeString().slice(0, 8);
  const within = tell(`within ${duration(policy.threshold)}`);
  const undone = decision.replicas === seen.replicas || done ? '' : ` ${tell('(not done)')}`;
  const told = `${arrow} ${verdict(look, tell)}${undone}`;
  const long =
    `${time}  ${name.padEnd(12)} ${share} ${within.padEnd(13)}  ${tell(`p90 ${p90}`).padEnd(11)} ` +
    `${tell(`replicas ${replicas}`).padEnd(13)} ${tell(`(${seen.ready} ready)`)}  ${told}`;
  const shorter = `${time}  ${name} ${share} ${within}  ${replicas.padEnd(3)} ${told}`;
  const shortest = `${time} ${name} ${share} ${replicas.padEnd(3)} ${told}`;
  return [long, shorter].find((text) => text.length <= columns) ?? shortest;
}
