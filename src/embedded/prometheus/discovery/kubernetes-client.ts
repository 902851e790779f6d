/** List and watch, as little of a Kubernetes client as discovery needs; the full one costs 90 MB of memory. */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { KubernetesDiscovery } from '../config-types.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface Access {
  url: string;
  caFile: string | undefined;
  /** Read for every request: tokens are rotated. */
  tokenFile: string | undefined;
  /** The namespace this process runs in, where it runs in a pod. */
  namespaceFile: string;
}

/** @throws Error when this is no pod and the configuration names no API server */
export function kubernetesAccess(
  { apiServer }: Pick<KubernetesDiscovery, 'apiServer'>,
  env = process.env,
): Access {
  const folder = env.PYCONT_SERVICE_ACCOUNT ?? SERVICE_ACCOUNT;
  const namespaceFile = join(folder, 'namespace');
  if (apiServer)
    return { url: apiServer.url, caFile: apiServer.caFile, tokenFile: apiServer.tokenFile, namespaceFile };
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (!host || !port)
    throw new Error(
      'this process does not run in a pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set',
    );
  const bracketed = host.includes(':') ? `[${host}]` : host;
  return {
    url: `https://${bracketed}:${port}`,
    caFile: join(folder, 'ca.crt'),
    tokenFile: join(folder, 'token'),
    namespaceFile,
  };
}

export interface KubernetesObject {
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { kind: string; name: string; controller?: boolean }[];
  };
}
export type WatchEvent =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; object: KubernetesObject }
  | { type: 'ERROR'; object: { code?: number; message?: string } };

export class StatusError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export async function list(access: Access, path: string, signal: AbortSignal) {
  const response = await get(access, path, signal);
  const parsed = JSON.parse(await body(response)) as {
    metadata: { resourceVersion: string };
    items: KubernetesObject[];
  };
  return { items: parsed.items ?? [], resourceVersion: parsed.metadata.resourceVersion };
}

/** Ends when the server ends it, which servers do every few minutes. */
export async function* watch(
  access: Access,
  path: string,
  resourceVersion: string,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const query = new URLSearchParams({
    watch: '1',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds: '300',
  });
  const response = await get(access, `${path}?${query}`, signal);
  // A connection whose other end vanished without a word would be waited on for ever.
  response.socket.setKeepAlive(true, 15_000);
  response.socket.setTimeout(330_000, () => response.destroy(new Error('the watch fell silent')));
  try {
    let rest = '';
    for await (const chunk of response.setEncoding('utf8')) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as WatchEvent;
    }
  } finally {
    // Who stops listening leaves the connection open otherwise, and its end would be nobody's.
    response.on('error', () => {}).destroy();
  }
}

async function get(access: Access, path: string, signal: AbortSignal): Promise<IncomingMessage> {
  const token = access.tokenFile ? (await readFile(access.tokenFile, 'utf8')).trim() : undefined;
  const ca = access.caFile ? await readFile(access.caFile) : undefined;
  const url = new URL(path, access.url);
  const headers = { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (url.protocol === 'https:' ? https : http).get(
    url,
    { headers, signal, agent: false, ...(ca ? { ca } : {}) },
    resolve,
  );
  request.on('error', reject);
  const response = await promise;
  if (response.statusCode === 200) return response;
  const text = await body(response);
  throw new StatusError(response.statusCode ?? 0, `HTTP ${response.statusCode}: ${statusMessage(text)}`);
}

async function body(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function statusMessage(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text.slice(0, 200);
  }
}
