/** How Prometheus is reached: by its URL, or through the API server of the kube context. */
import http from 'node:http';
import https from 'node:https';
import { NAMESPACE } from '../../../notation/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { GRAPH, NETWORK } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';

/** @param path from `/api/v1/` on @returns the body, whatever the status */
export type Ask = (path: string) => Promise<{ status: number; body: string }>;

const TIMEOUT = 3000;
const SERVICE = `/api/v1/namespaces/${NAMESPACE}/services/prometheus:9090/proxy`;

export function directly(address: string): Ask {
  const url = URL.parse(/^https?:\/\//.test(address) ? address : `http://${address}`);
  if (!url) throw new UserError(GRAPH.notAUrl({ text: address }), GRAPH.urlExample, { exitCode: 2 });
  const base = url.href.replace(/\/$/, '');
  const agent = new http.Agent({ keepAlive: true });
  return (path) => exchange(base + path, url.protocol === 'https:' ? {} : { agent });
}

/** @throws UserError when there is no such context */
export async function throughCluster(context: string | undefined): Promise<Ask> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
  } catch (error) {
    throw noCluster(GRAPH.configUnreadable({ why: (error as Error).message }));
  }
  if (context) config.setCurrentContext(context);
  const cluster = config.getCurrentCluster();
  // Without any configuration the library falls back to a server of its own invention.
  if (!cluster || config.getCurrentContext() === 'loaded-context')
    throw noCluster(GRAPH.noContext({ name: context }));
  const options: https.RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  // Its agent opens a connection for each request; one that leads through a proxy is left as it is.
  if (options.agent instanceof https.Agent && options.agent.constructor === https.Agent)
    options.agent = new https.Agent({ ...options.agent.options, keepAlive: true });
  const base = cluster.server.replace(/\/$/, '') + SERVICE;
  return (path) => exchange(base + path, options);
}

function noCluster(why: Text): UserError {
  return new UserError(GRAPH.noPrometheus({ why }), GRAPH.startStage);
}

async function exchange(
  url: string,
  options: https.RequestOptions,
): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const signal = AbortSignal.timeout(TIMEOUT);
  const request = (url.startsWith('https:') ? https : http).get(url, { ...options, signal }, resolve);
  request.on('error', reject);
  try {
    const response = await promise;
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError(NETWORK.noAnswer({ ms: TIMEOUT }), GRAPH.checkPrometheus, { cause: error });
  }
}
