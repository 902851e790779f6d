/** -v and --mount, and the volumes that an image declares. */
import { existsSync, mkdirSync } from 'node:fs';
import type { Mount } from '../../containers/index.ts';
import type { ImageConfig } from '../../images/index.ts';
import { EngineError } from '../errors.ts';
import type { CreateRequest } from '../types.ts';
import type { Volumes } from './volumes.ts';

export interface ContainerMount extends Mount {
  type: 'bind' | 'volume';
  /** Of the volume. */
  name?: string;
}

/** Creates missing volumes and, like Docker, missing host folders. */
export function containerMounts(
  request: CreateRequest,
  image: ImageConfig,
  volumes: Volumes,
): { mounts: ContainerMount[]; anonymous: string[] } {
  const anonymous: string[] = [];
  const mounts = request.mounts.map((wanted): ContainerMount => {
    const { source, target, readOnly } = wanted;
    if (!target.startsWith('/')) {
      throw new EngineError(
        `invalid volume specification: '${source}:${target}': invalid mount path: '${target}' mount path must be absolute`,
        {
          exitCode: 125,
        },
      );
    }
    if (source.startsWith('/')) {
      if (!existsSync(source)) mkdirSync(source, { recursive: true });
      return { type: 'bind', source, target, readOnly };
    }
    const volume = volumes.ensure(source === '' ? undefined : source);
    if (volume.anonymous) anonymous.push(volume.name);
    return { type: 'volume', name: volume.name, source: volume.mountpoint, target, readOnly };
  });
  const taken = new Set(mounts.map((mount) => mount.target));
  for (const target of image.volumes ?? []) {
    if (taken.has(target)) continue;
    const volume = volumes.ensure();
    anonymous.push(volume.name);
    mounts.push({ type: 'volume', name: volume.name, source: volume.mountpoint, target, readOnly: false });
  }
  return { mounts, anonymous };
}
