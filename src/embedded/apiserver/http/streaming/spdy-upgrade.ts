/** The plain `Upgrade: SPDY/3.1` handshake of clients older than the WebSocket tunnels. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { badRequest } from '../../errors.ts';

/** @returns the stream protocol agreed on; the socket speaks SPDY from here on */
export function acceptSpdy(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  supported: string[],
): string {
  if (request.headers.upgrade?.toLowerCase() !== 'spdy/3.1') throw badRequest('Upgrade request required');
  const header = request.headers['x-stream-protocol-version'] ?? '';
  const offered = (Array.isArray(header) ? header.join(',') : header).split(',').map((name) => name.trim());
  const protocol = supported.find((name) => offered.includes(name));
  if (!protocol)
    throw badRequest(`unable to upgrade: none of the protocols ${JSON.stringify(offered)} is supported`);
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: ${protocol}\r\n\r\n`,
  );
  if (head.length > 0) socket.unshift(head);
  return protocol;
}
