/** Requests over TLS to the test's server. */
import { Agent, request as httpsRequest } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { afterAll, beforeAll } from 'vitest';
import { startTestServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

export let server: TestServer;
let agent: Agent;

beforeAll(async () => {
  server = await startTestServer();
  agent = new Agent({ ca: server.api.caPem, keepAlive: true });
});

afterAll(async () => {
  agent.destroy();
  await server.close();
});

export interface Request {
  method?: string;
  token?: string | null;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export async function open(
  path: string,
  { method = 'GET', token, headers = {}, body }: Request = {},
): Promise<IncomingMessage> {
  const credentials = token === null ? {} : { authorization: `Bearer ${token ?? server.api.adminToken}` };
  const request = httpsRequest(server.api.url + path, {
    method,
    agent,
    headers: { ...credentials, ...headers },
  });
  request.end(body);
  const [response] = await once(request, 'response');
  return response as IncomingMessage;
}

export async function ask(path: string, request: Request = {}) {
  const response = await open(path, request);
  const text = Buffer.concat(await Readable.from(response).toArray()).toString();
  const type = response.headers['content-type'] ?? '';
  return {
    code: response.statusCode,
    type,
    text,
    json: type.startsWith('application/json') ? JSON.parse(text) : undefined,
    headers: response.headers,
  };
}

export const post = (path: string, object: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    body: JSON.stringify(object),
    headers: { 'content-type': 'application/json', ...headers },
  });

export const configMap = (name: string, data = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

export const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
