/** The API over plain node:https: kubectl has to start fast. */
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';
import { ServerError, usage } from './errors.ts';
import type { Status } from './errors.ts';
import type { Access } from './kubeconfig.ts';

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Record<string, string | undefined>;
  accept?: string;
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal | undefined;
}

export interface Client {
  readonly access: Access;
  /** Parsed JSON. Throws ServerError for anything but success. */
  // oxlint-disable-next-line typescript/no-explicit-any
  json<T = any>(path: string, options?: CallOptions): Promise<T>;
  text(path: string, options?: CallOptions): Promise<string>;
  /** The answer as it comes; the status is already a good one. */
  stream(path: string, options?: CallOptions): Promise<IncomingMessage>;
  /** Events of a watch, one JSON document a line, until the server ends it or the signal comes. */
  watch<T>(path: string, options: CallOptions): AsyncIterable<{ type: string; object: T }>;
}

export function createClient(access: Access): Client {
  const agent = new Agent({ keepAlive: true });

  function send(path: string, options: CallOptions): Promise<IncomingMessage> {
    const { method = 'GET', query = {}, accept = 'application/json', body, signal } = options;
    const url = new URL(access.server.pathname.replace(/\/$/, '') + path, access.server);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, value);
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const headers = {
        accept,
        'user-agent': 'kubectl/pycont',
        ...(access.token ? { authorization: `Bearer ${access.token}` } : {}),
        ...(payload
          ? { 'content-type': options.contentType ?? 'application/json', 'content-length': payload.length }
          : {}),
      };
      const tls = {
        agent,
        ca: access.ca,
        cert: access.cert,
        key: access.key,
        rejectUnauthorized: !access.insecure,
      };
      const request = (secure ? httpsRequest : httpRequest)(url, {
        method,
        headers,
        signal,
        ...(secure ? tls : {}),
      });
      request.once('response', resolve);
      request.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ECONNREFUSED' ? notRunning(url) : error),
      );
      request.end(payload);
    });
  }

  async function stream(path: string, options: CallOptions = {}): Promise<IncomingMessage> {
    const answer = await send(path, options);
    const code = answer.statusCode ?? 500;
    if (code < 300) return answer;
    const text = await read(answer);
    let status: Status = { message: text.trim() };
    try {
      status = JSON.parse(text) as Status;
    } catch {
      // Not a Status: the text is all there is to say.
    }
    throw new ServerError(code, status);
  }

  const text = async (path: string, options?: CallOptions) => read(await stream(path, options));

  return {
    access,
    stream,
    text,
    json: async (path, options) => JSON.parse(await text(path, options)),
    async *watch(path, options) {
      const answer = await stream(path, { ...options, query: { ...options.query, watch: 'true' } });
      try {
        for await (const line of createInterface({ input: answer })) {
          if (line !== '') yield JSON.parse(line);
        }
      } finally {
        // Whoever has seen enough leaves the loop; the connection would keep the process alive.
        answer.destroy();
      }
    },
  };
}

async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const notRunning = ({ host }: URL) =>
  usage(
    `The connection to the server ${host} was refused - did you specify the right host or port?`,
    'Start the stage: pycont stage up',
  );
