import { policyOf, prometheusOf } from '../decision/policy.ts';
import type { Invalid, Policy, PrometheusAddress, ScalerSpec } from '../decision/policy.ts';
import { GROUP, VERSION } from '../kubernetes/resources.ts';
import type { DeploymentView, ScalerStatus, ScalerView } from '../kubernetes/resources.ts';
import type { About } from '../kubernetes/events.ts';
import type { Informer } from '../../kubernetes/index.ts';
import { noteOf } from '../report/status.ts';

/** One Deployment and its policy, from a LatencyScaler or from flags. */
export interface Target {
  /** The key of the scaler, or of the Deployment if there is none. */
  key: string;
  namespace: string;
  deployment: string;
  policy: Policy | Invalid;
  prometheus: PrometheusAddress;
  /** A custom expression for the share. */
  query?: string;
  generation: number;
  about: About;
  /** The status that an earlier process wrote. */
  status: ScalerStatus;
  scaler?: ScalerView;
}

export interface Targets {
  keys(): Iterable<string>;
  get(key: string): Target | undefined;
}

/** Targets by LatencyScalers. */
export function scalerTargets(scalers: Informer<ScalerView>): Targets {
  // Parsed again only when the object has changed: so a tick over a thousand of them is cheap.
  const parsed = new Map<string, { version: string; target: Target }>();
  return {
    *keys() {
      for (const { key } of scalers.list()) yield key;
      for (const key of parsed.keys()) if (scalers.get(key) === undefined) parsed.delete(key);
    },
    get(key) {
      const scaler = scalers.get(key);
      if (scaler === undefined) return undefined;
      const known = parsed.get(key);
      if (known?.version === scaler.version) return known.target;
      const target = targetOf(scaler);
      parsed.set(key, { version: scaler.version, target });
      return target;
    },
  };
}

function targetOf(scaler: ScalerView): Target {
  const { key, namespace, name, uid, spec, status, generation } = scaler;
  return {
    key,
    namespace,
    deployment: `${namespace}/${spec.scaleTargetRef?.name ?? name}`,
    policy: policyOf(spec),
    prometheus: prometheusOf(spec, namespace),
    ...(spec.query === undefined ? {} : { query: spec.query }),
    generation,
    about: { apiVersion: `${GROUP}/${VERSION}`, kind: 'LatencyScaler', namespace, name, uid },
    status,
    scaler,
  };
}

/** Targets by flags: every Deployment the informer knows, under one policy. */
export function flagTargets(
  deployments: Informer<DeploymentView>,
  spec: ScalerSpec,
  prometheus: PrometheusAddress | undefined,
): Targets {
  const policy = policyOf(spec);
  return {
    *keys() {
      for (const { key } of deployments.list()) yield key;
    },
    get(key) {
      const deployment = deployments.get(key);
      if (deployment === undefined) return undefined;
      const { namespace, name, uid, note } = deployment;
      return {
        key,
        namespace,
        deployment: key,
        policy,
        prometheus: prometheus ?? prometheusOf(spec, namespace),
        ...(spec.query === undefined ? {} : { query: spec.query }),
        generation: 0,
        about: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name, uid },
        status: noteOf(note),
      };
    },
  };
}
