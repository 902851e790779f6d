/** The API server's address and credentials for discovery, and the objects that it reads. */
import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { join } from 'node:path';
import type { KubeConfiguration } from '../../../kubernetes/index.ts';
import type { KubernetesDiscovery } from '../config-types.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface Access {
  url: string;
  caFile: string | undefined;
  tokenFile: string | undefined;
  /** The file with the pod's namespace. */
  namespaceFile: string;
}

/** @throws Error outside of a pod, if the configuration names no API server */
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

export const configurationOf = ({ url, caFile, tokenFile }: Access): KubeConfiguration => ({
  getCurrentCluster: () => ({ server: url }),
  // Tokens are rotated.
  async applyToHTTPSOptions(options: RequestOptions): Promise<void> {
    if (caFile) options.ca = await readFile(caFile);
    if (!tokenFile) return;
    const token = (await readFile(tokenFile, 'utf8')).trim();
    options.headers = { ...options.headers, authorization: `Bearer ${token}` };
  },
});

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
