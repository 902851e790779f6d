/** A build context and an image store for one test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ContainerRuntime } from '../../../../src/embedded/containers/types.ts';
import { buildImage } from '../../../../src/embedded/images/builder/build.ts';
import type { BuildRequest } from '../../../../src/embedded/images/builder/state.ts';
import { listFolder, lookup, readText } from '../../../../src/embedded/images/merged-root.ts';
import { createImageStore } from '../../../../src/embedded/images/store.ts';
import type { Image } from '../../../../src/embedded/images/types.ts';
import { packageRoot } from '../../../../src/system/package-root.ts';

export function testContext(options: { packageRoot?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pycont-images-'));
  const contextFolder = join(folder, 'context');
  mkdirSync(contextFolder);
  const openStore = () =>
    createImageStore({
      folder: join(folder, 'images'),
      packageRoot: options.packageRoot ?? packageRoot(),
      pathLookup: () => undefined,
    });
  const images = openStore();
  const write = (files: Record<string, string>) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(contextFolder, path)), { recursive: true });
      writeFileSync(join(contextFolder, path), content);
    }
  };
  return {
    folder,
    contextFolder,
    images,
    /** The same images, after a restart of the daemon. */
    reopen: openStore,
    write,
    async build(dockerfile: string, request: Partial<BuildRequest> = {}, runtime?: ContainerRuntime) {
      write({ Dockerfile: dockerfile });
      let output = '';
      const image = await buildImage(
        { images, ...(runtime && { runtime }) },
        { contextFolder, tags: ['test/image:1'], onOutput: (text) => (output += text), ...request },
      );
      return { image, output };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const read = (image: Image, path: string) => readText(image.root.layers, path);
export const names = (image: Image, path: string) => listFolder(image.root.layers, path);
export const modeOf = (image: Image, path: string) =>
  ((lookup(image.root.layers, path)?.stat.mode ?? 0) & 0o7777).toString(8);
