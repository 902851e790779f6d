/** In-cluster configuration: the API server's address in the environment, a token and a CA in a folder. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestOptions } from 'node:https';
import type { Kube } from './configuration.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The cluster of the pod that this process runs in; undefined outside of a pod, or without a mounted token.
 * @param folder with `token`, `ca.crt` and `namespace`
 */
export function inCluster(
  env: NodeJS.ProcessEnv = process.env,
  folder: string = SERVICE_ACCOUNT,
): Kube | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = env;
  if (!host || !existsSync(join(folder, 'token'))) return undefined;
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const configuration = {
    getCurrentCluster: () => ({ server }),
    // The kubelet replaces the token before it expires, and the CA when it changes.
    async applyToHTTPSOptions(options: RequestOptions): Promise<void> {
      const [token, ca] = await Promise.all(
        ['token', 'ca.crt'].map((name) => readFile(join(folder, name), 'utf8')),
      );
      options.ca = ca;
      options.headers = { ...options.headers, authorization: `Bearer ${token!.trim()}` };
    },
  };
  return { load: () => configuration, namespace: namespaceIn(folder), inCluster: true };
}

function namespaceIn(folder: string): string {
  try {
    return readFileSync(join(folder, 'namespace'), 'utf8').trim() || 'default';
  } catch {
    return 'default';
  }
}
