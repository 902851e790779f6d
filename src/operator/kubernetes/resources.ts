import type { ScalerSpec } from '../decision/policy.ts';
import { viewOf } from '../../kubernetes/index.ts';
import type { View } from '../../kubernetes/index.ts';

export interface DeploymentView extends View {
  replicas: number;
  ready: number;
  rollingOut: boolean;
  revision: string;
  labels: Record<string, string>;
  /** The operator's annotation, for a target without a LatencyScaler. */
  note?: string;
}

export interface ReplicaSetView extends View {
  /** The uid of the Deployment that controls it. */
  owner?: string;
}

export interface PodView extends View {
  /** The uid of the ReplicaSet that controls it. */
  owner?: string;
  /** Ready, and not being deleted. */
  ready: boolean;
  /** Seconds from its creation until it was ready; undefined until then. */
  startup?: number;
  /** One of its containers was restarted. */
  restarted: boolean;
  /** The container that serves: the annotated one, or the first. */
  main: string;
  /** Ports that the main container declares. */
  ports: number[];
  /** Why a container does not start: its image cannot be pulled, or it keeps crashing. */
  waiting?: string;
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
  /** Requests a second of one replica; `revision` is the version of the app for which they were learned. */
  learned?: {
    requestsPerSecondPerReplica?: number;
    carried?: number;
    tooMuch?: number;
    exceeded?: number;
    revision?: string;
  } | null;
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
  replicaSets: (namespace: string) => `/apis/apps/v1${inNamespace(namespace)}/replicasets`,
  pods: (namespace: string) => `/api/v1${inNamespace(namespace)}/pods`,
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
    deletionTimestamp?: string;
    ownerReferences?: { kind: string; uid: string; controller?: boolean }[];
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  // oxlint-disable-next-line typescript/no-explicit-any
  spec?: any;
  // oxlint-disable-next-line typescript/no-explicit-any
  status?: any;
}

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

/** A paused or failed rollout does not count: waiting for its end could take for ever. */
function rollingOut({ spec = {}, status = {} }: Raw): boolean {
  const old = (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  const progressing = (status.conditions ?? []).find((c: { type: string }) => c.type === 'Progressing');
  return old > 0 && !spec.paused && progressing?.reason !== 'ProgressDeadlineExceeded';
}

export function replicaSetView(raw: Raw): ReplicaSetView {
  return { ...viewOf(raw), ...ownerOf(raw, 'Deployment') };
}

/** A controller is identified by its uid, since names are reused. */
function ownerOf({ metadata }: Raw, kind: string): { owner?: string } {
  const owner = metadata.ownerReferences?.find((each) => each.controller === true && each.kind === kind);
  return owner === undefined ? {} : { owner: owner.uid };
}

const MAIN = 'kubectl.kubernetes.io/default-container';
const STUCK = /^(?:ErrImage|ImagePull|InvalidImage|CrashLoop|RunContainerError|CreateContainer)/;

interface ContainerState {
  restartCount?: number;
  state?: { waiting?: { reason?: string } };
}

export function podView(raw: Raw): PodView {
  const { spec = {}, status = {}, metadata } = raw;
  const containers: { name: string; ports?: { containerPort: number }[] }[] = spec.containers ?? [];
  const main = containers.find(({ name }) => name === metadata.annotations?.[MAIN]) ?? containers[0];
  const states: ContainerState[] = [
    ...(status.initContainerStatuses ?? []),
    ...(status.containerStatuses ?? []),
  ];
  const waiting = states.map(({ state }) => state?.waiting?.reason).find((why) => why && STUCK.test(why));
  const condition = (status.conditions ?? []).find(({ type }: { type: string }) => type === 'Ready');
  const isReady = condition?.status === 'True';
  const startup =
    (Date.parse(condition?.lastTransitionTime) - Date.parse(metadata.creationTimestamp ?? '')) / 1000;
  return {
    ...viewOf(raw),
    ...ownerOf(raw, 'ReplicaSet'),
    ready: isReady && metadata.deletionTimestamp === undefined,
    ...(isReady && startup >= 0 ? { startup } : {}),
    restarted: states.some(({ restartCount = 0 }) => restartCount > 0),
    main: main?.name ?? '',
    ports: (main?.ports ?? []).map(({ containerPort }) => containerPort),
    ...(waiting ? { waiting } : {}),
  };
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
