/** Arguments of the request handlers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { NodeApi } from '../node-api.ts';
import type { Cluster } from '../cluster-types.ts';
import type { Resource } from '../resource.ts';
import type { User } from './auth/user.ts';
import type { ResourceRequest } from './request-info.ts';

export interface ServerContext {
  cluster: Cluster;
  node: () => NodeApi;
  dialService(namespace: string, service: string, port: number): Promise<Socket>;
  tokenKey: Buffer;
  /** Aborted when the server closes, to end long requests. */
  closing: AbortSignal;
}

/** An authenticated, authorized request for a resource that exists. */
export interface Call extends ServerContext {
  request: IncomingMessage;
  response: ServerResponse;
  info: ResourceRequest;
  resource: Resource;
  user: User;
}

/** The same for an HTTP upgrade. */
export interface UpgradeCall extends ServerContext {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  info: ResourceRequest;
  user: User;
}
