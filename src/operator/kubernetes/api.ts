import { KubeConfig } from '@kubernetes/client-node';
import http from 'node:http';
import https from 'node:https';
import { pause } from './backoff.ts';
import { messageOf } from '../errors.ts';
import { printable } from '../text.ts';
import { exchange, open } from './http.ts';
import type { Reply } from './http.ts';
import { follow } from './watch-stream.ts';
import type { WatchRequest } from './watch-stream.ts';

/** The API server said no. `status` is the HTTP code, `reason` that of the `Status` object. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly reason: string;
  /** Seconds the server asks to wait. */
  readonly retryAfter?: number;

  constructor(what: string, reply: Reply) {
    const { reason, message } = statusOf(reply.body);
    const why = message === undefined ? http.STATUS_CODES[reply.status] || 'no' : printable(message);
    super(`could not ${what}: ${why} (${reply.status})`);
    this.name = 'ApiFailure';
    this.status = reply.status;
    this.reason = reason ?? '';
    const seconds = Number(reply.headers['retry-after']);
    if (seconds > 0) this.retryAfter = seconds;
  }
}

export interface Send {
  body?: object;
  contentType?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** How long any one request may take: one that hangs must not keep us long after the server is well again. */
const TIMEOUT_MS = 4000;
/** A program that gives credentials may have to ask somebody far away. */
const CREDENTIALS_TIMEOUT_MS = 10_000;
/** Credentials are read again after this time: tokens of pods rotate. */
const CREDENTIALS_LAST_MS = 20_000;

/**
 * The API server of a kube config. The library reads kube configs and credentials; the requests are our own:
 * it would open a TLS connection for each, could not watch with bookmarks, and does not tell a dead watch
 * from a quiet one.
 */
export class Api {
  readonly #load: () => KubeConfig;
  #config: KubeConfig;
  #connection?: { options: https.RequestOptions; at: number; key: string };

  constructor(load: () => KubeConfig) {
    this.#load = load;
    this.#config = load();
  }

  get server(): string {
    return this.#config.getCurrentCluster()?.server.replace(/\/$/, '') ?? '';
  }

  /** Sends JSON, gives the parsed answer. Throws ApiFailure for every status from 300. */
  async send<T>(what: string, method: string, path: string, options: Send = {}): Promise<T> {
    const { body, contentType = 'application/json', ...rest } = options;
    const reply = await this.fetch(method, path, {
      ...rest,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': contentType }) },
    });
    if (reply.status >= 300) throw new ApiFailure(what, reply);
    return JSON.parse(reply.body) as T;
  }

  /** The bare exchange, whatever the status. */
  async fetch(
    method: string,
    path: string,
    options: {
      body?: string;
      headers?: Record<string, string>;
      timeoutMs?: number;
      signal?: AbortSignal;
    } = {},
  ): Promise<Reply> {
    const connection = await this.#connect();
    const reply = await exchange(this.server + path, {
      method,
      timeoutMs: TIMEOUT_MS,
      ...options,
      connection,
      headers: { ...authorization(connection), ...options.headers },
    });
    if (reply.status === 401) this.#distrust();
    return reply;
  }

  /** Follows a watch until the server ends it (resolves) or it breaks, falls silent or is refused (rejects). */
  async watch(what: string, path: string, request: WatchRequest): Promise<void> {
    const connection = await this.#connect();
    const opening = new AbortController();
    const aborted = (): void => opening.abort(request.signal.reason);
    request.signal.addEventListener('abort', aborted);
    const late = setTimeout(() => opening.abort(), TIMEOUT_MS);
    try {
      // A watch has a connection of its own: it would block a kept one for as long as it lasts.
      const response = await open(
        this.server + path,
        { connection, headers: authorization(connection) },
        opening.signal,
      );
      if (response.statusCode !== 200) throw await this.#refused(what, response);
      clearTimeout(late);
      request.signal.removeEventListener('abort', aborted);
      await follow(response, request);
    } catch (error) {
      if (error instanceof ApiFailure || request.signal.aborted) throw error;
      const why = opening.signal.aborted ? `no answer within ${TIMEOUT_MS / 1000} s` : messageOf(error);
      throw new Error(`could not ${what}: ${why}`, { cause: error });
    } finally {
      clearTimeout(late);
      request.signal.removeEventListener('abort', aborted);
    }
  }

  close(): void {
    agentOf(this.#connection?.options)?.destroy();
  }

  async #refused(what: string, response: http.IncomingMessage): Promise<ApiFailure> {
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    const reply = {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks).toString(),
    };
    if (reply.status === 401) this.#distrust();
    return new ApiFailure(what, reply);
  }

  /** The server does not know us any more: the next request reads the credentials afresh. */
  #distrust(): void {
    this.#config = this.#load();
    if (this.#connection) this.#connection.at = -Infinity;
  }

  async #connect(): Promise<https.RequestOptions> {
    if (this.#connection && performance.now() - this.#connection.at < CREDENTIALS_LAST_MS)
      return this.#connection.options;
    const options: https.RequestOptions = {};
    await credentials(this.#config.applyToHTTPSOptions(options));
    const cluster = this.#config.getCurrentCluster();
    const key = [options.ca, options.cert, options.key, cluster?.server].join('\n');
    const kept = this.#connection?.key === key ? agentOf(this.#connection.options) : undefined;
    // Behind a proxy the library's own agent is the one that knows the way.
    if (kept || !cluster?.proxyUrl) options.agent = kept ?? keepAliveAgent(this.server);
    this.#connection = { options, at: performance.now(), key };
    return options;
  }
}

/** A program named by the kube config may fail without a word, or not come to an end. */
async function credentials(applied: Promise<void>): Promise<void> {
  const ended = new AbortController();
  const late = pause(CREDENTIALS_TIMEOUT_MS, ended.signal).then(() => {
    if (!ended.signal.aborted) throw new Error(`no answer within ${CREDENTIALS_TIMEOUT_MS / 1000} s`);
  });
  try {
    await Promise.race([applied, late]);
  } catch (error) {
    const why = messageOf(error).trim();
    throw new Error(`the credentials of the kube context cannot be had: ${why}`, { cause: error });
  } finally {
    ended.abort();
  }
}

const keepAliveAgent = (server: string): http.Agent =>
  new (server.startsWith('https:') ? https : http).Agent({
    keepAlive: true,
    keepAliveMsecs: 15_000,
    maxSockets: 32,
  });

const agentOf = (options: https.RequestOptions | undefined): http.Agent | undefined =>
  options?.agent instanceof http.Agent ? options.agent : undefined;

function authorization({ auth, headers }: https.RequestOptions): Record<string, string> {
  if (auth) return { authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}

function statusOf(body: string): { reason?: string; message?: string } {
  try {
    const { reason, message } = JSON.parse(body) as { reason?: string; message?: string };
    return { reason, message };
  } catch {
    return { message: body.slice(0, 200).trim() || undefined };
  }
}
