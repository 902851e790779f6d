import { ApiFailure } from './api.ts';
import type { Api } from './api.ts';
import { Backoff, pause } from './backoff.ts';
import { messageOf } from '../errors.ts';
import type { View } from './resources.ts';

export interface InformerOptions<T extends View> {
  api: Api;
  path: string;
  /** Plural, for messages. */
  what: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  project: (raw: any) => T;
  /** `labelSelector` or `fieldSelector` by name. */
  selectors?: Record<string, string>;
  /** The kind need not exist in the cluster: then there are none. */
  optional?: boolean;
  onChange?: (key: string) => void;
  onTrouble?: (message: string) => void;
  /** The server ends a watch after this, by default 4 s: one that is open for longer and silent is dead. */
  watchSeconds?: number;
  /** Everything is read anew this often, in case an event was lost. */
  relistMs?: number;
}

const PAGE = 500;
/** How much later than promised a watch may end before it counts as dead. */
const GRACE_MS = 500;

/**
 * A cache of one kind of objects, kept by list and watch, that heals itself: whatever ends a watch, the next
 * begins after a growing wait; 410 lists again; a silent connection is given up.
 */
export class Informer<T extends View> {
  readonly #options: InformerOptions<T>;
  readonly #objects = new Map<string, T>();
  readonly #stop = new AbortController();
  readonly #firstList = Promise.withResolvers<void>();
  readonly #backoff = new Backoff();
  #watching = new AbortController();
  #version = '';
  #listedAt = -Infinity;
  #running?: Promise<void>;
  synced = false;

  constructor(options: InformerOptions<T>) {
    this.#options = options;
    // Nobody may be waiting when the first list fails.
    this.#firstList.promise.catch(() => {});
  }

  /** Resolves when the first list is in; rejects when the server refuses it for good (400, 403, 404). */
  start(): Promise<void> {
    this.#running ??= this.#run();
    return this.#firstList.promise;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#watching.abort();
    await this.#running;
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

  /** Read your own writes: what was just written counts until the watch has caught up. */
  assume(object: T): void {
    this.#objects.set(object.key, object);
  }

  /** The cache has been caught out: read everything anew, at once. */
  relist(): void {
    this.#version = '';
    this.#watching.abort();
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#watching = new AbortController();
      const began = performance.now();
      try {
        if (this.#version === '' || performance.now() - this.#listedAt > (this.#options.relistMs ?? 600_000))
          await this.#list();
        await this.#watch();
        this.#backoff.reset();
      } catch (error) {
        if (!this.#watching.signal.aborted) await this.#recover(error, began);
      }
    }
  }

  async #recover(error: unknown, began: number): Promise<void> {
    const status = error instanceof ApiFailure ? error.status : 0;
    const refused =
      !this.synced && (status === 400 || status === 403 || (status === 404 && !this.#options.optional));
    if (status === 410) this.#version = '';
    else if (!refused) this.#options.onTrouble?.(messageOf(error));
    // The kind is not there, or not any more: then there are none.
    if (status === 404 && (this.synced || this.#options.optional)) {
      this.#version = '';
      this.#replace(new Map());
      if (!this.synced) this.#ready();
    }
    if (status === 404 && this.#options.optional) return pause(60_000, this.#stop.signal);
    // Who waits for the first list is told, and decides.
    if (refused) this.#firstList.reject(error);
    const asked = error instanceof ApiFailure ? (error.retryAfter ?? 0) * 1000 : 0;
    await pause(Math.max(this.#backoff.next(began), Math.min(asked, 10_000)), this.#stop.signal);
  }

  async #list(): Promise<void> {
    const found = new Map<string, T>();
    let next: string | undefined;
    let version: string;
    do {
      const query = new URLSearchParams({ ...this.#options.selectors, limit: String(PAGE) });
      if (next) query.set('continue', next);
      const page = await this.#options.api.send<{
        items: unknown[] | null;
        metadata?: { resourceVersion?: string; continue?: string };
      }>(`list ${this.#options.what}`, 'GET', `${this.#options.path}?${query}`, {
        signal: this.#watching.signal,
      });
      for (const item of page.items ?? []) {
        const object = this.#options.project(item);
        found.set(object.key, object);
      }
      next = page.metadata?.continue;
      version = page.metadata?.resourceVersion ?? '';
    } while (next);
    this.#version = version;
    this.#listedAt = performance.now();
    this.#replace(found);
    this.#ready();
  }

  #ready(): void {
    this.synced = true;
    this.#firstList.resolve();
  }

  #replace(found: Map<string, T>): void {
    for (const key of this.#objects.keys()) if (!found.has(key)) this.#drop(key);
    for (const object of found.values()) this.#put(object);
  }

  async #watch(): Promise<void> {
    const seconds = this.#options.watchSeconds ?? 4;
    const query = new URLSearchParams({
      ...this.#options.selectors,
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: this.#version,
      timeoutSeconds: String(seconds),
    });
    // A line that cannot be read, or an ERROR among the events, ends the watch as if the connection had failed.
    await this.#options.api.watch(`watch ${this.#options.what}`, `${this.#options.path}?${query}`, {
      signal: this.#watching.signal,
      silenceMs: seconds * 1000 + GRACE_MS,
      onLine: (line) => this.#take(JSON.parse(line) as WatchLine),
    });
  }

  #take({ type, object }: WatchLine): void {
    if (type === 'ERROR') {
      const body = JSON.stringify(object);
      throw new ApiFailure(`watch ${this.#options.what}`, { status: object.code ?? 500, headers: {}, body });
    }
    this.#version = object.metadata?.resourceVersion ?? this.#version;
    this.#backoff.reset();
    if (type === 'BOOKMARK') return;
    const view = this.#options.project(object);
    if (type === 'DELETED') this.#drop(view.key);
    else this.#put(view);
  }

  #put(object: T): void {
    const known = this.#objects.get(object.key);
    if (known?.version === object.version || isOlder(object, known)) return;
    this.#objects.set(object.key, object);
    this.#options.onChange?.(object.key);
  }

  #drop(key: string): void {
    if (this.#objects.delete(key)) this.#options.onChange?.(key);
  }
}

interface WatchLine {
  type: string;
  object: { metadata?: { resourceVersion?: string }; code?: number };
}

/** Of the same object, from before what is known: the watch has not yet caught up with our own write. */
function isOlder(object: View, known: View | undefined): boolean {
  return known !== undefined && known.uid === object.uid && Number(object.version) < Number(known.version);
}
