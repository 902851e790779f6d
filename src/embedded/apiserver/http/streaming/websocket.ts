/** WebSocket upgrades with the subprotocols of Kubernetes, some of which are not valid tokens. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** `SPDY/3.1+portforward.k8s.io` holds a slash, which a subprotocol must not: ws gets a valid name instead. */
const escaped = (protocol: string) => protocol.replaceAll('/', '~');

const server = new WebSocketServer({
  noServer: true,
  maxPayload: MAX_MESSAGE_BYTES,
  perMessageDeflate: false,
  handleProtocols: (offered, request) => {
    const wanted = (request as UpgradeRequest).chosenProtocol;
    return wanted !== undefined && offered.has(escaped(wanted)) ? escaped(wanted) : false;
  },
});

server.on('headers', (headers, request) => {
  const { chosenProtocol } = request as UpgradeRequest;
  const at = headers.findIndex((line) => line.toLowerCase().startsWith('sec-websocket-protocol:'));
  if (at >= 0 && chosenProtocol) headers[at] = `Sec-WebSocket-Protocol: ${chosenProtocol}`;
});

interface UpgradeRequest extends IncomingMessage {
  chosenProtocol?: string;
}

export function isWebSocket(request: IncomingMessage): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket';
}

export function offeredProtocols(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** Completes the handshake. `protocol` is one that the client offered, or undefined. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  protocol: string | undefined,
): Promise<WebSocket> {
  const upgrade = request as UpgradeRequest;
  if (protocol !== undefined) upgrade.chosenProtocol = protocol;
  const offered = request.headers['sec-websocket-protocol'];
  if (offered !== undefined) request.headers['sec-websocket-protocol'] = escaped(offered);
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new Error('the client left during the handshake')));
    server.handleUpgrade(upgrade, socket, head, (websocket) => {
      // A protocol error of the client ends its session; 'close' follows.
      websocket.on('error', () => {});
      // The caller gets the socket by a promise: no message may arrive before it listens.
      websocket.pause();
      setImmediate(() => websocket.resume());
      resolve(websocket);
    });
  });
}
