/** The HTTP server: API, health, own metrics, and pages for people. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { PromError } from '../promql/errors.ts';
import type { ErrorType } from '../promql/errors.ts';
import { apiAnswer } from './api.ts';
import type { ApiContext } from './api.ts';
import { graphPage } from './pages/graph.ts';
import type { Page } from './pages/page.ts';
import { alertsPage, statusPage } from './pages/status.ts';
import { targetsPage } from './pages/targets.ts';
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

/** Prometheus' own addresses, so that its links lead somewhere. */
const PAGES: Record<string, (context: ServerContext) => Page> = {
  '/graph': () => graphPage,
  '/query': () => graphPage,
  '/targets': ({ manager }) => targetsPage(manager, Date.now()),
  '/alerts': () => alertsPage,
  '/status': ({ version, startedAt, tsdb, manager, config, flags }) =>
    statusPage({
      Version: `${version} (pycont, built in)`,
      'Running since': new Date(startedAt).toISOString(),
      Targets: manager.active.length,
      Series: tsdb.size,
      Jobs: config()
        .scrapeConfigs.map(({ jobName }) => jobName)
        .join(', '),
      ...flags,
    }),
};
const NOT_FOUND = `404 page not found: this small Prometheus has ${Object.keys(PAGES).join(', ')}, /metrics and /api/v1\n`;

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
  const page = Object.hasOwn(PAGES, url.pathname) ? PAGES[url.pathname] : undefined;
  if (page) return sendPage(response, page(context));
  switch (url.pathname) {
    case '/':
      response.writeHead(302, { location: 'graph' }).end();
      return;
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
      return send(response, 404, NOT_FOUND);
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

function sendPage(response: ServerResponse, { html, policy }: Page): void {
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  send(response, 200, html, 'text/html; charset=utf-8');
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, JSON.stringify(body), 'application/json');
}
