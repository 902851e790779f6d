/** A label set, sorted by name. Immutable; an empty value is the same as no label. */
export const METRIC_NAME = '__name__';

export class Labels {
  static readonly empty = new Labels([]);
  readonly #flat: readonly string[];
  #key: string | undefined;

  /** @param flat name, value, name, value … sorted by name, without empty values */
  private constructor(flat: readonly string[]) {
    this.#flat = flat;
  }

  /** A later entry overrides an earlier one of the same name. */
  static from(entries: Iterable<readonly [string, string]>): Labels {
    const map = new Map(entries);
    const names = [...map.keys()].filter((name) => map.get(name) !== '');
    return new Labels(names.sort(byCodeUnit).flatMap((name) => [name, map.get(name) as string]));
  }

  /** Equal for equal label sets, and usable as a key of a Map. */
  get key(): string {
    return (this.#key ??= this.#flat.join('\u0000'));
  }

  get size(): number {
    return this.#flat.length / 2;
  }

  get(name: string): string {
    for (let index = 0; index < this.#flat.length; index += 2)
      if (this.#flat[index] === name) return this.#flat[index + 1] as string;
    return '';
  }

  *entries(): Generator<[string, string]> {
    for (let index = 0; index < this.#flat.length; index += 2)
      yield [this.#flat[index] as string, this.#flat[index + 1] as string];
  }

  /** An empty value deletes. */
  set(name: string, value: string): Labels {
    return Labels.from([...this.entries(), [name, value]]);
  }

  without(...names: string[]): Labels {
    return this.#filter((name) => !names.includes(name));
  }

  only(...names: string[]): Labels {
    return this.#filter((name) => names.includes(name));
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(this.entries());
  }

  /** As in an exposition: `up{job="kad"}`. */
  toString(): string {
    const pairs = [...this.without(METRIC_NAME).entries()].map(
      ([name, value]) => `${name}=${JSON.stringify(value)}`,
    );
    return `${this.get(METRIC_NAME)}{${pairs.join(', ')}}`;
  }

  #filter(keep: (name: string) => boolean): Labels {
    const flat: string[] = [];
    for (const [name, value] of this.entries()) if (keep(name)) flat.push(name, value);
    return flat.length === this.#flat.length ? this : new Labels(flat);
  }
}

export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
