/** A kubeconfig with one cluster, one user and one context, all called `pycont`. */
import { stringify } from 'yaml';

const NAME = 'pycont';

export function kubeconfig(access: {
  url: string;
  caPem: string;
  token: string;
  namespace?: string;
}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: NAME,
        cluster: {
          server: access.url,
          'certificate-authority-data': Buffer.from(access.caPem).toString('base64'),
        },
      },
    ],
    users: [{ name: NAME, user: { token: access.token } }],
    contexts: [
      {
        name: NAME,
        context: { cluster: NAME, user: NAME, ...(access.namespace ? { namespace: access.namespace } : {}) },
      },
    ],
    'current-context': NAME,
  });
}
