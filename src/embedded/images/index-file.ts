/** The store's index on disk: images, tags and the build cache. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFileSync } from '../../system/replace-file.ts';
import type { Layer } from './layers.ts';
import type { ImageConfig } from './types.ts';

export interface StoredImage {
  id: string;
  config: ImageConfig;
  layers: Layer[];
  /** The stand-in that it is based on: host binds are determined on every start, because the path of Node may change. */
  base?: string;
  /** The image is the stand-in itself. */
  standIn?: boolean;
  created: string;
  history: { createdBy: string; size: number }[];
}

/** The result of a build step: a layer, or a whole root that replaces the earlier layers. */
export interface CachedStep {
  layer?: Layer;
  complete?: boolean;
  created: string;
}

export interface Index {
  images: Record<string, StoredImage>;
  /** Familiar reference → id. */
  tags: Record<string, string>;
  cache: Record<string, CachedStep>;
}

export class IndexFile {
  readonly #path: string;
  readonly data: Index;

  constructor(folder: string) {
    this.#path = join(folder, 'index.json');
    this.data = load(this.#path);
  }

  /** Replaces the file atomically. */
  save(): void {
    replaceFileSync(this.#path, JSON.stringify(this.data));
  }
}

function load(path: string): Index {
  try {
    const data = JSON.parse(readFileSync(path, 'utf8')) as Partial<Index>;
    return { images: data.images ?? {}, tags: data.tags ?? {}, cache: data.cache ?? {} };
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    // After a truncated file images are rebuilt.
    if (absent || error instanceof SyntaxError) return { images: {}, tags: {}, cache: {} };
    throw error;
  }
}
