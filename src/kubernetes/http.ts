import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage, RequestOptions } from 'node:http';
import type { Readable } from 'node:stream';
import { KUBERNETES, NETWORK } from '../messages/operator/index.ts';
import { TextError } from './errors.ts';

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface Exchange {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Connection options: agent, ca, cert, key, socketPath. */
  connection?: https.RequestOptions;
  /** The whole exchange must end within this time. */
  timeoutMs: number;
  /** Of the answer, in characters. */
  longest?: number;
  signal?: AbortSignal;
}

/** The timeout was reached. */
export class NoAnswer extends TextError {
  constructor(timeoutMs: number, cause: unknown) {
    super(NETWORK.noAnswer({ ms: timeoutMs }), { cause });
  }
}

/** The answer is longer than the limit. */
export class AnswerTooLong extends TextError {}

/**
 * Bytes. Prometheus' answer for ten thousand Deployments is shorter, and reading this much fits into the memory of the
 * operator's pod: a LatencyScaler may name any server.
 */
export const MAX_BODY = 24 * 1024 * 1024;

/** One HTTP exchange, read to its end. Rejects if the connection fails or times out; any status resolves. */
export async function exchange(url: string, options: Exchange): Promise<Reply> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  try {
    const response = await open(url, options, signal);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: await read(response, options.longest),
    };
  } catch (error) {
    if (timeout.aborted) throw new NoAnswer(options.timeoutMs, error);
    throw error;
  }
}

/**
 * Sends a request and resolves with the response's head; the caller reads the body. An abort closes the connection
 * without an error: Node's `signal` option would raise one that cannot be caught when the answer has just ended.
 */
export function open(
  url: string,
  options: Omit<Exchange, 'timeoutMs' | 'longest' | 'signal'>,
  signal?: AbortSignal,
): Promise<IncomingMessage> {
  const { method = 'GET', headers = {}, body, connection = {} } = options;
  const send = url.startsWith('https:') ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const length: Record<string, string> =
      body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const all: RequestOptions = { ...connection, method, headers: { ...headers, ...length } };
    const request = send(url, all, resolve);
    const abort = (): void => {
      reject(signal?.reason as Error);
      request.destroy();
    };
    signal?.addEventListener('abort', abort);
    request.on('error', reject);
    request.on('close', () => signal?.removeEventListener('abort', abort));
    if (signal?.aborted) abort();
    else request.end(body);
  });
}

/** Reads the body as text. Rejects if it has more characters than the limit. */
export async function read(response: Readable, most = MAX_BODY): Promise<string> {
  // Decoded chunk by chunk: joining buffers and then decoding would need three times the memory.
  response.setEncoding('utf8');
  let body = '';
  for await (const chunk of response as AsyncIterable<string>) {
    body += chunk;
    if (body.length > most) throw new AnswerTooLong(KUBERNETES.tooLong({ megabytes: most / 1024 ** 2 }));
  }
  return body;
}
