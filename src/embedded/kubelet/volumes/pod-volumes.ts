/** The volumes of one pod: created before its containers, updated while they run. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { withUsualUmask } from '../../containers/index.ts';
import type { Mount } from '../../containers/index.ts';
import { writeAtomically } from './atomic-folder.ts';
import { ConfigError } from '../errors.ts';
import { subPathOf } from './sub-path.ts';
import { claimedPath } from './claimed-volume.ts';
import { expand } from '../expand.ts';
import type { PodContainer, Volume } from '../pod-types.ts';
import { volumeFiles } from './volume-files.ts';
import type { VolumeInputs } from './volume-files.ts';

const TOKEN_VOLUME = 'kube-api-access';
const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** @param folder of the pod @returns host path by volume name @throws ConfigError naming the volume */
export function makeVolumes(folder: string, inputs: VolumeInputs): Map<string, string> {
  const paths = new Map<string, string>();
  for (const volume of volumesOf(inputs.api, inputs.pod)) {
    try {
      const path = join(folder, 'volumes', volume.name);
      paths.set(
        volume.name,
        withUsualUmask(() => makeVolume(path, volume, inputs)),
      );
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      throw new ConfigError(`MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`);
    }
  }
  return paths;
}

function makeVolume(path: string, volume: Volume, inputs: VolumeInputs): string {
  const files = volumeFiles(volume, inputs);
  if (files !== undefined) {
    writeAtomically(path, files);
    return path;
  }
  if (volume.hostPath) return hostPath(volume.hostPath);
  if (volume.persistentVolumeClaim) return hostPath(claimedPath(volume.persistentVolumeClaim, inputs));
  if (volume.emptyDir) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o777);
    return path;
  }
  const kind = Object.keys(volume).find((key) => key !== 'name') ?? 'unknown';
  throw new ConfigError(`volumes of type ${kind} are not supported by the embedded stage`);
}

function hostPath({ path, type = '' }: { path: string; type?: string }): string {
  if (type === 'DirectoryOrCreate') mkdirSync(path, { recursive: true });
  if (type === 'FileOrCreate' && !existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  if (!existsSync(path)) throw new ConfigError(`hostPath type check failed: ${path} does not exist`);
  return path;
}

function volumesOf(api: Api, pod: KubeObject): Volume[] {
  const volumes: Volume[] = pod.spec.volumes ?? [];
  if (!automountsToken(api, pod)) return volumes;
  const sources = [
    { serviceAccountToken: { path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
  ];
  return [...volumes, { name: TOKEN_VOLUME, projected: { sources } }];
}

function automountsToken(api: Api, pod: KubeObject): boolean {
  const account = api.get(
    'serviceaccounts',
    pod.metadata.namespace,
    pod.spec.serviceAccountName ?? 'default',
  );
  return pod.spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true;
}

/** @param env for subPathExpr */
export function mountsOf(
  container: PodContainer,
  volumes: ReadonlyMap<string, string>,
  filled: Set<string>,
  env: Record<string, string>,
): Mount[] {
  const mounts = (container.volumeMounts ?? []).map(
    ({ name, mountPath, subPath, subPathExpr, readOnly }): Mount => {
      const volume = volumes.get(name);
      if (volume === undefined) throw new ConfigError(`volume "${name}" not found`);
      const sub = subPath ?? (subPathExpr && expand(subPathExpr, env));
      const source = sub ? subPathOf(volume, sub) : volume;
      return { source, target: mountPath, readOnly: readOnly === true || filled.has(name) };
    },
  );
  const token = volumes.get(TOKEN_VOLUME);
  if (token === undefined || mounts.some(({ target }) => target === TOKEN_FOLDER)) return mounts;
  return [...mounts, { source: token, target: TOKEN_FOLDER, readOnly: true }];
}

/** Names of volumes that are read-only for containers: the cluster provides their content, or the pod says so. */
export function filledVolumes(pod: KubeObject): Set<string> {
  const volumes: Volume[] = pod.spec.volumes ?? [];
  return new Set(
    volumes
      .filter(
        ({ configMap, secret, downwardAPI, projected, persistentVolumeClaim }) =>
          configMap || secret || downwardAPI || projected || persistentVolumeClaim?.readOnly,
      )
      .map(({ name }) => name),
  );
}
