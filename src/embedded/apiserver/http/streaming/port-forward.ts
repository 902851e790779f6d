/** pods/NAME/portforward: TCP connections to a pod, many over one connection of the client. */
import type { Duplex } from 'node:stream';
import { createWebSocketStream } from 'ws';
import type { UpgradeCall } from '../context.ts';
import { badRequest, notFound } from '../../errors.ts';
import { channelPortForward } from './channel-port-forward.ts';
import { serveSpdy } from './spdy-connection.ts';
import type { SpdyStream } from './spdy-connection.ts';
import { acceptSpdy } from './spdy-upgrade.ts';
import { acceptWebSocket, isWebSocket, offeredProtocols } from './websocket.ts';

const SPDY_PROTOCOL = 'portforward.k8s.io';
const TUNNEL_PROTOCOL = `SPDY/3.1+${SPDY_PROTOCOL}`;
const CHANNEL_PROTOCOLS = ['v4.channel.k8s.io', 'v5.channel.k8s.io'];

export async function portForward(call: UpgradeCall): Promise<void> {
  const { request, socket, head, info, cluster } = call;
  const pod = cluster.get('pods', info.namespace, info.name!);
  if (!pod) throw notFound({ group: '', plural: 'pods', kind: 'Pod' }, info.name!);
  if (!isWebSocket(request)) {
    acceptSpdy(request, socket, head, [SPDY_PROTOCOL]);
    return forwardSpdy(call, socket);
  }
  const offered = offeredProtocols(request);
  if (offered.includes(TUNNEL_PROTOCOL)) {
    const websocket = await acceptWebSocket(request, socket, head, TUNNEL_PROTOCOL);
    return forwardSpdy(call, createWebSocketStream(websocket));
  }
  const protocol = CHANNEL_PROTOCOLS.find((name) => offered.includes(name));
  if (!protocol)
    throw badRequest(`unable to upgrade: none of the protocols ${JSON.stringify(offered)} is supported`);
  const ports = info.query
    .getAll('ports')
    .flatMap((text) => text.split(','))
    .map(Number);
  if (ports.length === 0 || !ports.every(isPort)) throw badRequest('query parameter "ports" is required');
  channelPortForward(await acceptWebSocket(request, socket, head, protocol), ports, dialer(call));
}

const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65536;

function dialer({ node, info }: UpgradeCall) {
  return (port: number) => node().dial(info.namespace!, info.name!, port);
}

/** The client opens a pair of streams, data and error, for each connection; they have the same requestid. */
function forwardSpdy(call: UpgradeCall, transport: Duplex): void {
  const dial = dialer(call);
  const halves = new Map<string, { data?: SpdyStream; error?: SpdyStream }>();
  serveSpdy(transport, (stream) => {
    const id = stream.headers.get('requestid') ?? stream.headers.get('port') ?? '';
    const pair = halves.get(id) ?? {};
    if (stream.headers.get('streamtype') === 'error') pair.error = stream;
    else pair.data = stream;
    if (!pair.data || !pair.error) {
      halves.set(id, pair);
      stream.once('close', () => halves.delete(id));
      return;
    }
    halves.delete(id);
    void forward(pair.data, pair.error, Number(pair.data.headers.get('port')), dial);
  });
}

async function forward(
  data: SpdyStream,
  error: SpdyStream,
  port: number,
  dial: ReturnType<typeof dialer>,
): Promise<void> {
  error.resume();
  try {
    const socket = await dial(port);
    splice(data, socket);
    // The error stream ends with the connection: kubectl takes its end for success.
    socket.once('close', () => {
      error.end();
      if (!data.writableEnded) data.end();
    });
    data.once('close', () => error.end());
  } catch (failure) {
    error.end(`error forwarding port ${port}: ${(failure as Error).message}`);
    data.end();
    data.resume();
  }
}

/** Each direction ends separately, as in TCP; an error on one side destroys both. */
function splice(left: Duplex, right: Duplex): void {
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.once('close', () => {
      if (!from.readableEnded) to.destroy();
    });
  }
}
