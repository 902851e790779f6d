/** The user a container runs as, by its security context and its image. */
import type { KubeObject } from '../../apiserver/index.ts';
import type { ImageConfig } from '../../images/index.ts';
import { ConfigError } from '../errors.ts';
import type { PodContainer, SecurityContext } from '../pod-types.ts';

/** @throws ConfigError when runAsNonRoot forbids it */
export function identityOf(
  pod: KubeObject,
  container: PodContainer,
  image: Pick<ImageConfig, 'user' | 'uid' | 'gid'>,
): { user: number; group: number } {
  const settings: SecurityContext = { ...pod.spec.securityContext, ...container.securityContext };
  const user = settings.runAsUser ?? image.uid;
  const group = settings.runAsGroup ?? (settings.runAsUser === undefined ? image.gid : 0);
  if (!settings.runAsNonRoot) return { user, group };
  const { name, namespace, uid } = pod.metadata;
  const where = `(pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
  if (settings.runAsUser === 0) {
    throw new ConfigError(`container's runAsUser breaks non-root policy ${where}`);
  }
  if (settings.runAsUser === undefined) {
    const named = image.user.split(':')[0]!;
    if (image.uid === 0)
      throw new ConfigError(`container has runAsNonRoot and image will run as root ${where}`);
    if (!/^\d+$/.test(named)) {
      throw new ConfigError(
        `container has runAsNonRoot and image has non-numeric user (${named}), cannot verify user is non-root ${where}`,
      );
    }
  }
  return { user, group };
}
