/** Dependencies and settings of all parts of the kubelet. */
import type { Api } from '../apiserver/index.ts';
import type { ContainerRuntime } from '../containers/index.ts';
import type { ImageStore } from '../images/index.ts';
import type { Network } from '../network/index.ts';

export interface Backoff {
  initialMs: number;
  maxMs: number;
}

export interface KubeletOptions {
  /** Normally `cluster.as('kubelet')`, for the name in managedFields. */
  api: Api;
  runtime: ContainerRuntime;
  images: ImageStore;
  network: Network;
  /** Absolute folder for volumes and hosts files; emptied at the start, so nothing else may use it. */
  volumesFolder: string;
  /** Only pods bound to this node are run. */
  nodeName: string;
  /** A bearer token of the service account. */
  tokenFor(namespace: string, serviceAccount: string): string;
  /** The API server's certificate authority. */
  caPem: string;
  /** The API server's address for containers. */
  apiAddress: { host: string; port: number };
  /** Between restarts of a failing container. Default as in Kubernetes: 10 s, doubling to 300 s. */
  restartBackoff?: Backoff;
  /** Between attempts to get a missing image. Default: as above. */
  imageBackoff?: Backoff;
  /** An unexpected error in handling a pod. Default: a process warning. */
  onError?: (pod: string, error: unknown) => void;
}

export interface Context extends Required<KubeletOptions> {
  /** Milliseconds since the epoch. */
  now(): number;
}

const KUBERNETES: Backoff = { initialMs: 10_000, maxMs: 300_000 };

export function createContext(options: KubeletOptions): Context {
  return {
    restartBackoff: KUBERNETES,
    imageBackoff: KUBERNETES,
    onError: (pod, error) =>
      process.emitWarning(`pod ${pod}: ${error instanceof Error ? error.stack : error}`),
    ...options,
    now: Date.now,
  };
}
