/** Layers on disk: immutable folders, named by their digest. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { digestTree, makeFolders } from './tree.ts';

export interface Layer {
  digest: string;
  /** Bytes. */
  size: number;
}

export class LayerStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    // Drafts of a killed daemon.
    for (const name of readdirSync(folder)) {
      if (name.startsWith('new-')) rmSync(join(folder, name), { recursive: true, force: true });
    }
  }

  /** Names are short, because overlayfs takes all lower folders in one option of at most a page. */
  folderOf(digest: string): string {
    return join(this.#folder, digest.slice('sha256:'.length, 'sha256:'.length + 20));
  }

  has(digest: string): boolean {
    return existsSync(this.folderOf(digest));
  }

  /** Creates an empty folder for a new layer; pass it to `seal` or `discard`. */
  begin(): string {
    return join(mkdtempSync(join(this.#folder, 'new-')), 'content');
  }

  async seal(draft: string): Promise<Layer> {
    makeFolders(draft);
    const layer = this.keep(draft, await digestTree(draft));
    this.discard(draft);
    return layer;
  }

  /** Moves a draft with a known digest to its final folder, unless that exists already. */
  keep(draft: string, layer: Layer): Layer {
    if (!this.has(layer.digest)) renameSync(draft, this.folderOf(layer.digest));
    return layer;
  }

  discard(draft: string): void {
    rmSync(join(draft, '..'), { recursive: true, force: true });
  }

  /** Removes all layers whose digests or folders are not in `keep`; returns the removed folder names. */
  sweep(keep: Iterable<string>): string[] {
    const kept = new Set(
      [...keep].map((each) => basename(each.startsWith('sha256:') ? this.folderOf(each) : each)),
    );
    const removed = readdirSync(this.#folder).filter((name) => !kept.has(name) && !name.startsWith('new-'));
    for (const name of removed) rmSync(join(this.#folder, name), { recursive: true, force: true });
    return removed;
  }
}
