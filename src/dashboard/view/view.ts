/**
 * What the page shows, as plain JSON: the server computes it, the page draws it and words it. Times are milliseconds
 * since 1970 by the server's clock. Collections are objects by id, so that a merge patch names only what changed; no
 * value of an environment variable, a ConfigMap or a Secret is ever in it.
 */
export interface View {
  namespace: string;
  /** The kube context, or undefined in a pod. */
  context?: string;
  cluster: Source;
  /** `none`: there is no Prometheus in the namespace, so nothing is measured. */
  metrics: Source;
  /** By `kind/name`. */
  workloads: Record<string, Workload>;
  /** By name. */
  pods: Record<string, Pod>;
  /** By name: the ways in. */
  services: Record<string, Service>;
  /** By name. */
  ingresses: Record<string, Ingress>;
  /** By the pod's name; only pods that are measured. Apart from the pods, since it changes every second. */
  traffic: Record<string, Traffic>;
  serviceLevel: ServiceLevel;
  /** By name of the LatencyScaler. */
  scalers: Record<string, Scaler>;
  /** By id. */
  marks: Record<string, Mark>;
  /** Only while a player runs on this machine. */
  caption?: Caption;
}

/** Something that the view depends on. While it is away, what came from it is old, and the page says so. */
export interface Source {
  state: 'connecting' | 'ok' | 'away' | 'none';
  /** Of this state. */
  since: number;
  /** Why it is away, as the other side or the system says it, in English; on one line, without secrets. */
  why?: string;
}

export interface Workload {
  kind: 'Deployment' | 'StatefulSet';
  name: string;
  /** Replicas that are asked for. */
  wanted: number;
  ready: number;
  /** Replicas of the newest version. */
  updated: number;
  /** Why a rollout does not progress (ProgressDeadlineExceeded, ReplicaFailure…); undefined if it does. */
  stuck?: string;
  /** Oldest first: its ReplicaSets with pods, or with replicas asked for; one for a StatefulSet. */
  sets: PodSet[];
}

export interface PodSet {
  /** Of the ReplicaSet; the StatefulSet's own. */
  name: string;
  /** The tag of the first container's image; a digest is shortened. */
  version: string;
  image: string;
  wanted: number;
  /** What a rollout goes to. */
  current: boolean;
}

/**
 * - pending: not scheduled, or its image is being pulled, or its init containers run
 * - starting: its containers run, and it has never been ready
 * - ready, unready: it has been ready before
 * - crashed: a container has ended and starts again
 * - backoff: Kubernetes waits before it starts it again (CrashLoopBackOff), or before it pulls the image again
 * - terminating: it is being deleted
 * - succeeded, failed: it has ended for good
 */
export type PodState =
  | 'pending'
  | 'starting'
  | 'ready'
  | 'unready'
  | 'crashed'
  | 'backoff'
  | 'terminating'
  | 'succeeded'
  | 'failed';

export interface Pod {
  name: string;
  /** `kind/name` of its workload; undefined for a pod of its own, or of another kind. */
  workload?: string;
  /** Name of its PodSet. */
  set?: string;
  state: PodState;
  /** Kubernetes' word for it: `CrashLoopBackOff`, `ErrImagePull`, `OOMKilled`, `Completed`, `exit code 1`… */
  reason?: string;
  version: string;
  restarts: number;
  node?: string;
  createdAt: number;
  /** When the state began, as far as it is known. */
  since: number;
  /** Of a pod that is terminating: when it is killed if it has not ended. */
  killedAt?: number;
  /** Seconds that it has been given for that. */
  graceSeconds?: number;
}

export interface Service {
  name: string;
  type: string;
  ports: number[];
  /** Names of the pods that it selects, ready or not. */
  pods: string[];
}

export interface Ingress {
  name: string;
  /** `host/path` → service. */
  rules: { host: string; path: string; service: string }[];
}

export interface Traffic {
  /** Requests per second, probes and scrapes left out. */
  rate: number;
  /** Failed ones of them per second; undefined if the app does not count them. */
  errors?: number;
  /** Requests that wait in the app; undefined if it does not tell. */
  waiting?: number;
}

/** What is promised to the users of the app. */
export interface ServiceLevel {
  /** Milliseconds: a request that takes at most that long is fast. */
  thresholdMs: number;
  /** Share of requests that must be fast, 0 to 1; undefined if nobody promised any. */
  objective?: number;
  /** Where both come from. */
  from: 'scaler' | 'default';
}

/** A point of the graph; what is undefined is not known. */
export interface Point {
  at: number;
  /** Share of fast requests, 0 to 1; null: measured, and there were none. */
  share?: number | null;
  /** Requests per second. */
  rate?: number;
  /** Milliseconds. */
  p50?: number;
  p95?: number;
  /** Of the Deployment that is measured: asked for, and ready. */
  replicas?: number;
  ready?: number;
}

/** What happened to the cluster at a time: a line in the graph. */
export type Mark = { at: number } & (
  | { kind: 'load-on' | 'load-off' }
  /** A new version begins to roll out. */
  | { kind: 'release'; workload: string; version: string }
  /** The operator changed the number of replicas. `why`: its own words, in English. */
  | { kind: 'step'; workload: string; from: number; to: number; why: string }
  /** Somebody else did. */
  | { kind: 'scale'; workload: string; from: number; to: number }
);

/** What a LatencyScaler last decided. */
export interface Scaler {
  name: string;
  /** `kind/name` of what it scales. */
  workload: string;
  minReplicas: number;
  maxReplicas: number;
  thresholdMs: number;
  objective: number;
  paused: boolean;
  /** Undefined until an operator has written a status. */
  decided?: {
    replicas: number;
    desired: number;
    /** The operator's reason, one word: `CoolingDown`, `AtMinimum`… */
    reason: string;
    /** The same in its own words, in English. */
    message: string;
    /** 0 to 1. */
    share?: number;
    /** Requests per second of one replica that have been learned to be carried. */
    capacity?: number;
  };
  lastStepAt?: number;
  /** Until then it does not step again; in the past: it may. */
  restsUntil?: number;
  /** Whether somebody can be seen at work: the lease of its operator is being renewed, or its status is. */
  watched: boolean;
}

/** Where the talk is. */
export interface Caption {
  scene: { number: number; title: string };
  kind: 'said' | 'typed' | 'shown';
  /** Who says it. */
  speaker?: string;
  /** The line that is said, the command that is typed, or the title of what is shown. */
  text: string;
}
