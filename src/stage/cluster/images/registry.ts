import { UserError } from '../../../errors/user-error.ts';
import { IMAGES } from '../../../messages/index.ts';

/**
 * The first part of an image's name is a registry's address only if it looks like one: otherwise it is a user of Docker
 * Hub.
 * @throws {UserError} if it is not such a HOST[:PORT]
 */
export function checkRegistry(registry: string): string {
  const looksLikeHost =
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?$/i.test(registry) && /[.:]|^localhost$/.test(registry);
  if (looksLikeHost) return registry;
  throw new UserError(IMAGES.notARegistry({ text: registry }), IMAGES.registryExample, { exitCode: 2 });
}

/** The name of an image in the registry. */
export function inRegistry(image: string, registry: string): string {
  return image.startsWith(`${registry}/`) ? image : `${registry}/${image}`;
}
