/** A keyspace. Keys and values are latin1 strings: one character per byte. */
import { RedisError } from './reply.ts';

export interface Values {
  string: string;
  hash: Map<string, string>;
  list: string[];
  set: Set<string>;
}
export type ValueType = keyof Values;
export interface Entry<T extends ValueType = ValueType> {
  type: T;
  value: Values[T];
  /** Milliseconds since 1970. */
  expiresAt: number | undefined;
}

export class Database {
  readonly #entries = new Map<string, Entry>();

  /** Removes the key if it has expired. */
  entry(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.expiresAt === undefined || entry.expiresAt > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** @throws RedisError WRONGTYPE */
  get<T extends ValueType>(key: string, type: T): Values[T] | undefined {
    const entry = this.entry(key);
    if (!entry) return undefined;
    if (entry.type !== type)
      throw new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value');
    return entry.value as Values[T];
  }

  /** The value of the key; creates an empty one if it does not exist. */
  ensure<T extends Exclude<ValueType, 'string'>>(key: string, type: T, empty: () => Values[T]): Values[T] {
    const found = this.get(key, type);
    if (found) return found;
    const value = empty();
    this.set(key, type, value);
    return value;
  }

  set<T extends ValueType>(key: string, type: T, value: Values[T], expiresAt?: number): void {
    this.#entries.set(key, { type, value, expiresAt });
  }

  delete(key: string): boolean {
    const existed = this.entry(key) !== undefined;
    this.#entries.delete(key);
    return existed;
  }

  /** Empty collections do not exist in Redis. */
  removeIfEmpty(key: string): void {
    const value = this.#entries.get(key)?.value;
    const size = Array.isArray(value) ? value.length : typeof value === 'object' ? value.size : 1;
    if (size === 0) this.#entries.delete(key);
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.entry(key));
  }

  clear(): void {
    this.#entries.clear();
  }
}
