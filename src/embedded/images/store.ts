/** The images of one home: built ones and stand-ins. The cluster and the Docker engine share them. */
import { mkdirSync } from 'node:fs';
import { UserError } from '../../errors/user-error.ts';
import { IndexFile } from './index-file.ts';
import type { CachedStep, StoredImage } from './index-file.ts';
import { LayerStore } from './layers.ts';
import type { Layer } from './layers.ts';
import { parseReference } from './reference.ts';
import { imageId, StandIns } from './stand-ins.ts';
import type { StandIn } from './stand-ins.ts';
import type { Image, ImageStore } from './types.ts';
import type { HostTools } from './user-land.ts';

export interface ImageStoreOptions extends Partial<HostTools> {
  /** Created if it does not exist. */
  folder: string;
  packageRoot: string;
  /** Default: process.execPath. */
  nodeBinary?: string;
  pathLookup: (name: string) => string | undefined;
}

export interface LocalImageStore extends ImageStore {
  readonly folder: string;
  readonly layers: LayerStore;
  readonly packageRoot: string;
  /** The stored form, with layer digests. */
  stored(idOrReference: string): StoredImage | undefined;
  add(image: Omit<StoredImage, 'id'>): Image;
  /**
   * Adds a stand-in to the local images, like `docker pull`. `isNew` is false if it was local already.
   * @throws UserError for an unknown name
   */
  pull(reference: string): { image: Image; provides: string; isNew: boolean };
  /** Whether `docker run` finds it without a pull. */
  isLocal(reference: string): boolean;
  standIn(reference: string): StandIn | undefined;
  /** Names of the image presets: `node`, `redis`, … */
  presetNames(): string[];
  cached(key: string): CachedStep | undefined;
  remember(key: string, step: CachedStep): void;
  /** Removes every image that was built and every tag that was added; the build cache is kept. */
  clear(): void;
  /** Removes the build cache, unnamed images, and layers that neither images nor `usedFolders` need. */
  prune(usedFolders: string[]): { images: string[]; layers: number };
}

export function createImageStore(options: ImageStoreOptions): LocalImageStore {
  const { folder, packageRoot, nodeBinary = process.execPath, pathLookup } = options;
  mkdirSync(folder, { recursive: true });
  const layers = new LayerStore(`${folder}/l`);
  const standIns = new StandIns(layers, { packageRoot, nodeBinary, pathLookup });
  const index = new IndexFile(folder);
  const { data } = index;

  const tagsOf = (id: string) =>
    Object.keys(data.tags)
      .filter((tag) => data.tags[tag] === id)
      .sort();
  const whole = (image: StoredImage) => image.layers.every((layer) => layers.has(layer.digest));

  function findLocal(idOrReference: string): StoredImage | undefined {
    const familiar = familiarOf(idOrReference);
    const id = familiar === undefined ? undefined : data.tags[familiar];
    const byName = id === undefined ? undefined : data.images[id];
    return byName ?? byPrefix(idOrReference);
  }

  function byPrefix(text: string): StoredImage | undefined {
    const hex = text.replace(/^sha256:/, '');
    if (!/^[0-9a-f]{4,64}$/.test(hex)) return undefined;
    const found = Object.values(data.images).filter((image) => image.id.startsWith(`sha256:${hex}`));
    return found.length === 1 ? found[0] : undefined;
  }

  function imageOf(image: StoredImage): Image {
    const standIn = image.base === undefined ? undefined : standIns.get(image.base);
    return {
      id: image.id,
      tags: tagsOf(image.id),
      config: image.config,
      root: {
        layers: image.layers.map((layer) => layers.folderOf(layer.digest)),
        binds: standIn?.binds ?? [],
      },
      created: image.created,
      size: image.layers.reduce((sum, layer) => sum + layer.size, 0),
      history: image.history,
    };
  }

  function stored(idOrReference: string): StoredImage | undefined {
    const found = findLocal(idOrReference);
    // The machine may have changed since then, so a stand-in is always created from its current state.
    if (found?.standIn && found.base !== undefined) return standIns.get(found.base);
    if (found) return whole(found) ? found : undefined;
    const familiar = familiarOf(idOrReference);
    return familiar === undefined ? undefined : standIns.get(familiar);
  }

  function put(image: StoredImage): void {
    data.images[image.id] = image;
    index.save();
  }

  return {
    folder,
    layers,
    packageRoot,
    stored,
    resolve(reference) {
      const found = stored(reference);
      return found && imageOf(found);
    },
    list: () => Object.values(data.images).filter(whole).map(imageOf),
    isLocal: (reference) => findLocal(reference) !== undefined,
    standIn: (reference) => standIns.get(reference),
    presetNames: () => standIns.names(),
    add(image) {
      const id = imageId(image);
      put({ ...image, id });
      return imageOf({ ...image, id });
    },
    tag(idOrReference, reference) {
      const image = stored(idOrReference);
      if (!image) throw noSuchImage(idOrReference);
      data.tags[parseReference(reference).familiar] = image.id;
      put(withoutHostParts(image));
    },
    pull(reference) {
      const { familiar } = parseReference(reference);
      const image = standIns.get(familiar);
      if (!image) throw unknownImage(familiar, standIns.names());
      const isNew = data.tags[familiar] !== image.id;
      data.tags[familiar] = image.id;
      put(withoutHostParts(image));
      return { image: imageOf(image), provides: image.provides, isNew };
    },
    remove(reference) {
      const image = findLocal(reference);
      if (!image) throw noSuchImage(reference);
      const familiar = familiarOf(reference);
      const named =
        familiar !== undefined && data.tags[familiar] === image.id ? [familiar] : tagsOf(image.id);
      for (const tag of named) delete data.tags[tag];
      const removed = named.map((tag) => `Untagged: ${tag}`);
      if (tagsOf(image.id).length === 0) {
        delete data.images[image.id];
        removed.push(`Deleted: ${image.id}`);
      }
      index.save();
      return removed;
    },
    clear() {
      for (const [tag, id] of Object.entries(data.tags)) {
        const image = data.images[id];
        if (!image?.standIn || image.base !== tag) delete data.tags[tag];
      }
      for (const id of Object.keys(data.images)) if (tagsOf(id).length === 0) delete data.images[id];
      index.save();
    },
    cached(key) {
      const step = data.cache[key];
      return step && (!step.layer || layers.has(step.layer.digest)) ? step : undefined;
    },
    remember(key, step) {
      data.cache[key] = step;
      index.save();
    },
    prune(usedFolders) {
      const unnamed = Object.keys(data.images).filter((id) => tagsOf(id).length === 0);
      for (const id of unnamed) delete data.images[id];
      data.cache = {};
      index.save();
      const kept = Object.values(data.images).flatMap((image) =>
        image.layers.map((layer: Layer) => layer.digest),
      );
      return { images: unnamed, layers: layers.sweep([...kept, ...usedFolders]).length };
    },
  };
}

/** A stand-in without the parts that depend on the machine's current state. */
function withoutHostParts(image: StoredImage): StoredImage {
  const { id, config, layers, base, standIn, created, history } = image;
  return {
    id,
    config,
    layers,
    ...(base !== undefined && { base }),
    ...(standIn && { standIn }),
    created,
    history,
  };
}

function familiarOf(text: string): string | undefined {
  try {
    return parseReference(text).familiar;
  } catch {
    return undefined;
  }
}

const noSuchImage = (reference: string) =>
  new UserError(`No such image: ${reference}`, 'See which there are: docker images');

/** Docker's message for an unknown image, with the names of the image presets. */
export function unknownImage(familiar: string, names: string[]): UserError {
  return new UserError(
    `pull access denied for ${familiar.slice(0, familiar.lastIndexOf(':'))}, repository does not exist or may require 'docker login': the embedded stage pulls nothing from the network`,
    `Build it with docker build, or use one of these: ${names.join(', ')}`,
  );
}
