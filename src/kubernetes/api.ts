import http from 'node:http';
import { KUBERNETES, NETWORK } from '../messages/operator/index.ts';
import type { Text } from '../messages/operator/index.ts';
import { TextError, textOf } from './errors.ts';
import { printable } from './text.ts';
import type { KubeConfiguration } from './configuration.ts';
import { Connection, authorization } from './connection.ts';
import { exchange, open, read } from './http.ts';
import type { Reply } from './http.ts';
import { follow } from './watch-stream.ts';
import type { WatchRequest } from './watch-stream.ts';

/** An error response of the API server. `status` is the HTTP code, `reason` is from the `Status` object. */
export class ApiFailure extends TextError {
  readonly status: number;
  readonly reason: string;
  /** Seconds to wait, if the server says so. */
  readonly retryAfter?: number;

  constructor(what: Text, reply: Reply) {
    const { reason, message } = statusOf(reply.body);
    const why = message === undefined ? http.STATUS_CODES[reply.status] || 'no' : printable(message);
    super(KUBERNETES.refused({ what, why, status: reply.status }));
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

/** The time limit of a request: one that hangs must not delay the retry after the server has recovered. */
const TIMEOUT_MS = 4000;

/**
 * An API server. Requests do not use client-node, which would open a TLS connection for each, could not watch with
 * bookmarks, and does not distinguish a dead watch from a quiet one.
 */
export class Api {
  readonly #connection: Connection;

  constructor(load: () => KubeConfiguration) {
    this.#connection = new Connection(load);
  }

  get server(): string {
    return this.#connection.server;
  }

  /** Sends JSON, returns the parsed answer. Throws ApiFailure for every status from 300. */
  async send<T>(what: Text, method: string, path: string, options: Send = {}): Promise<T> {
    const { body, contentType = 'application/json', ...rest } = options;
    const reply = await this.fetch(method, path, {
      ...rest,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': contentType }) },
    });
    if (reply.status >= 300) throw new ApiFailure(what, reply);
    return JSON.parse(reply.body) as T;
  }

  /** The plain exchange, whatever the status. */
  async fetch(
    method: string,
    path: string,
    options: {
      body?: string;
      headers?: Record<string, string>;
      timeoutMs?: number;
      longest?: number;
      signal?: AbortSignal;
    } = {},
  ): Promise<Reply> {
    const connection = await this.#connection.options();
    const reply = await exchange(this.server + path, {
      method,
      timeoutMs: TIMEOUT_MS,
      ...options,
      connection,
      headers: { ...authorization(connection), ...options.headers },
    }).catch((error: unknown) => this.#failed(error, options.signal));
    if (reply.status === 401) this.#connection.reload();
    return reply;
  }

  /** Follows a watch until the server ends it (resolves), or it fails, is silent or is refused (rejects). */
  async watch(what: Text, path: string, request: WatchRequest): Promise<void> {
    const connection = await this.#connection.options();
    const opening = new AbortController();
    const aborted = (): void => opening.abort(request.signal.reason);
    request.signal.addEventListener('abort', aborted);
    const late = setTimeout(() => opening.abort(), TIMEOUT_MS);
    try {
      // A watch has its own connection, since it would block a keep-alive one.
      const response = await open(
        this.server + path,
        { connection, headers: authorization(connection) },
        opening.signal,
      );
      if (response.statusCode !== 200) throw await this.#refused(what, response);
      clearTimeout(late);
      request.signal.removeEventListener('abort', aborted);
      request.onOpen?.();
      await follow(response, request);
    } catch (error) {
      if (error instanceof ApiFailure || request.signal.aborted) throw error;
      this.#connection.expireCredentials();
      const why = opening.signal.aborted ? NETWORK.noAnswer({ ms: TIMEOUT_MS }) : textOf(error);
      throw new TextError(KUBERNETES.failed({ what, why }), { cause: error });
    } finally {
      clearTimeout(late);
      request.signal.removeEventListener('abort', aborted);
    }
  }

  close(): void {
    this.#connection.close();
  }

  #failed(error: unknown, signal: AbortSignal | undefined): never {
    if (!signal?.aborted) this.#connection.expireCredentials();
    throw error;
  }

  async #refused(what: Text, response: http.IncomingMessage): Promise<ApiFailure> {
    const reply = { status: response.statusCode ?? 0, headers: response.headers, body: await read(response) };
    if (reply.status === 401) this.#connection.reload();
    return new ApiFailure(what, reply);
  }
}

function statusOf(body: string): { reason?: string | undefined; message?: string | undefined } {
  try {
    const { reason, message } = JSON.parse(body) as { reason?: string; message?: string };
    return { reason, message };
  } catch {
    return { message: body.slice(0, 200).trim() || undefined };
  }
}
