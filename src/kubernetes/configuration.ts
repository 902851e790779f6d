import type { RequestOptions } from 'node:https';

/** Where an API server is and how it lets us in: what is used of client-node's KubeConfig. */
export interface KubeConfiguration {
  /** Null: there is none. `proxyUrl`: requests go by a proxy, which `applyToHTTPSOptions` gives an agent for. */
  getCurrentCluster(): { server: string; proxyUrl?: string } | null;
  /** Adds ca, cert, key, auth and headers; credentials are read anew each time. Rejects when they cannot be read. */
  applyToHTTPSOptions(options: RequestOptions): Promise<void>;
}

/** The cluster to work in. */
export interface Kube {
  /** Reads the configuration; called again when the API server answers 401. */
  load: () => KubeConfiguration;
  namespace: string;
  /** Service names resolve and Services can be reached directly. */
  inCluster: boolean;
}
