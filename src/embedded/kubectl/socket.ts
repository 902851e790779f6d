/** Streams of a pod over a WebSocket. Only commands that need `ws` load this file. */
import type { WebSocket } from 'ws';
import type { Client } from './client.ts';
import { ServerError } from './errors.ts';

export async function openSocket(
  client: Client,
  path: string,
  query: URLSearchParams,
  protocol: string,
): Promise<WebSocket> {
  const { WebSocket } = await import('ws');
  const { server, ca, cert, key, token, insecure } = client.access;
  const url = new URL(`${server.pathname.replace(/\/$/, '')}${path}?${query}`, server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url, [protocol], {
    ca,
    cert,
    key,
    rejectUnauthorized: !insecure,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += String(chunk)));
      answer.on('end', () => {
        try {
          reject(new ServerError(answer.statusCode ?? 500, JSON.parse(text)));
        } catch {
          reject(new ServerError(answer.statusCode ?? 500, { message: text }));
        }
      });
    });
  });
}

/** Sends one message on a channel: its number, then the bytes. */
export function sendOn(socket: WebSocket, channel: number, data: Buffer): Promise<void> {
  return new Promise((resolve) => socket.send(Buffer.concat([Buffer.of(channel), data]), () => resolve()));
}
