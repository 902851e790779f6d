import type { View } from './view.ts';

/** Objects by key, as a list gave them and a watch changed them since; pure. */
export class Cache<T extends View> {
  readonly #objects = new Map<string, T>();
  /** When what was written by ourselves was put here: the watch has not shown it yet. */
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

  /** What was just written counts until the watch has caught up. */
  assume(object: T, now: number): void {
    this.#objects.set(object.key, object);
    this.#assumed.set(object.key, now);
  }

  /**
   * A list replaces everything, whatever its versions are: an API server that was restored from a backup counts on
   * from an older one. Only what was written after the list was asked for may be ahead of it.
   * @param asked when the list was asked for, by the clock of `assume`
   */
  replace(found: Map<string, T>, asked: number): void {
    for (const key of this.#objects.keys())
      if (!found.has(key) && !this.#assumedSince(key, asked)) this.#drop(key);
    for (const object of found.values())
      if (!(this.#assumedSince(object.key, asked) && this.#isBehind(object))) this.#set(object);
  }

  /** An object as a watch shows it, added or modified. */
  put(object: T): void {
    if (!(this.#assumed.has(object.key) && this.#isBehind(object))) this.#set(object);
  }

  /** A watch shows that the object is deleted; another one of that name may have been written since. */
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
