import type { ScalerSpec } from '../decision/policy.ts';

/** Only what the operator reads of an object is kept of it: a thousand whole Deployments are eleven megabytes. */
export interface View {
  key: string;
  namespace: string;
  name: string;
  uid: string;
  version: string;
}

export interface DeploymentView extends View {
  replicas: number;
  ready: number;
  rollingOut: boolean;
  revision: string;
  labels: Record<string, string>;
  /** What the operator noted down, where there is no LatencyScaler to keep it. */
  note?: string;
}

export interface AutoscalerView extends View {
  target: string;
}

export interface ScalerView extends View {
  generation: number;
  createdAt: string;
  spec: ScalerSpec;
  status: ScalerStatus;
}

/** `status` of a LatencyScaler. */
export interface ScalerStatus {
  observedGeneration?: number;
  replicas?: number;
  desiredReplicas?: number;
  reason?: string;
  message?: string;
  share?: number;
  /** Kubernetes 1.20 gives null for an object that is no longer applied. */
  latency?: { p50Milliseconds?: number; p90Milliseconds?: number; p99Milliseconds?: number } | null;
  lastScaleTime?: string;
  learned?: { requestsPerSecondPerReplica: number; revision: string; time: string } | null;
  conditions?: Condition[];
}

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastTransitionTime: string;
  observedGeneration?: number;
}

export const GROUP = 'pycont.dev';
export const VERSION = 'v1alpha1';
export const NOTE = `${GROUP}/latency-scaler`;

const inNamespace = (namespace: string): string => `/namespaces/${encodeURIComponent(namespace)}`;

export const paths = {
  deployments: (namespace: string) => `/apis/apps/v1${inNamespace(namespace)}/deployments`,
  autoscalers: (namespace: string) =>
    `/apis/autoscaling/v1${inNamespace(namespace)}/horizontalpodautoscalers`,
  scalers: (namespace: string) => `/apis/${GROUP}/${VERSION}${inNamespace(namespace)}/latencyscalers`,
  leases: (namespace: string) => `/apis/coordination.k8s.io/v1${inNamespace(namespace)}/leases`,
  events: (namespace: string) => `/api/v1${inNamespace(namespace)}/events`,
  service: (namespace: string, name: string, port: number) =>
    `/api/v1${inNamespace(namespace)}/services/${encodeURIComponent(name)}:${port}/proxy`,
};

interface Raw {
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    generation?: number;
    creationTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  // oxlint-disable-next-line typescript/no-explicit-any
  spec?: any;
  // oxlint-disable-next-line typescript/no-explicit-any
  status?: any;
}

const viewOf = ({ metadata }: Raw): View => ({
  key: `${metadata.namespace}/${metadata.name}`,
  namespace: metadata.namespace ?? '',
  name: metadata.name,
  uid: metadata.uid,
  version: metadata.resourceVersion,
});

export function deploymentView(raw: Raw): DeploymentView {
  const { spec = {}, status = {}, metadata } = raw;
  const note = metadata.annotations?.[NOTE];
  return {
    ...viewOf(raw),
    replicas: spec.replicas ?? 1,
    ready: status.readyReplicas ?? 0,
    rollingOut: rollingOut(raw),
    revision: metadata.annotations?.['deployment.kubernetes.io/revision'] ?? '',
    labels: metadata.labels ?? {},
    ...(note === undefined ? {} : { note }),
  };
}

/** A rollout that is paused or has failed does not go on: waiting for its end would be waiting for ever. */
function rollingOut({ spec = {}, status = {} }: Raw): boolean {
  const old = (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  const progressing = (status.conditions ?? []).find((c: { type: string }) => c.type === 'Progressing');
  return old > 0 && !spec.paused && progressing?.reason !== 'ProgressDeadlineExceeded';
}

export function autoscalerView(raw: Raw): AutoscalerView {
  const { kind, name } = raw.spec?.scaleTargetRef ?? {};
  const view = viewOf(raw);
  return { ...view, target: kind === 'Deployment' ? `${view.namespace}/${name}` : '' };
}

export function scalerView(raw: Raw): ScalerView {
  return {
    ...viewOf(raw),
    generation: raw.metadata.generation ?? 0,
    createdAt: raw.metadata.creationTimestamp ?? '',
    spec: raw.spec ?? {},
    status: raw.status ?? {},
  };
}
