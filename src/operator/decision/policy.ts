import { POLICY } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import { unbalanced } from '../signal/expression.ts';

/** The settings of a target: objective, bounds and times. Durations in seconds, shares from 0 to 1. */
export interface Policy {
  min: number;
  max: number;
  /** A request is fast when it takes at most this long. */
  threshold: number;
  /** The required share of fast requests. */
  objective: number;
  /** The share from which a replica may be removed. */
  scaleDownAbove: number;
  /** The time that the share is measured over. */
  window: number;
  /** Nothing is scaled for this long after a step. */
  cooldown: number;
  /** The calm must last this long before a replica is removed. */
  stabilization: number;
  /** At most so many replicas in one step; without it at most as many as there are, or 4. */
  maxStep?: number;
  paused: boolean;
}

/** Where a Prometheus answers: a URL, or a Service of the cluster. */
export type PrometheusAddress = { url: string } | { namespace: string; service: string; port: number };

/** `spec` of a LatencyScaler, or the same from flags. */
export interface ScalerSpec {
  scaleTargetRef?: { kind?: string; name?: string };
  minReplicas?: number;
  maxReplicas?: number;
  thresholdMilliseconds?: number;
  objective?: number;
  scaleDownAbove?: number;
  windowSeconds?: number;
  cooldownSeconds?: number;
  scaleDownStabilizationSeconds?: number;
  maxStep?: number;
  prometheus?: { url?: string; service?: { namespace?: string; name?: string; port?: number } };
  query?: string;
  paused?: boolean;
}

/** The same figures as the defaults in the CustomResourceDefinition. */
export const defaults = {
  minReplicas: 1,
  maxReplicas: 5,
  thresholdMilliseconds: 100,
  objective: 0.8,
  scaleDownAbove: 0.95,
  windowSeconds: 15,
  cooldownSeconds: 10,
  scaleDownStabilizationSeconds: 30,
} as const;

/** A policy that cannot be followed, and why. */
export interface Invalid {
  invalid: Text;
}

/** The names of the fields as flags. */
export type Flags = Readonly<Partial<Record<keyof ScalerSpec, string>>>;

/** @param flags names of the flags; without them messages use the names of the spec's fields */
export function policyOf(spec: ScalerSpec, flags: Flags = {}): Policy | Invalid {
  const policy: Policy = {
    min: spec.minReplicas ?? defaults.minReplicas,
    max: spec.maxReplicas ?? defaults.maxReplicas,
    threshold: (spec.thresholdMilliseconds ?? defaults.thresholdMilliseconds) / 1000,
    objective: spec.objective ?? defaults.objective,
    // An objective above the default must not remove replicas while it is missed.
    scaleDownAbove: spec.scaleDownAbove ?? Math.max(defaults.scaleDownAbove, spec.objective ?? 0),
    window: spec.windowSeconds ?? defaults.windowSeconds,
    cooldown: spec.cooldownSeconds ?? defaults.cooldownSeconds,
    stabilization: spec.scaleDownStabilizationSeconds ?? defaults.scaleDownStabilizationSeconds,
    ...(spec.maxStep === undefined ? {} : { maxStep: spec.maxStep }),
    paused: spec.paused ?? false,
  };
  const invalid = complaint(policy, flags) ?? queryComplaint(spec, flags) ?? kindComplaint(spec);
  return invalid === undefined ? policy : { invalid };
}

function complaint(policy: Policy, flags: Flags): Text | undefined {
  const { min, max, threshold, objective, scaleDownAbove, window, cooldown, stabilization, maxStep } = policy;
  const given = (field: keyof ScalerSpec, value: number) => ({ name: flags[field] ?? field, value });
  const least = given('minReplicas', min);
  const aim = given('objective', objective);
  if (!(Number.isInteger(min) && min >= 1)) return POLICY.notACount(least);
  if (!(Number.isInteger(max) && max >= min))
    return POLICY.belowMinimum({ ...given('maxReplicas', max), bound: least.name, least: min });
  if (!(threshold > 0)) return POLICY.notPositive(given('thresholdMilliseconds', threshold * 1000));
  if (!(objective > 0 && objective <= 1)) return POLICY.notAShare(aim);
  if (!(scaleDownAbove >= objective && scaleDownAbove <= 1))
    return POLICY.belowObjective({
      ...given('scaleDownAbove', scaleDownAbove),
      bound: aim.name,
      least: objective,
    });
  if (!(window >= 1))
    return POLICY.tooShort({
      ...given('windowSeconds', window),
      unit: flags.windowSeconds === undefined ? undefined : 's',
    });
  if (!(cooldown >= 0)) return POLICY.negative(given('cooldownSeconds', cooldown));
  if (!(stabilization >= 0)) return POLICY.negative(given('scaleDownStabilizationSeconds', stabilization));
  if (maxStep !== undefined && !(Number.isInteger(maxStep) && maxStep >= 1))
    return POLICY.notACount(given('maxStep', maxStep));
  return undefined;
}

function kindComplaint({ scaleTargetRef }: ScalerSpec): Text | undefined {
  const kind = scaleTargetRef?.kind ?? 'Deployment';
  return kind === 'Deployment' ? undefined : POLICY.wrongKind({ name: 'scaleTargetRef.kind', kind });
}

function queryComplaint({ query }: ScalerSpec, flags: Flags): Text | undefined {
  const why = query === undefined ? undefined : unbalanced(query);
  return why === undefined ? undefined : POLICY.badQuery({ name: flags.query ?? 'query', why });
}

/** `http://host:9090`, or `[namespace/]service[:port]`; undefined when it is neither. */
export function parsePrometheus(text: string, namespace: string): PrometheusAddress | undefined {
  if (/^https?:\/\//.test(text)) return URL.canParse(text) ? { url: text } : undefined;
  const match = /^(?:([a-z0-9-]+)\/)?([a-z0-9-]+)(?::(\d{1,5}))?$/.exec(text);
  if (match?.[2] === undefined) return undefined;
  return { namespace: match[1] ?? namespace, service: match[2], port: Number(match[3] ?? 9090) };
}

/** The spec's Prometheus; by default the Service `prometheus` beside the scaler. */
export function prometheusOf(spec: ScalerSpec, namespace: string): PrometheusAddress {
  const { url, service } = spec.prometheus ?? {};
  if (url !== undefined) return { url };
  return {
    namespace: service?.namespace ?? namespace,
    service: service?.name ?? 'prometheus',
    port: service?.port ?? 9090,
  };
}
