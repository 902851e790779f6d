/** Addresses and connections: pods and services have loopback addresses in this home's /16. */
import type { Socket } from 'node:net';

export interface Network {
  /** The node's own address, e.g. 127.42.0.1. */
  readonly nodeAddress: string;
  /**
   * `loopback`: every address can be bound. `mapped` (macOS): addresses are only names; everything listens on
   * 127.0.0.1, at the ports in `portsFolder`.
   */
  readonly mode: 'loopback' | 'mapped';
  /** Folder of files `<address>_<port>` with the real port; containers get it as `PYCONT_PORTS`. */
  readonly portsFolder: string;
  /** Allocates a pod or container address, until `release`. */
  allocate(): string;
  release(address: string): void;
  /** Opens a TCP connection to a pod's port, in either mode. Rejects like connect(2). */
  dial(address: string, port: number): Promise<Socket>;
  /** hosts(5) lines with the short and long names of services, for containers in `namespace`. */
  serviceHosts(namespace: string): string[];
  /** Called when `serviceHosts` of a namespace may have changed. */
  onHostsChange(handler: (namespace: string) => void): () => void;
  /** Publishes a container port like `docker run -p`. Rejects with EADDRINUSE if the host port is in use. */
  publish(hostAddress: string, hostPort: number, address: string, port: number): Promise<Published>;
  /** http://127.0.0.1:<port> */
  readonly ingressUrl: string;
  close(): Promise<void>;
}

export interface Published {
  /** The bound port, also if 0 was requested. */
  hostPort: number;
  close(): Promise<void>;
}
