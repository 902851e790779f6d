import { unbalanced } from '../signal/expression.ts';

/** What the operator is asked to keep: bounds, objective and patience. Durations in seconds, shares from 0 to 1. */
export interface Policy {
  min: number;
  max: number;
  /** A request is fast when it takes at most this long. */
  threshold: number;
  /** The least share of fast requests. */
  objective: number;
  /** The share from which a replica may be given back. */
  scaleDownAbove: number;
  /** The stretch of the past that the share is measured over. */
  window: number;
  /** Nothing happens for this long after a step. */
  cooldown: number;
  /** The calm must last this long before a replica is given back. */
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

/** The policy a spec asks for, or a sentence that says why it cannot be followed. */
export function policyOf(spec: ScalerSpec): Policy | { invalid: string } {
  const policy: Policy = {
    min: spec.minReplicas ?? defaults.minReplicas,
    max: spec.maxReplicas ?? defaults.maxReplicas,
    threshold: (spec.thresholdMilliseconds ?? defaults.thresholdMilliseconds) / 1000,
    objective: spec.objective ?? defaults.objective,
    // An objective above the default must not ask to give back replicas while it is missed.
    scaleDownAbove: spec.scaleDownAbove ?? Math.max(defaults.scaleDownAbove, spec.objective ?? 0),
    window: spec.windowSeconds ?? defaults.windowSeconds,
    cooldown: spec.cooldownSeconds ?? defaults.cooldownSeconds,
    stabilization: spec.scaleDownStabilizationSeconds ?? defaults.scaleDownStabilizationSeconds,
    ...(spec.maxStep === undefined ? {} : { maxStep: spec.maxStep }),
    paused: spec.paused ?? false,
  };
  const invalid = complaint(policy) ?? queryComplaint(spec.query) ?? kindComplaint(spec);
  return invalid === undefined ? policy : { invalid };
}

function complaint(policy: Policy): string | undefined {
  const { min, max, threshold, objective, scaleDownAbove, window, cooldown, stabilization, maxStep } = policy;
  if (!Number.isInteger(min) || min < 1) return `minReplicas is ${min}; it must be a whole number from 1`;
  if (!Number.isInteger(max) || max < min)
    return `maxReplicas is ${max}; it must be at least minReplicas (${min})`;
  if (!(threshold > 0)) return `thresholdMilliseconds is ${threshold * 1000}; it must be above 0`;
  if (!(objective > 0 && objective <= 1))
    return `objective is ${objective}; it must be a share above 0, up to 1`;
  if (!(scaleDownAbove >= objective && scaleDownAbove <= 1))
    return `scaleDownAbove is ${scaleDownAbove}; it must lie between the objective (${objective}) and 1`;
  if (!(window >= 1)) return `windowSeconds is ${window}; it must be at least 1`;
  if (!(cooldown >= 0)) return `cooldownSeconds is ${cooldown}; it must not be negative`;
  if (!(stabilization >= 0))
    return `scaleDownStabilizationSeconds is ${stabilization}; it must not be negative`;
  if (maxStep !== undefined && !(Number.isInteger(maxStep) && maxStep >= 1))
    return `maxStep is ${maxStep}; it must be a whole number from 1`;
  return undefined;
}

function kindComplaint(spec: ScalerSpec): string | undefined {
  const kind = spec.scaleTargetRef?.kind ?? 'Deployment';
  return kind === 'Deployment' ? undefined : `scaleTargetRef.kind is ${kind}; only Deployment can be scaled`;
}

function queryComplaint(query: string | undefined): string | undefined {
  const fault = query === undefined ? undefined : unbalanced(query);
  return fault === undefined ? undefined : `query cannot be used: ${fault}`;
}

/** `http://host:9090`, or `[namespace/]service[:port]`; undefined when it is neither. */
export function parsePrometheus(text: string, namespace: string): PrometheusAddress | undefined {
  if (/^https?:\/\//.test(text)) return URL.canParse(text) ? { url: text } : undefined;
  const match = /^(?:([a-z0-9-]+)\/)?([a-z0-9-]+)(?::(\d{1,5}))?$/.exec(text);
  if (match?.[2] === undefined) return undefined;
  return { namespace: match[1] ?? namespace, service: match[2], port: Number(match[3] ?? 9090) };
}

/** Where the spec says Prometheus is; by default the Service `prometheus` beside the scaler. */
export function prometheusOf(spec: ScalerSpec, namespace: string): PrometheusAddress {
  const { url, service } = spec.prometheus ?? {};
  if (url !== undefined) return { url };
  return {
    namespace: service?.namespace ?? namespace,
    service: service?.name ?? 'prometheus',
    port: service?.port ?? 9090,
  };
}
