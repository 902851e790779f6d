import { IMAGES } from '../../../messages/index.ts';
import type { Preparation } from '../../types.ts';
import { nodesHave } from './brought.ts';
import type { Brought } from './brought.ts';
import type { ImageLoader } from './image-loader.ts';
import { pushImage } from './push.ts';

/**
 * Brings an image of the engine to where pods look for it, if it is not there.
 * @param own built by the talk: only such are pulled from a registry, by their name in it
 * @throws {UserError} when it cannot be brought
 */
export async function bringImage(
  image: string,
  own: boolean,
  { loader, kubeconfig, brought }: { loader: ImageLoader; kubeconfig: string; brought: Brought },
): Promise<Preparation> {
  const byRegistry = loader.nameInCluster(image) !== image;
  // Nodes tell the names of their images, not which build each is. A registry is quick to find that nothing is new.
  if (!(byRegistry && own) && (await nodesHave(image, kubeconfig)))
    return { level: 'there', fact: IMAGES.inCluster({ image }) };
  if (byRegistry && !own) return { level: 'note', fact: IMAGES.pulledByNodes({ image }) };
  await pushImage(image, { loader, brought }, () => {});
  return { level: 'done', fact: IMAGES.brought({ image, loader: loader.name }) };
}
