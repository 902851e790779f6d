import { forecast } from './capacity.ts';
import type { Decision, Reason } from './decide.ts';
import type { Observation, Signal } from './observation.ts';
import type { Policy } from './policy.ts';

/** All that there is to say of one target after one look. */
export interface Look {
  key: string;
  namespace: string;
  name: string;
  policy: Policy;
  seen: Observation;
  decision: Decision;
  now: number;
  /** The number was really written; false in a dry run, or where the write failed. */
  done: boolean;
}

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
  Settling: 'objective missed, but the new replicas should do',
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
    ? `${WORDS[reason]}: ${signal.detail}`
    : WORDS[reason];
}

/** One line: what is seen, what is decided, why. */
export function line({ name, policy, seen, decision, now }: Look): string {
  const { signal } = seen;
  const share =
    signal.state === 'unknown'
      ? '  ? %'
      : signal.state === 'idle'
        ? ' idle'
        : percent(signal.share).padStart(5);
  const p90 = signal.state === 'measured' && signal.quantiles ? duration(signal.quantiles.p90) : '-';
  const arrow = decision.replicas > seen.replicas ? '▲' : decision.replicas < seen.replicas ? '▼' : ' ';
  const replicas =
    decision.replicas === seen.replicas ? `${seen.replicas}` : `${seen.replicas}→${decision.replicas}`;
  const time = new Date(now * 1000).toTimeString().slice(0, 8);
  return (
    `${time}  ${name.padEnd(12)} ${share} within ${duration(policy.threshold).padEnd(6)}  ` +
    `p90 ${p90.padEnd(7)} replicas ${replicas.padEnd(4)} (${seen.ready} ready)  ${arrow} ${words(decision, signal)}`
  );
}

/** The rule with the numbers in it. */
export function explanation({ policy, seen, decision, now }: Look): string[] {
  const { signal, replicas } = seen;
  const { memory } = decision;
  const ago = (moment: number | undefined): string =>
    moment === undefined ? 'never' : `${duration(Math.max(0, now - moment))} ago`;
  const measured = signal.state === 'unknown' ? 'unknown' : percent(signal.share);
  const load =
    signal.state === 'measured' && signal.rate !== undefined
      ? `, ${signal.rate.toFixed(1)} req/s, mean ${duration(signal.mean ?? 0)}, ${(signal.rate * (signal.mean ?? 0)).toFixed(1)} in flight`
      : '';
  return [
    `observed: ${measured} within ${duration(policy.threshold)} over ${policy.window} s${load}; ${seen.ready} of ${replicas} ready`,
    `one more: ${measured} < ${percent(policy.objective)} and ${replicas} < ${policy.max} and last change ${ago(memory.scaledAt)} ≥ ${policy.cooldown} s`,
    `one less: ${measured} ≥ ${percent(policy.scaleDownAbove)} for ${policy.stabilization} s (calm since ${ago(memory.calmSince)}) and ${replicas} > ${policy.min} and the rest can carry it (${forecast(policy, seen, memory).because})`,
    `decided:  ${replicas} → ${decision.replicas}, ${decision.reason}: ${words(decision, signal)}`,
  ];
}
