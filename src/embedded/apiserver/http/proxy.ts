/** pods/NAME/proxy and services/NAME/proxy: forwards an HTTP request to the pod or service. */
import { request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError } from '../types.ts';
import type { KubeObject } from '../types.ts';
import type { Call } from './context.ts';
import { badRequest, noSuchResource, notFound } from '../errors.ts';
import { sendError } from './respond.ts';

/** Hop-by-hop headers, and the credentials for this server. */
const NOT_FORWARDED = new Set([
  'authorization',
  'connection',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

interface Target {
  name: string;
  port: string | undefined;
}

/** `NAME`, `NAME:PORT` or `http:NAME:PORT`. */
function parseTarget(text: string): Target {
  const parts = text.split(':');
  if (parts.length === 3 && parts[0] === 'https') throw badRequest('only plain HTTP can be proxied');
  const [name, port] = parts.length === 3 ? parts.slice(1) : parts;
  return { name: name!, port: port || undefined };
}

export async function serveProxy(call: Call): Promise<void> {
  const { info, request, response } = call;
  const target = parseTarget(info.name!);
  const open =
    info.resource === 'pods'
      ? podDialer(call, target)
      : info.resource === 'services'
        ? serviceDialer(call, target)
        : undefined;
  if (!open) throw noSuchResource();
  const socket = await open().catch((error: Error) => {
    throw unreachable(error);
  });
  const base = info.path.slice(0, info.path.indexOf('/proxy') + '/proxy'.length);
  const search = request.url!.includes('?') ? request.url!.slice(request.url!.indexOf('?')) : '';
  const outgoing = httpRequest({
    method: request.method,
    path: `/${info.rest}${search}`,
    headers: {
      ...forwarded(request.headers),
      host: target.name,
      connection: 'close',
      'x-forwarded-uri': `${base}/${info.rest}`,
    },
    // Without an agent, so that the connection is not reused for another request.
    createConnection: () => socket,
  });
  response.once('close', () => socket.destroy());
  outgoing.once('error', (error) => sendError(response, unreachable(error)));
  outgoing.once('response', (incoming: IncomingMessage) => {
    const headers = forwarded(incoming.headers);
    const { location } = headers;
    if (typeof location === 'string' && location.startsWith('/')) headers.location = base + location;
    response.writeHead(incoming.statusCode ?? 502, headers);
    incoming.pipe(response);
    incoming.once('error', () => response.destroy());
  });
  request.pipe(outgoing);
}

function forwarded(headers: IncomingMessage['headers']): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !NOT_FORWARDED.has(name) && !name.startsWith('impersonate-')),
  );
}

const unreachable = (error: Error) =>
  error instanceof ApiError
    ? error
    : new ApiError(503, 'ServiceUnavailable', `error trying to reach service: ${error.message}`);

function podDialer({ cluster, info, node, resource }: Call, target: Target): () => Promise<Socket> {
  const pod = cluster.get('pods', info.namespace, target.name);
  if (!pod) throw notFound(resource, target.name);
  const port = target.port === undefined ? firstPort(pod) : Number(target.port);
  if (!Number.isInteger(port)) throw badRequest(`invalid port ${JSON.stringify(target.port)}`);
  return () => node().dial(info.namespace!, target.name, port);
}

const firstPort = (pod: KubeObject): number => pod.spec?.containers?.[0]?.ports?.[0]?.containerPort ?? 80;

function serviceDialer(
  { cluster, info, dialService, resource }: Call,
  target: Target,
): () => Promise<Socket> {
  const service = cluster.get('services', info.namespace, target.name);
  if (!service) throw notFound(resource, target.name);
  const ports = (service.spec?.ports ?? []) as { name?: string; port: number }[];
  const port =
    target.port === undefined
      ? ports.length === 1
        ? ports[0]
        : undefined
      : ports.find(({ name, port }) => name === target.port || String(port) === target.port);
  if (!port)
    throw new ApiError(
      503,
      'ServiceUnavailable',
      `no service port ${JSON.stringify(target.port ?? '')} found for service ${JSON.stringify(target.name)}`,
    );
  return () => dialService(info.namespace!, target.name, port.port);
}
