/** Forwards one HTTP request to a pod, and its response to the client. */
import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Backend } from '../services/backends.ts';
import { endToEnd, forwardedHeaders } from './forwarding.ts';
import type { IngressBackends } from './backends.ts';

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  backends: IngressBackends;
  listenPort: number;
}

/**
 * Tries the candidates until one accepts. After a refused connection any request can go to the next one; after a
 * connection lost later, only an idempotent one.
 */
export async function forward(exchange: Exchange, candidates: Backend[]): Promise<void> {
  const { request, response } = exchange;
  for (const candidate of candidates) {
    const outcome = await attempt(exchange, candidate);
    if (outcome === 'answered') return;
  }
  if (response.headersSent || response.destroyed) response.destroy();
  else answerPlainly(response, 502, `no backend of ${request.headers.host ?? 'this host'} could be reached`);
}

/** A pod may close an idle connection just when it is used, so only repeatable requests use these. */
function agentFor({ request, backends }: Exchange, backend: Backend) {
  const repeatable = IDEMPOTENT.has(request.method ?? 'GET') && !hasBody(request);
  return { agent: backends.agent(backend), repeatable };
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function attempt(exchange: Exchange, backend: Backend): Promise<'answered' | 'retry'> {
  const { request, response, listenPort } = exchange;
  const { agent, repeatable } = agentFor(exchange, backend);
  return new Promise((resolve) => {
    const upstream = httpRequest({
      agent,
      method: request.method,
      path: request.url,
      headers: forwardedHeaders(request, listenPort),
      setHost: false,
    });
    const abort = () => upstream.destroy();
    let connected = false;
    response.once('close', abort);
    upstream.once('socket', () => {
      connected = true;
      request.pipe(upstream);
    });
    upstream.on('error', () => {
      response.off('close', abort);
      const mayRetry = !connected || (repeatable && upstream.reusedSocket);
      if (mayRetry && !response.headersSent && !response.destroyed) {
        request.unpipe(upstream);
        resolve('retry');
        return;
      }
      fail(response);
      resolve('answered');
    });
    upstream.once('response', (answer) => {
      relay(answer, response, upstream);
      resolve('answered');
    });
  });
}

function relay(answer: IncomingMessage, response: ServerResponse, upstream: ClientRequest): void {
  // A truncated response must not look complete to the client.
  answer.once('error', () => response.destroy());
  answer.once('close', () => {
    if (!answer.complete) response.destroy();
  });
  upstream.on('error', () => response.destroy());
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer));
  answer.pipe(response);
}

function fail(response: ServerResponse): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else answerPlainly(response, 502, 'the backend closed the connection before it answered');
}

export function answerPlainly(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${status} ${response.statusMessage}: ${text}\n`);
}
