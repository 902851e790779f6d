import { IMAGES } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { inRegistry } from './registry.ts';

/** How images of the engine get into the cluster. */
export interface ImageLoader {
  /** For people: `kind load docker-image`. */
  name: Text;
  /** Commands to run in order; none if engine and cluster share their images. */
  commands(image: string): string[][];
  /** The output of the commands is shown as that of `docker push`. */
  showsOutput?: true;
  /** The name by which pods find it. */
  nameInCluster(image: string): string;
}

/** The speaker's options. */
export interface LoaderOptions {
  /** `--registry` or `PYCONT_REGISTRY`: HOST[:PORT] that engine and nodes can reach. It has priority. */
  registry?: string | undefined;
  /** `PYCONT_IMAGE_LOADER`: a program that takes the image as its argument. */
  program?: string | undefined;
}

/** @returns undefined if the kind of cluster is not known and no option is given */
export function chooseImageLoader(
  context: string,
  { registry, program }: LoaderOptions,
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
      const name = inRegistry(image, registry);
      return [
        ['docker', 'tag', image, name],
        ['docker', 'push', name],
      ];
    },
    showsOutput: true,
    nameInCluster: (image) => inRegistry(image, registry),
  };
}
