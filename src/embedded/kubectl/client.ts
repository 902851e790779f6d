/** The API client. Reads the kubeconfig itself, because client-node takes too long to load. */
import type { IncomingMessage } from 'node:http';
import { Agent } from 'node:https';
import { createInterface } from 'node:readline';
import { open, read } from '../../kubernetes/index.ts';
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
  /** Parsed JSON. @throws ServerError for any error status */
  // oxlint-disable-next-line typescript/no-explicit-any
  json<T = any>(path: string, options?: CallOptions): Promise<T>;
  text(path: string, options?: CallOptions): Promise<string>;
  /** The response as a stream, after a successful status. */
  stream(path: string, options?: CallOptions): Promise<IncomingMessage>;
  /** Events of a watch, until the server ends it or the signal aborts it. */
  watch<T>(path: string, options: CallOptions): AsyncIterable<{ type: string; object: T }>;
}

export function createClient(access: Access): Client {
  const secure = access.server.protocol === 'https:';
  const { ca, cert, key, insecure, token } = access;
  const agent = new Agent({ keepAlive: true });
  const connection = secure ? { agent, ca, cert, key, rejectUnauthorized: !insecure } : {};

  async function send(path: string, options: CallOptions): Promise<IncomingMessage> {
    const { method = 'GET', query = {}, accept = 'application/json', body, signal } = options;
    const url = new URL(access.server.pathname.replace(/\/$/, '') + path, access.server);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, value);
    const headers = {
      accept,
      'user-agent': 'kubectl/pycont',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': options.contentType ?? 'application/json' }),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    try {
      return await open(url.href, { method, headers, connection, ...sent }, signal);
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? notRunning(url) : error;
    }
  }

  async function stream(path: string, options: CallOptions = {}): Promise<IncomingMessage> {
    const answer = await send(path, options);
    const code = answer.statusCode ?? 500;
    if (code < 300) return answer;
    const text = await read(answer, Infinity);
    let status: Status = { message: text.trim() };
    try {
      status = JSON.parse(text) as Status;
    } catch {
      // Not a Status: the message is the plain text.
    }
    throw new ServerError(code, status);
  }

  const text = async (path: string, options?: CallOptions) => read(await stream(path, options), Infinity);

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
        // The consumer may leave the loop early; the connection would keep the process running.
        answer.destroy();
      }
    },
  };
}

const notRunning = ({ host }: URL) =>
  usage(
    `The connection to the server ${host} was refused - did you specify the right host or port?`,
    'Start the stage: pycont stage up',
  );
