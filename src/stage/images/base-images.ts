import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../system/package-root.ts';

export interface BaseImages {
  /** Base images of the talk's images: needed in the engine. */
  ofBuilds: string[];
  /** Images of the talk's pods: needed in the cluster; the first scenes run some of them in the engine, too. */
  ofPods: string[];
}

/** Images that the talk does not build, from its Dockerfiles and manifests. */
export async function baseImages(): Promise<BaseImages> {
  const root = packageRoot();
  const builds = await found(
    /^FROM (\S+)/gm,
    ['app', 'operator'].map((part) => join(root, 'src', part, 'Dockerfile')),
  );
  const parts = ['redis', 'monitoring'].map((part) => join(root, 'deploy', part));
  const manifests = await Promise.all(
    parts.map(async (folder) => (await readdir(folder)).map((file) => join(folder, file))),
  );
  return { ofBuilds: builds, ofPods: await found(IMAGE, manifests.flat()) };
}

const IMAGE = /^\s+image: (\S+)/gm;

/** The operator's image, with the tag in its manifest. */
export async function operatorImage(workspace: string): Promise<string> {
  const [image] = await found(IMAGE, [join(workspace, 'deploy', 'operator', 'deployment.yaml')]);
  return image as string;
}

async function found(pattern: RegExp, files: string[]): Promise<string[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, image]) => image as string))),
  ];
}
