import { forecast } from '../decision/capacity.ts';
import type { Decision, Reason } from '../decision/decide.ts';
import { remember } from '../decision/memory.ts';
import type { Memory } from '../decision/memory.ts';
import type { Observation, Signal } from '../decision/observation.ts';
import type { Policy } from '../decision/policy.ts';
import { dateOf } from '../clock.ts';
import { breached } from '../decision/evidence.ts';

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

/** How a sentence is told to a person, for those who tell it in another language. */
export type Told = (sentence: string) => string;
const asItIs: Told = (sentence) => sentence;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const duration = (seconds: number): string =>
  seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Number(seconds.toPrecision(2))} s`;

const WORDS: Record<Reason, string> = {
  Paused: 'paused',
  SwitchedOff: '0 replicas: switched off',
  YieldsToAutoscaler: 'an HPA scales this one, hands off',
  BelowMinimum: 'fewer than the minimum',
  AboveMaximum: 'more than the maximum',
  ClockWentBackwards: 'the clock went backwards, hands off',
  LatencyUnknown: 'latency unknown, hands off',
  RollingOut: 'a rollout is in progress, waiting',
  WaitingForReplicas: 'waiting for replicas to be ready',
  CoolingDown: 'cooling down after the last change',
  Settling: 'missed, but the new ones should do',
  ObjectiveMissed: 'objective missed, one more',
  AtMaximum: 'objective missed, but no more allowed',
  ObjectiveMet: 'objective met',
  AtMinimum: 'all is well with the fewest',
  Stabilizing: 'calm, but not for long enough',
  LoadNeedsAll: 'calm because of all of them',
  Calm: 'calm, one less',
};

export function words({ reason }: Decision, signal: Signal): string {
  return reason === 'LatencyUnknown' && signal.state === 'unknown'
    ? `latency unknown, hands off: ${signal.detail}`
    : WORDS[reason];
}

/** The decision and its reason, and how long what is waited for will take. */
export function verdict({ policy, seen, decision, now }: Look, tell = asItIs): string {
  const { reason, memory } = decision;
  const said = words(decision, seen.signal);
  const since = (moment = now): number => Math.max(0, Math.floor(now - moment));
  if (reason === 'CoolingDown')
    return tell(`${said}, ${Math.max(0, Math.ceil(policy.cooldown - since(memory.scaledAt)))} s more`);
  if (reason === 'Stabilizing')
    return tell(`calm for ${since(memory.calmSince)} of ${policy.stabilization} s`);
  return tell(said);
}

/** One line: what is seen, what is decided, why. In few columns the less important is left out. */
export function line(look: Look, columns = Infinity, tell = asItIs): string {
  const { name, policy, seen, decision, now, done } = look;
  const { signal } = seen;
  const share =
    signal.state === 'unknown'
      ? '  ? %'
      : signal.state === 'idle'
        ? tell('idle').padStart(5)
        : percent(signal.share).padStart(5);
  const p90 = signal.state === 'measured' && signal.quantiles ? duration(signal.quantiles.p90) : '-';
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

/** The rule with the numbers in it. */
export function explanation({ policy, seen, before, decision, now }: Look, tell = asItIs): string[] {
  const { signal, replicas } = seen;
  const memory = remember(policy, seen, before, now);
  const ago = (moment: number | undefined): string =>
    tell(moment === undefined ? 'never' : `${duration(Math.max(0, now - moment))} ago`);
  const measured = signal.state === 'unknown' ? tell('unknown') : percent(signal.share);
  const load =
    signal.state === 'measured' && signal.rate !== undefined
      ? tell(
          `, ${signal.rate.toFixed(1)} req/s, mean ${duration(signal.mean ?? 0)}, ${(signal.rate * (signal.mean ?? 0)).toFixed(1)} in flight`,
        )
      : '';
  const rest = forecast(policy, seen, memory);
  const share = signal.state === 'unknown' ? NaN : signal.share;
  const since = (moment: number | undefined): number => now - (moment ?? -Infinity);
  const rule = (name: string, ...clauses: [text: string, holds: boolean][]): string[] =>
    clauses.map(
      ([text, holds], i) => `${(i === 0 ? tell(name) : '').padEnd(10)}${holds ? '✓' : '✗'} ${tell(text)}`,
    );
  return [
    tell(
      `observed: ${measured} within ${duration(policy.threshold)} over ${policy.window} s${load}; ${seen.ready} of ${replicas} ready`,
    ),
    ...rule(
      'one more:',
      [`${measured} < ${percent(policy.objective)}`, share < policy.objective],
      ['so many requests that it is no accident', breached(policy, seen, memory, now)],
      [`${replicas} < ${policy.max}`, replicas < policy.max],
      [
        `last change ${ago(memory.scaledAt)}, cooldown ${policy.cooldown} s`,
        since(memory.scaledAt) >= policy.cooldown,
      ],
    ),
    ...rule(
      'one less:',
      [`${measured} ≥ ${percent(policy.scaleDownAbove)}`, share >= policy.scaleDownAbove],
      [
        `calm for ${policy.stabilization} s`,
        memory.calmSince !== undefined && since(memory.calmSince) >= policy.stabilization,
      ],
      [`${replicas} > ${policy.min}`, replicas > policy.min],
      [`the rest can carry it: ${rest.because}`, rest.carries],
    ),
    tell(`decided:  ${replicas} → ${decision.replicas}, ${decision.reason}: ${words(decision, signal)}`),
  ];
}
