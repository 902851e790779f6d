import type { Api } from '../../kubernetes/index.ts';
import { OPERATION } from '../../messages/operator/index.ts';
import { recalled } from '../decision/capacity.ts';
import { NO_MEMORY } from '../decision/memory.ts';
import type { Memory } from '../decision/memory.ts';
import type { Observation } from '../decision/observation.ts';
import type { Policy } from '../decision/policy.ts';
import { dateOf } from '../clock.ts';
import type { Decision, Reason } from '../decision/reason.ts';
import { detailOf, readingOf, signalLost } from './reading.ts';
import { GROUP, NOTE, VERSION, paths } from '../kubernetes/resources.ts';
import type { Obstacle } from '../targets/obstacle.ts';
import type { Condition, DeploymentView, ScalerStatus, ScalerView } from '../kubernetes/resources.ts';

/** Seconds. Numbers change with every tick; if nothing else changes, they are written at most this often. */
const NUMBERS_EVERY = 10;

type ConditionState = Pick<Condition, 'status' | 'reason' | 'message'>;

const yes = (reason: string, message: string): ConditionState => ({ status: 'True', reason, message });
const no = (reason: string, message: string): ConditionState => ({ status: 'False', reason, message });

export interface Outcome {
  policy: Policy;
  seen: Observation;
  decision: Decision;
  /** One sentence for people. */
  message: string;
}

/** The status of a scaler whose target cannot be scaled. */
export function blockedStatus(
  before: ScalerStatus,
  generation: number,
  obstacle: Obstacle,
  now: number,
): ScalerStatus {
  const { reason } = obstacle;
  const message = String(obstacle.message);
  return {
    ...before,
    observedGeneration: generation,
    reason,
    message,
    conditions: conditions(before, generation, now, {
      Ready: no(reason, message),
      ScalingActive: no(reason, message),
      ScalingLimited: no(reason, message),
    }),
  };
}

/** Two digits, after rounding away binary fractions: else 494.999… and 495 would alternate. */
const milliseconds = (seconds: number): number =>
  Number(Number((seconds * 1000).toPrecision(12)).toPrecision(2));

export function statusOf(
  before: ScalerStatus,
  generation: number,
  outcome: Outcome,
  now: number,
): ScalerStatus {
  const { seen, decision, message } = outcome;
  const { memory } = decision;
  const { share, quantiles } = readingOf(seen);
  return {
    observedGeneration: generation,
    replicas: seen.ready,
    desiredReplicas: decision.replicas,
    reason: decision.reason,
    message,
    ...(share === undefined ? {} : { share: Math.round(share * 100) / 100 }),
    ...(quantiles === undefined
      ? {}
      : {
          latency: {
            p50Milliseconds: milliseconds(quantiles.p50),
            p90Milliseconds: milliseconds(quantiles.p90),
            p99Milliseconds: milliseconds(quantiles.p99),
          },
        }),
    ...notes(memory, before),
    conditions: conditions(before, generation, now, {
      Ready: readiness(before, outcome, now),
      ScalingActive: active(outcome),
      ScalingLimited: limited(outcome),
    }),
  };
}

function readiness(before: ScalerStatus, { seen, decision }: Outcome, now: number): ConditionState {
  const { signal } = seen;
  if (signal.state !== 'unknown') return yes('LatencyKnown', 'the share of fast requests is known');
  const known = before.conditions?.find(({ type }) => type === 'Ready');
  if (known !== undefined && !signalLost(seen, decision.memory, now)) return known;
  return no('LatencyUnknown', `${signal.cause}: ${detailOf(signal)}`);
}

const INACTIVE: Partial<Record<Reason, string>> = {
  Paused: 'spec.paused is set',
  ScalingDisabled: 'the target has 0 replicas, which disables scaling',
  YieldsToAutoscaler: 'a HorizontalPodAutoscaler scales the same target',
};

function active({ decision }: Outcome): ConditionState {
  const why = INACTIVE[decision.reason];
  return why === undefined
    ? yes('Watching', 'the number of replicas follows the latency')
    : no(decision.reason, why);
}

function limited({ policy, seen, decision }: Outcome): ConditionState {
  if (decision.reason === 'AtMaximum')
    return yes('AtMaximum', `the objective is missed with all ${policy.max} replicas`);
  if (decision.reason === 'AtMinimum' && seen.replicas === policy.min)
    return yes('AtMinimum', `${policy.min} is the least number of replicas`);
  return no('WithinBounds', 'the number of replicas is free to change');
}

function conditions(
  before: ScalerStatus,
  generation: number,
  now: number,
  states: Record<string, ConditionState>,
): Condition[] {
  return Object.entries(states).map(([type, state]) => {
    const known = before.conditions?.find((condition) => condition.type === type);
    const lastTransitionTime = known?.status === state.status ? known.lastTransitionTime : timeOf(now);
    return { type, ...state, lastTransitionTime, observedGeneration: generation };
  });
}

/** What must survive a restart: when the last step was, and what was learned. */
function notes(
  { step, capacity, exceeded, revision }: Memory,
  before: ScalerStatus,
): Pick<ScalerStatus, 'lastScaleTime' | 'learned'> {
  const { carried, limit, tooMuch } = capacity;
  // A step from an earlier process already has its time.
  const made = step !== undefined && step.from !== step.to;
  const lastScaleTime = made ? timeOf(step.at) : before.lastScaleTime;
  const rates = { requestsPerSecondPerReplica: limit ?? carried, carried, tooMuch, exceeded: exceeded?.rate };
  const known = Object.entries(rates).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return {
    ...(lastScaleTime === undefined ? {} : { lastScaleTime }),
    ...(known.length === 0
      ? {}
      : {
          learned: {
            ...Object.fromEntries(known.map(([name, rate]) => [name, Number(rate.toPrecision(2))])),
            revision: revision ?? '',
          },
        }),
  };
}

/**
 * The memory from the status that an earlier process wrote. Its times are from another clock: after any step, a whole
 * cooldown begins now.
 */
export function memoryOf({ desiredReplicas, lastScaleTime, learned }: ScalerStatus, now: number): Memory {
  const { exceeded, revision } = learned ?? {};
  const replicas = desiredReplicas ?? 0;
  return {
    ...NO_MEMORY,
    ...(desiredReplicas === undefined ? {} : { replicas }),
    ...(revision ? { revision } : {}),
    ...(lastScaleTime === undefined ? {} : { step: { at: now, from: replicas, to: replicas, own: false } }),
    ...(learned ? { capacity: recalled(learned, now) } : {}),
    ...(exceeded === undefined ? {} : { exceeded: { rate: exceeded, at: now } }),
  };
}

/** Whether to write the status: at once if a decision or condition changed; numbers only now and then. */
export function worthWriting(
  before: ScalerStatus,
  after: ScalerStatus,
  writtenAt: number | undefined,
  now: number,
): boolean {
  const numberless = (status: ScalerStatus): string =>
    JSON.stringify([
      status.observedGeneration,
      status.desiredReplicas,
      status.lastScaleTime,
      status.conditions?.map(({ type, status, reason }) => [type, status, reason]),
    ]);
  if (numberless(before) !== numberless(after)) return true;
  const { message: _was, ...old } = before;
  const { message: _is, ...news } = after;
  return (writtenAt === undefined || now - writtenAt >= NUMBERS_EVERY) && !sameJson(old, news);
}

/** Equal up to the order of keys, which the server may change. */
function sameJson(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([x], [y]) => (x < y ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)]),
        )
      : Array.isArray(value)
        ? value.map(sorted)
        : value;
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Server-side apply: fields of other managers are not touched. */
export async function writeStatus(api: Api, scaler: ScalerView, status: ScalerStatus): Promise<void> {
  const { namespace, name } = scaler;
  const path = `${paths.scalers(namespace)}/${encodeURIComponent(name)}/status?fieldManager=pycont-operator&force=true`;
  await api.send(OPERATION.writeStatus({ name }), 'PATCH', path, {
    contentType: 'application/apply-patch+yaml',
    body: { apiVersion: `${GROUP}/${VERSION}`, kind: 'LatencyScaler', metadata: { name, namespace }, status },
  });
}

/** Without a LatencyScaler, what must survive a restart is an annotation of the Deployment. */
export async function writeNote(api: Api, target: DeploymentView, status: ScalerStatus): Promise<string> {
  const { desiredReplicas, lastScaleTime, learned } = status;
  const note = JSON.stringify({ desiredReplicas, lastScaleTime, learned });
  await api.send(
    OPERATION.annotate({ name: target.name }),
    'PATCH',
    `${paths.deployments(target.namespace)}/${encodeURIComponent(target.name)}`,
    {
      contentType: 'application/merge-patch+json',
      body: { metadata: { annotations: { [NOTE]: note } } },
    },
  );
  return note;
}

export function noteOf(note: string | undefined): ScalerStatus {
  try {
    return note === undefined ? {} : (JSON.parse(note) as ScalerStatus);
  } catch {
    return {};
  }
}

function timeOf(seconds: number): string {
  return dateOf(seconds)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
}
