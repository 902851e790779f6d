/** The objects of a manifest in the folder of a scene or of the talk. */
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { OwnedKind } from '../../../stage/index.ts';

export interface ManifestObject {
  kind: string;
  name: string;
  namespace: string | undefined;
  /** Of an API group of Kubernetes itself; for other kinds it is not known whether they are namespaced. */
  builtIn: boolean;
}

/** Cluster-scoped kinds that can be owned. */
export const OWNABLE: Record<string, OwnedKind> = {
  Namespace: 'namespaces',
  CustomResourceDefinition: 'customresourcedefinitions',
  ClusterRole: 'clusterroles',
  ClusterRoleBinding: 'clusterrolebindings',
  PersistentVolume: 'persistentvolumes',
};

/** Other cluster-scoped kinds of Kubernetes. */
const ELSEWHERE =
  /^(APIService|CertificateSigningRequest|ComponentStatus|CSIDriver|CSINode|FlowSchema|IngressClass|Node|PriorityClass|PriorityLevelConfiguration|RuntimeClass|StorageClass|Validating\w+|Mutating\w+|VolumeAttachment|VolumeAttributesClass|DeviceClass|ResourceSlice|IPAddress|ServiceCIDR|ClusterTrustBundle)$/;

export const isInNamespace = ({ kind, namespace, builtIn }: ManifestObject): boolean =>
  OWNABLE[kind] === undefined && !ELSEWHERE.test(kind) && (builtIn || namespace !== undefined);

/** All of a file, or of the files in a folder; none if it cannot be read. */
export async function objectsIn(path: string): Promise<ManifestObject[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    const files = (await readdir(path)).filter((file) => /\.(ya?ml|json)$/.test(file)).toSorted();
    return (await Promise.all(files.map((file) => objectsOf(join(path, file))))).flat();
  }
  return found ? objectsOf(path) : [];
}

async function objectsOf(file: string): Promise<ManifestObject[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  // What is not YAML fails when it is played, with kubectl's message.
  const documents = parseAllDocuments(text);
  return Array.isArray(documents) ? documents.flatMap((document) => objectsFrom(document.toJS())) : [];
}

function objectsFrom(object: unknown): ManifestObject[] {
  if (typeof object !== 'object' || object === null) return [];
  const { kind, apiVersion, metadata, items } = object as Record<string, unknown>;
  if (Array.isArray(items)) return items.flatMap(objectsFrom);
  const { name, namespace } = (metadata ?? {}) as Record<string, unknown>;
  if (typeof kind !== 'string' || typeof name !== 'string') return [];
  return [
    {
      kind,
      name,
      namespace: typeof namespace === 'string' ? namespace : undefined,
      builtIn: /^(v1$|(apps|batch|autoscaling|policy|[\w.]+\.k8s\.io)\/)/.test(String(apiVersion)),
    },
  ];
}
