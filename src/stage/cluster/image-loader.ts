/** How an image of the engine gets into the cluster, by the cluster's kind. */
export interface ImageLoader {
  /** For a person: `kind load docker-image`. */
  name: string;
  /** Program and arguments that bring the image in; empty where engine and cluster share their images. */
  command(image: string): string[];
}

/**
 * @param own `PYCONT_IMAGE_LOADER`: a program that takes the image as its argument
 * @returns undefined when the kind of cluster is not known
 */
export function chooseImageLoader(context: string, own: string | undefined): ImageLoader | undefined {
  if (own) return { name: own, command: (image) => [own, image] };
  const [, tool, cluster] = /^(kind|k3d)-(.+)$/.exec(context) ?? [];
  if (tool === 'kind') {
    return {
      name: 'kind load docker-image',
      command: (image) => ['kind', 'load', 'docker-image', image, '--name', cluster as string],
    };
  }
  if (tool === 'k3d') {
    return {
      name: 'k3d image import',
      command: (image) => ['k3d', 'image', 'import', image, '--cluster', cluster as string],
    };
  }
  if (context === 'minikube') {
    return { name: 'minikube image load', command: (image) => ['minikube', 'image', 'load', image] };
  }
  if (/^(docker-desktop|rancher-desktop|orbstack|colima)/.test(context)) {
    return { name: 'the engine, which the cluster shares', command: () => [] };
  }
  return undefined;
}
