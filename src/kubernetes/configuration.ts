import type { RequestOptions } from 'node:https';

/** The address and credentials of an API server: the used part of client-node's KubeConfig. */
export interface KubeConfiguration {
  /** Null if there is none. `proxyUrl`: requests use a proxy, for which `applyToHTTPSOptions` sets an agent. */
  getCurrentCluster(): { server: string; proxyUrl?: string } | null;
  /**
   * Adds ca, cert, key, auth and headers; credentials are read each time. Rejects if they cannot be read, with
   * `NoCluster` if there is no cluster at present. The server may be another one afterwards.
   */
  applyToHTTPSOptions(options: RequestOptions): Promise<void>;
}

/** The cluster to use. */
export interface Kube {
  /** Reads the configuration; called again when the API server answers 401. */
  load: () => KubeConfiguration;
  namespace: string;
  /** Name of the kube context; undefined in a pod. */
  context?: string;
  /** Service names resolve and Services can be reached directly. */
  inCluster: boolean;
}
