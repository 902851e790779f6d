/** Headers of a reverse proxy: drops hop-by-hop headers, adds X-Forwarded headers. Pure. */
import type { IncomingMessage } from 'node:http';

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function* pairs(rawHeaders: string[]): Generator<[name: string, value: string]> {
  for (let at = 0; at < rawHeaders.length; at += 2) yield [rawHeaders[at]!, rawHeaders[at + 1]!];
}

/** Flat list of names and values without hop-by-hop headers; keeps order, case and repeats. */
export function endToEnd(message: IncomingMessage, alsoDrop: string[] = []): string[] {
  const named = (message.headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const drop = new Set([...HOP_BY_HOP, ...named, ...alsoDrop]);
  return [...pairs(message.rawHeaders)].filter(([name]) => !drop.has(name.toLowerCase())).flat();
}

/** Headers of the request to the pod. */
export function forwardedHeaders(request: IncomingMessage, listenPort: number): string[] {
  const client = request.socket.remoteAddress ?? '127.0.0.1';
  const chain = request.headers['x-forwarded-for'];
  const ours = {
    'X-Forwarded-For': chain ? `${String(chain)}, ${client}` : client,
    'X-Forwarded-Host': request.headers.host ?? '',
    'X-Forwarded-Port': String(listenPort),
    'X-Forwarded-Proto': 'http',
    'X-Real-IP': client,
  };
  const names = Object.keys(ours).map((name) => name.toLowerCase());
  const framing = request.headers['transfer-encoding'] ? ['Transfer-Encoding', 'chunked'] : [];
  return [...endToEnd(request, names), ...Object.entries(ours).flat(), ...framing];
}
