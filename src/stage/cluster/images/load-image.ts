import { IMAGES } from '../../../messages/index.ts';
import type { Preparation } from '../../types.ts';
import { nodesHave } from './loaded-images.ts';
import type { LoadedImages } from './loaded-images.ts';
import type { ImageLoader } from './image-loader.ts';
import { pushImage } from './push.ts';

/**
 * Makes an image of the engine available to pods, if it is not.
 * @param own built by the talk: only these are pulled from the registry
 * @throws {UserError} if that fails
 */
export async function loadImage(
  image: string,
  own: boolean,
  { loader, kubeconfig, loaded }: { loader: ImageLoader; kubeconfig: string; loaded: LoadedImages },
): Promise<Preparation> {
  const throughRegistry = loader.nameInCluster(image) !== image;
  // Nodes report the names of their images, but not the builds. A push to a registry is fast if nothing is new.
  if (!(throughRegistry && own) && (await nodesHave(image, kubeconfig)))
    return { level: 'there', fact: IMAGES.inCluster({ image }) };
  if (throughRegistry && !own) return { level: 'note', fact: IMAGES.pulledByNodes({ image }) };
  await pushImage(image, { loader, loaded }, () => {});
  return { level: 'done', fact: IMAGES.loaded({ image, loader: loader.name }) };
}
