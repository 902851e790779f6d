import { IMAGES } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { inRegistry } from './registry.ts';

/** How an image of the engine gets to where the cluster looks for it. */
export interface ImageLoader {
  /** For a person: `kind load docker-image`. */
  name: Text;
  /** Programs with their arguments, one after the other; none where engine and cluster share their images. */
  commands(image: string): string[][];
  /** What the last of them prints is what `docker push` says. */
  speaks?: true;
  /** The name by which pods find it. */
  nameInCluster(image: string): string;
}

/** What the speaker said of it. */
export interface LoaderWishes {
  /** `--registry` or `PYCONT_REGISTRY`: HOST[:PORT] that engine and nodes know. It goes before everything else. */
  registry?: string | undefined;
  /** `PYCONT_IMAGE_LOADER`: a program that takes the image as its argument. */
  program?: string | undefined;
}

/** @returns undefined when the kind of cluster is not known, and the speaker said nothing */
export function chooseImageLoader(
  context: string,
  { registry, program }: LoaderWishes,
): ImageLoader | undefined {
  if (registry) return throughRegistry(registry);
  const by = (name: Text, ...commands: ((image: string) => string[])[]): ImageLoader => ({
    name,
    commands: (image) => commands.map((command) => command(image)),
    nameInCluster: (image) => image,
  });
  if (program) return by(program, (image) => [program, image]);
  const [, tool, cluster = ''] = /^(kind|k3d)-(.+)$/.exec(context) ?? [];
  if (tool === 'kind')
    return by(`${tool} load docker-image`, (image) => [
      'kind',
      'load',
      'docker-image',
      image,
      '--name',
      cluster,
    ]);
  if (tool === 'k3d')
    return by(`${tool} image import`, (image) => ['k3d', 'image', 'import', image, '--cluster', cluster]);
  if (context === 'minikube')
    return by('minikube image load', (image) => ['minikube', 'image', 'load', image]);
  if (/^(docker-desktop|rancher-desktop|orbstack|colima)/.test(context)) return by(IMAGES.sharedEngine);
  return undefined;
}

function throughRegistry(registry: string): ImageLoader {
  return {
    name: IMAGES.registry({ registry }),
    commands: (image) => {
      const there = inRegistry(image, registry);
      return [
        ['docker', 'tag', image, there],
        ['docker', 'push', there],
      ];
    },
    speaks: true,
    nameInCluster: (image) => inRegistry(image, registry),
  };
}
