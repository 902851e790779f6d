import http from 'node:http';
import https from 'node:https';
import { TextError, exchange, withoutPassword } from '../../kubernetes/index.ts';
import type { Api, Reply } from '../../kubernetes/index.ts';
import { DASHBOARD_SERVER } from '../../messages/dashboard/index.ts';

/** Sends a request to Prometheus. @param path from `/api/v1/` on */
export type Ask = (path: string, signal: AbortSignal) => Promise<Reply>;

const TIMEOUT_MS = 3000;
/** Characters. Fifty pods need a hundredth of it. */
const LONGEST = 2 * 1024 * 1024;

/** Where Prometheus is found in a namespace, if nothing else is said. */
export const SERVICE = { name: 'prometheus', port: 9090 };

/**
 * A Prometheus by its URL; `http://` may be left out. `close` ends its connections.
 * @throws TextError if it is not a valid URL
 */
export function byUrl(address: string): { ask: Ask; close: () => void } {
  const url = URL.parse(/^https?:\/\//.test(address) ? address : `http://${address}`);
  if (url === null) throw new TextError(DASHBOARD_SERVER.notAUrl({ text: withoutPassword(address) }));
  const agent = new (url.protocol === 'https:' ? https : http).Agent({ keepAlive: true });
  const base = url.href.replace(/\/$/, '');
  return {
    ask: (path, signal) =>
      exchange(base + path, { connection: { agent }, timeoutMs: TIMEOUT_MS, longest: LONGEST, signal }),
    close: () => agent.destroy(),
  };
}

/** The Service of a namespace, through the API server. @param api undefined while there is none */
export function throughApiServer(api: () => Api | undefined, namespace: string): Ask {
  const { name, port } = SERVICE;
  const base = `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${name}:${port}/proxy`;
  return async (path, signal) => {
    const server = api();
    if (server === undefined) throw new TextError(DASHBOARD_SERVER.noCluster);
    return server.fetch('GET', base + path, { timeoutMs: TIMEOUT_MS, longest: LONGEST, signal });
  };
}
