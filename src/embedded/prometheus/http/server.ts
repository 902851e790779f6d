/** The HTTP server: API, health, own metrics, and the graph page. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { PromError } from '../promql/errors.ts';
import type { ErrorType } from '../promql/errors.ts';
import { apiAnswer } from './api.ts';
import type { ApiContext } from './api.ts';
import { GRAPH_PAGE } from './graph-page.ts';
import { readParameters } from './parameters.ts';

export interface ServerContext extends ApiContext {
  ready: () => boolean;
  metrics: () => string;
  /** @throws UserError for an invalid configuration, after which the old one stays active */
  reload: () => Promise<void>;
  /** `--web.enable-lifecycle`: whether a request may reload. */
  enableLifecycle: boolean;
}

const STATUS: Record<ErrorType, number> = {
  bad_data: 400,
  execution: 422,
  timeout: 503,
  not_found: 404,
  unavailable: 503,
  internal: 500,
};

export function createHttpServer(context: ServerContext): Server {
  return createServer((request, response) => {
    void answer(context, request, response);
  });
}

async function answer(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://prometheus');
  const api = /^\/api\/v1\/(.+)$/.exec(url.pathname)?.[1];
  if (api !== undefined) return answerApi(context, request, response, url, api);
  switch (url.pathname) {
    case '/':
      response.writeHead(302, { location: 'graph' }).end();
      return;
    case '/graph':
      return send(response, 200, GRAPH_PAGE, 'text/html; charset=utf-8');
    case '/metrics':
      return send(response, 200, context.metrics(), 'text/plain; version=0.0.4; charset=utf-8');
    case '/-/healthy':
      return send(response, 200, 'Prometheus Server is Healthy.\n');
    case '/-/ready':
      return context.ready()
        ? send(response, 200, 'Prometheus Server is Ready.\n')
        : send(response, 503, 'Service Unavailable\n');
    case '/-/reload':
      return answerReload(context, request, response);
    default:
      return send(response, 404, '404 page not found\n');
  }
}

async function answerApi(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  path: string,
): Promise<void> {
  try {
    if (request.method !== 'GET' && request.method !== 'POST' && request.method !== 'HEAD')
      return send(response, 405, 'Method Not Allowed\n');
    const data = await apiAnswer(context, path, await readParameters(request, url));
    sendJson(response, 200, { status: 'success', data });
  } catch (error) {
    const { errorType, message } =
      error instanceof PromError ? error : { errorType: 'internal' as const, message: String(error) };
    sendJson(response, STATUS[errorType], { status: 'error', errorType, error: message });
  }
}

async function answerReload(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST' && request.method !== 'PUT')
    return send(response, 405, 'Only POST or PUT requests allowed\n');
  if (!context.enableLifecycle) return send(response, 403, 'Lifecycle API is not enabled.\n');
  try {
    await context.reload();
    send(response, 200, '');
  } catch (error) {
    send(response, 500, `failed to reload config: ${(error as Error).message}\n`);
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, JSON.stringify(body), 'application/json');
}
