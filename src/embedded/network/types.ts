/** Addresses and connections: pods and services live on loopback addresses of this home's own /16. */
import type { Socket } from 'node:net';

export interface Network {
  /** The node's own address, e.g. 127.42.0.1. */
  readonly nodeAddress: string;
  /**
   * `loopback`: every address is bindable and used as it is. `mapped` (macOS): addresses are only names, everything
   * listens on 127.0.0.1 and `portsFolder` tells where.
   */
  readonly mode: 'loopback' | 'mapped';
  /** Folder of files `<address>_<port>` that hold the real port; a container needs it as `PYCONT_PORTS`. */
  readonly portsFolder: string;
  /** A free pod or container address; give it back with `release`. */
  allocate(): string;
  release(address: string): void;
  /** Opens a TCP connection to what listens at a pod's port, whatever way it is reached. Rejects like connect(2). */
  dial(address: string, port: number): Promise<Socket>;
  /** hosts(5) lines every container in `namespace` needs to find services by name, short and long. */
  serviceHosts(namespace: string): string[];
  /** Called when `serviceHosts` of a namespace may answer differently. */
  onHostsChange(handler: (namespace: string) => void): () => void;
  /** host:port → container port splice, as `docker run -p`. Rejects with EADDRINUSE when the host port is taken. */
  publish(hostAddress: string, hostPort: number, address: string, port: number): Promise<Published>;
  /** Where the ingress listens: http://127.0.0.1:<port>. */
  readonly ingressUrl: string;
  close(): Promise<void>;
}

export interface Published {
  /** The port bound, when 0 was asked for. */
  hostPort: number;
  close(): Promise<void>;
}
