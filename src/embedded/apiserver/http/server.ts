/** The Kubernetes API over HTTPS on loopback. */
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { KUBERNETES_VERSION } from '../../../notation/index.ts';
import type { NodeApi } from '../node-api.ts';
import { UserError } from '../../../errors/user-error.ts';
import { EMBEDDED } from '../../../messages/index.ts';
import type { Cluster } from '../cluster-types.ts';
import { loadPki } from './auth/pki.ts';
import { createAuthenticator } from './auth/authenticate.ts';
import { bootstrapRbac } from './auth/bootstrap-rbac.ts';
import type { ServerContext } from './context.ts';
import { createHandler } from './handler.ts';
import { kubeconfig } from './auth/kubeconfig.ts';
import { createOpenApi } from './openapi/documents.ts';
import { signToken } from './auth/tokens.ts';

export interface ApiServerOptions {
  cluster: Cluster;
  /** A function if the node starts after the API server. */
  node: NodeApi | (() => NodeApi);
  /** A connection to an endpoint of the service's port. */
  dialService(namespace: string, service: string, port: number): Promise<Socket>;
  /** Folder of the CA, the certificate and the tokens; kubeconfigs stay valid as long as it is kept. */
  pkiFolder: string;
  /** A loopback address. */
  host?: string;
  /** 0: any free port. */
  port?: number;
  /** Additional names and addresses of the server. */
  extraSans?: string[];
}

export interface ApiServer {
  url: string;
  port: number;
  caPem: string;
  adminToken: string;
  /** A token of the service account, which must exist by the time the token is used. */
  tokenFor(namespace: string, name: string): string;
  /** kubeconfig YAML for the admin; `namespace` becomes the context's default. */
  kubeconfig(namespace?: string): string;
  close(): Promise<void>;
}

const SANS = [
  'localhost',
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
  '127.0.0.1',
];
const MAX_HEADER_BYTES = 64 * 1024;

export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { cluster, host = '127.0.0.1' } = options;
  if (!host.startsWith('127.')) throw new UserError(EMBEDDED.loopbackOnly({ host }), EMBEDDED.giveLoopback);
  const pki = await loadPki(options.pkiFolder, [...new Set([...SANS, host, ...(options.extraSans ?? [])])]);
  bootstrapRbac(cluster);

  const closing = new AbortController();
  const { node } = options;
  const context: ServerContext = {
    cluster,
    node: typeof node === 'function' ? node : () => node,
    dialService: options.dialService,
    tokenKey: pki.tokenKey,
    closing: closing.signal,
  };
  const handler = createHandler(
    context,
    createAuthenticator(cluster, pki.adminToken, pki.tokenKey),
    createOpenApi(cluster.resources, KUBERNETES_VERSION.gitVersion),
  );

  const server = createServer(
    {
      key: pki.keyPem,
      cert: pki.certPem,
      minVersion: 'TLSv1.2',
      maxHeaderSize: MAX_HEADER_BYTES,
      // Longer than Go's clients keep an idle connection, so that the client closes it and no request is lost.
      keepAliveTimeout: 120_000,
      noDelay: true,
    },
    (request, response) => void handler.request(request, response),
  );
  server.on('upgrade', (request, socket, head) => void handler.upgrade(request, socket, head));
  // A client may refuse the certificate; that is not an error of the server.
  server.on('tlsClientError', () => {});
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new UserError(EMBEDDED.portTaken({ port: options.port ?? 0, host }), EMBEDDED.freePort, {
              cause: error,
            })
          : error,
      ),
    );
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `https://${host}:${port}`;
  return {
    url,
    port,
    caPem: pki.caPem,
    adminToken: pki.adminToken,
    tokenFor: (namespace, name) =>
      signToken(pki.tokenKey, {
        namespace,
        name,
        uid: cluster.get('serviceaccounts', namespace, name)?.metadata.uid ?? '',
      }).token,
    kubeconfig: (namespace) =>
      kubeconfig({ url, caPem: pki.caPem, token: pki.adminToken, ...(namespace ? { namespace } : {}) }),
    close: () =>
      new Promise<void>((resolve) => {
        closing.abort();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
