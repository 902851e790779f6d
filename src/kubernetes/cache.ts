import type { View } from './view.ts';

/** Objects by key, from a list and the watch events since then; pure. */
export class Cache<T extends View> {
  readonly #objects = new Map<string, T>();
  /** When own writes were added that the watch has not shown yet. */
  readonly #assumed = new Map<string, number>();
  readonly #onChange: (key: string) => void;

  constructor(onChange: (key: string) => void = () => {}) {
    this.#onChange = onChange;
  }

  get(key: string): T | undefined {
    return this.#objects.get(key);
  }

  list(): IterableIterator<T> {
    return this.#objects.values();
  }

  get size(): number {
    return this.#objects.size;
  }

  /** Adds an own write, which counts until the watch has caught up. */
  assume(object: T, now: number): void {
    this.#objects.set(object.key, object);
    this.#assumed.set(object.key, now);
  }

  /**
   * A list replaces everything, whatever its versions are: an API server that was restored from a backup continues
   * from an older one. Only own writes after the start of the list may be newer.
   * @param asked when the list was requested, by the clock of `assume`
   */
  replace(found: Map<string, T>, asked: number): void {
    for (const key of this.#objects.keys())
      if (!found.has(key) && !this.#assumedSince(key, asked)) this.#drop(key);
    for (const object of found.values())
      if (!(this.#assumedSince(object.key, asked) && this.#isBehind(object))) this.#set(object);
  }

  /** An added or modified object of a watch. */
  put(object: T): void {
    if (!(this.#assumed.has(object.key) && this.#isBehind(object))) this.#set(object);
  }

  /** A deleted object of a watch; another one of that name may have been written since. */
  remove({ key, uid }: T): void {
    if (this.#objects.get(key)?.uid === uid) this.#drop(key);
  }

  #assumedSince(key: string, moment: number): boolean {
    return (this.#assumed.get(key) ?? -Infinity) >= moment;
  }

  #isBehind({ key, uid, version }: T): boolean {
    const known = this.#objects.get(key);
    return known !== undefined && known.uid === uid && Number(version) < Number(known.version);
  }

  #set(object: T): void {
    this.#assumed.delete(object.key);
    const known = this.#objects.get(object.key);
    if (known?.version === object.version && known.uid === object.uid) return;
    this.#objects.set(object.key, object);
    this.#onChange(object.key);
  }

  #drop(key: string): void {
    this.#assumed.delete(key);
    if (this.#objects.delete(key)) this.#onChange(key);
  }
}
