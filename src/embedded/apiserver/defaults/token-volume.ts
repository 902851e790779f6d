/** ServiceAccount admission: adds the volume with the pod's token, mounted in every container. */
import { generateName } from '../generate-name.ts';
import type { Json } from '../json.ts';
import type { StrategyContext } from '../resource.ts';
import type { KubeObject } from '../types.ts';

const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
/** Seconds. As in real clusters, slightly more than an hour marks tokens that were injected, not requested. */
const EXPIRATION = 3607;

export function mountToken(pod: KubeObject, context: Pick<StrategyContext, 'get'>): void {
  const spec: Json = pod['spec'];
  const account = context.get('serviceaccounts', pod.metadata.namespace, spec.serviceAccountName);
  if (!(spec.automountServiceAccountToken ?? account?.['automountServiceAccountToken'] ?? true)) return;
  const containers: Json[] = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  const without = containers.filter(
    ({ volumeMounts }) => !volumeMounts?.some((mount: Json) => mount.mountPath === FOLDER),
  );
  if (without.length === 0) return;
  const name = generateName('kube-api-access-');
  for (const container of without)
    (container.volumeMounts ??= []).push({ name, readOnly: true, mountPath: FOLDER });
  (spec.volumes ??= []).push({ name, projected: { defaultMode: 420, sources: SOURCES } });
}

const SOURCES = [
  { serviceAccountToken: { expirationSeconds: EXPIRATION, path: 'token' } },
  { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
  {
    downwardAPI: {
      items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
    },
  },
];
