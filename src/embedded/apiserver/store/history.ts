/** The last changes of one kind, so that a watch can continue from a list or an earlier watch. */
import type { KubeObject, WatchType } from '../types.ts';

export interface Change {
  revision: number;
  type: WatchType;
  object: KubeObject;
  previous?: KubeObject;
}

export class History {
  readonly #capacity: number;
  #changes: Change[] = [];
  /** Changes up to this revision are compacted. */
  #compacted: number;

  constructor(capacity: number, compacted: number) {
    this.#capacity = capacity;
    this.#compacted = compacted;
  }

  get compacted(): number {
    return this.#compacted;
  }

  add(change: Change): void {
    this.#changes.push(change);
    // Dropping them one by one would move the whole array each time.
    if (this.#changes.length < this.#capacity * 2) return;
    const dropped = this.#changes.length - this.#capacity;
    this.#compacted = this.#changes[dropped - 1]!.revision;
    this.#changes = this.#changes.slice(dropped);
  }

  /** Later changes in order; undefined if some of them are compacted. */
  since(revision: number): Change[] | undefined {
    if (revision < this.#compacted) return undefined;
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#changes[middle]!.revision <= revision) low = middle + 1;
      else high = middle;
    }
    return this.#changes.slice(low);
  }
}
