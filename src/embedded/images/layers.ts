/** Layers on disk: folders named by their content, written once and never changed. */
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
    // Drafts of a daemon that was killed.
    for (const name of readdirSync(folder)) {
      if (name.startsWith('new-')) rmSync(join(folder, name), { recursive: true, force: true });
    }
  }

  /** Names are short on purpose: overlayfs takes all lower folders in one option of at most a page. */
  folderOf(digest: string): string {
    return join(this.#folder, digest.slice('sha256:'.length, 'sha256:'.length + 20));
  }

  has(digest: string): boolean {
    return existsSync(this.folderOf(digest));
  }

  /** An empty folder to write a layer into; give it to `seal` or `discard`. */
  begin(): string {
    return join(mkdtempSync(join(this.#folder, 'new-')), 'content');
  }

  async seal(draft: string): Promise<Layer> {
    makeFolders(draft);
    const layer = this.keep(draft, await digestTree(draft));
    this.discard(draft);
    return layer;
  }

  /** Moves a draft whose digest is known to its place; one with the same content may stand there already. */
  keep(draft: string, layer: Layer): Layer {
    if (!this.has(layer.digest)) renameSync(draft, this.folderOf(layer.digest));
    return layer;
  }

  discard(draft: string): void {
    rmSync(join(draft, '..'), { recursive: true, force: true });
  }

  /** Removes every layer that is not among the digests or folders kept; returns the digests' folder names removed. */
  sweep(keep: Iterable<string>): string[] {
    const kept = new Set(
      [...keep].map((each) => basename(each.startsWith('sha256:') ? this.folderOf(each) : each)),
    );
    const removed = readdirSync(this.#folder).filter((name) => !kept.has(name) && !name.startsWith('new-'));
    for (const name of removed) rmSync(join(this.#folder, name), { recursive: true, force: true });
    return removed;
  }
}
