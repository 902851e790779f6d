/** The store's memory on disk: which images there are, their names, and what builds can reuse. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFileSync } from '../../system/replace-file.ts';
import type { Layer } from './layers.ts';
import type { ImageConfig } from './types.ts';

export interface StoredImage {
  id: string;
  config: ImageConfig;
  layers: Layer[];
  /** The catalogue image it stands on: its host binds are taken afresh at every start, Node may have moved. */
  base?: string;
  /** It is that catalogue image itself. */
  standIn?: boolean;
  created: string;
  history: { createdBy: string; size: number }[];
}

/** What one build step left: a layer, or a whole root in place of the layers before it. */
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

  /** Replaces the file at once or not at all. */
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
    // A torn file costs a rebuild, not the talk.
    if (absent || error instanceof SyntaxError) return { images: {}, tags: {}, cache: {} };
    throw error;
  }
}
