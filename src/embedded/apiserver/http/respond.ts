/** Writes responses. */
import type { ServerResponse } from 'node:http';
import { stringify } from 'yaml';
import type { ApiError } from '../types.ts';
import type { Encoding } from './negotiate.ts';
import { failure } from './status.ts';

export interface SendOptions {
  encoding?: Encoding;
  pretty?: boolean;
  contentType?: string;
}

export function send(
  response: ServerResponse,
  code: number,
  value: unknown,
  options: SendOptions = {},
): void {
  const yaml = options.encoding === 'yaml';
  const text = yaml ? stringify(value) : `${JSON.stringify(value, undefined, options.pretty ? 2 : 0)}\n`;
  const body = Buffer.from(text);
  response.writeHead(code, {
    'content-type': options.contentType ?? (yaml ? 'application/yaml' : 'application/json'),
    'content-length': body.length,
    'cache-control': 'no-cache, private',
  });
  response.end(body);
}

export function sendText(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-cache, private',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

export function sendError(response: ServerResponse, error: ApiError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error.code === 401) response.setHeader('www-authenticate', 'Bearer realm="kubernetes"');
  send(response, error.code, failure(error));
}
