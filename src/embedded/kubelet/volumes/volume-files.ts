/** The files of a volume that shows objects of the cluster. */
import type { Api, KubeObject } from '../../apiserver/index.ts';
import type { FolderFile } from './atomic-folder.ts';
import { dataOf } from '../environment.ts';
import { ConfigError } from '../errors.ts';
import { fieldValue, resourceValue } from '../fields.ts';
import type { PodAddresses } from '../fields.ts';
import type { DownwardItem, KeyToPath, Volume, VolumeSources } from '../pod-types.ts';

const DEFAULT_MODE = 0o644;
/** Every namespace has this ConfigMap in a real cluster; pods get it here even if it does not exist. */
const ROOT_CA = 'kube-root-ca.crt';

export interface VolumeInputs {
  api: Api;
  pod: KubeObject;
  addresses: PodAddresses;
  tokenFor(namespace: string, serviceAccount: string): string;
  caPem: string;
}

/** Undefined for volumes of another kind. @throws ConfigError if an object or key is missing */
export function volumeFiles(volume: Volume, inputs: VolumeInputs): Map<string, FolderFile> | undefined {
  const sources = volume.projected
    ? (volume.projected.sources ?? [])
    : volume.configMap || volume.secret || volume.downwardAPI
      ? [volume as VolumeSources]
      : undefined;
  if (sources === undefined) return undefined;
  const settings = volume.projected ?? volume.configMap ?? volume.secret ?? volume.downwardAPI;
  const defaultMode = (settings as { defaultMode?: number }).defaultMode ?? DEFAULT_MODE;
  const files = new Map<string, FolderFile>();
  for (const source of sources) {
    for (const [path, content, mode] of sourceFiles(source, inputs)) {
      files.set(path, { content, mode: mode ?? defaultMode });
    }
  }
  return files;
}

type Entry = [path: string, content: Buffer, mode?: number | undefined];

function sourceFiles(source: VolumeSources, inputs: VolumeInputs): Entry[] {
  const { pod } = inputs;
  const namespace = pod.metadata.namespace!;
  if (source.configMap) {
    const { name = '', items, optional } = source.configMap;
    if (name === ROOT_CA && inputs.api.get('configmaps', namespace, name) === undefined) {
      return pick({ 'ca.crt': Buffer.from(inputs.caPem) }, items, `${namespace}/${name}`, optional);
    }
    const data = dataOf(inputs.api, 'configmap', namespace, name, optional);
    return pick(data ?? {}, items, `${namespace}/${name}`, optional || data === undefined);
  }
  if (source.secret) {
    const { items, optional } = source.secret;
    const name = source.secret.secretName ?? source.secret.name ?? '';
    const data = dataOf(inputs.api, 'secret', namespace, name, optional);
    return pick(data ?? {}, items, `${namespace}/${name}`, optional || data === undefined);
  }
  if (source.serviceAccountToken) {
    const token = inputs.tokenFor(namespace, pod.spec.serviceAccountName ?? 'default');
    return [[source.serviceAccountToken.path, Buffer.from(token)]];
  }
  return (source.downwardAPI?.items ?? []).map((item) => downwardFile(item, inputs));
}

function pick(
  data: Record<string, Buffer>,
  items: KeyToPath[] | undefined,
  where: string,
  optional: boolean | undefined,
): Entry[] {
  if (items === undefined) return Object.entries(data);
  return items.flatMap(({ key, path, mode }): Entry[] => {
    const content = data[key];
    if (content !== undefined) return [[path, content, mode]];
    if (optional) return [];
    throw new ConfigError(`references non-existent config key: ${key} in ${where}`);
  });
}

function downwardFile({ path, mode, fieldRef, resourceFieldRef }: DownwardItem, inputs: VolumeInputs): Entry {
  const value = fieldRef
    ? fieldValue(inputs.pod, fieldRef.fieldPath, inputs.addresses)
    : resourceFieldRef
      ? resourceValue(inputs.pod, undefined, resourceFieldRef)
      : '';
  return [path, Buffer.from(value), mode];
}
