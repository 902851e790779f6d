/** What every part of the kubelet works with. */
import type { Api } from '../apiserver/index.ts';
import type { ContainerRuntime } from '../containers/index.ts';
import type { ImageStore } from '../images/index.ts';
import type { Network } from '../network/index.ts';

export interface Backoff {
  initialMs: number;
  maxMs: number;
}

export interface KubeletOptions {
  /** Best `cluster.as('kubelet')`, for the name in managedFields. */
  api: Api;
  runtime: ContainerRuntime;
  images: ImageStore;
  network: Network;
  /** Absolute folder for volumes and hosts files, of the kubelet alone; emptied at the start. */
  volumesFolder: string;
  /** Only pods bound to this node are run. */
  nodeName: string;
  /** A bearer token of the service account. */
  tokenFor(namespace: string, serviceAccount: string): string;
  /** The API server's certificate authority. */
  caPem: string;
  /** Where containers reach the API server. */
  apiAddress: { host: string; port: number };
  /** Between restarts of a failing container. Default: Kubernetes' own 10 s, doubling to 300 s. */
  restartBackoff?: Backoff;
  /** Between attempts for an image that is not there. Default: as above. */
  imageBackoff?: Backoff;
  /** Something that should not happen went wrong about a pod. Default: a process warning. */
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
