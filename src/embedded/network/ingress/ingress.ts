/** The ingress controller: one HTTP listener that balances requests over the pods behind the Ingress objects. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Api } from '../../apiserver/index.ts';
import { createIngressBackends } from './backends.ts';
import { answerPlainly, forward } from './request.ts';
import { route, routesOf } from './rules.ts';
import type { IngressTarget, Routes } from './rules.ts';
import { endToEnd } from './forwarding.ts';
import { bind } from '../listener.ts';
import { splice } from '../splice.ts';
import type { Dial } from '../dial.ts';

const RESOURCE = 'ingresses.networking.k8s.io';

export interface Ingress {
  url: string;
  close(): Promise<void>;
}

/** @param preferredPort used if it is free, otherwise any free port */
export async function startIngress(api: Api, dial: Dial, preferredPort = 0): Promise<Ingress> {
  let routes: Routes = { rules: [] };
  let port = 0;
  const backends = createIngressBackends(api, dial);

  const server = createServer(
    { requestTimeout: 0, keepAliveTimeout: 75_000, noDelay: true },
    (request, response) => {
      const target = route(routes, request.headers.host, request.url ?? '/');
      if (!target) {
        answerPlainly(response, 404, 'no Ingress rule matches this host and path');
        return;
      }
      const candidates = backends.order(target);
      if (candidates.length === 0) answerPlainly(response, 503, noEndpoints(target));
      else void forward({ request, response, backends, listenPort: port }, candidates);
    },
  );
  server.on('clientError', (_error, socket) => socket.destroy());

  server.on('upgrade', (request: IncomingMessage, client: Socket, head: Buffer) => {
    void upgrade(request, client, head);
  });

  async function upgrade(request: IncomingMessage, client: Socket, head: Buffer): Promise<void> {
    client.on('error', () => client.destroy());
    const target = route(routes, request.headers.host, request.url ?? '/');
    for (const { address, port } of target ? backends.order(target) : []) {
      const upstream = await dial(address, port).catch(() => undefined);
      if (!upstream) continue;
      upstream.write(requestHead(request));
      upstream.write(head);
      splice(client, upstream);
      return;
    }
    client.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
  }

  port = await bind(server, '127.0.0.1', preferredPort).catch(() => bind(server, '127.0.0.1', 0));
  const status = { ingress: [{ ip: '127.0.0.1', ports: [{ port, protocol: 'TCP' }] }] };
  const end = api.watch(RESOURCE, {}, ({ type, object }) => {
    routes = routesOf(api.list(RESOURCE));
    if (type === 'DELETED' || JSON.stringify(object.status?.loadBalancer) === JSON.stringify(status)) return;
    const { namespace, name } = object.metadata;
    if (api.get(RESOURCE, namespace, name)) {
      api.mergePatch(RESOURCE, namespace, name, { status: { loadBalancer: status } }, 'status');
    }
  });

  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      end();
      backends.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const noEndpoints = ({ namespace, service }: IngressTarget) =>
  `service ${namespace}/${service} has no ready endpoints`;

/** The pod answers an upgrade, so the request is forwarded unchanged. */
function requestHead(request: IncomingMessage): string {
  const headers = [...endToEnd(request), 'Connection', 'Upgrade', 'Upgrade', request.headers.upgrade ?? ''];
  const lines = Array.from(
    { length: headers.length / 2 },
    (_, at) => `${headers[2 * at]}: ${headers[2 * at + 1]}`,
  );
  return `${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}
