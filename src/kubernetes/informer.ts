import { ApiFailure } from './api.ts';
import type { Api } from './api.ts';
import { Backoff, pause } from './backoff.ts';
import { Cache } from './cache.ts';
import { KUBERNETES } from '../messages/operator/index.ts';
import type { Text } from '../messages/operator/index.ts';
import { textOf } from './errors.ts';
import type { View } from './view.ts';

export interface InformerOptions<T extends View> {
  api: Api;
  path: string;
  /** Plural, for messages. */
  what: Text;
  // oxlint-disable-next-line typescript/no-explicit-any
  project: (raw: any) => T;
  /** `labelSelector` or `fieldSelector` by name. */
  selectors?: Record<string, string>;
  /** The kind may be missing in the cluster: then there are no objects. */
  optional?: boolean;
  /** A missing kind is looked for this often, by default once a minute. */
  absentMs?: number;
  /** Instead of `onTrouble`, each time that the kind is missing. */
  onAbsent?: () => void;
  onChange?: (key: string) => void;
  onTrouble?: (why: Text) => void;
  /** A watch is open: what follows is up to date. */
  onWatch?: () => void;
  /** The server ends a watch after this, by default 4 s: one that is silent for longer is dead. */
  watchSeconds?: number | undefined;
  /** How late it may end it, in milliseconds, by default 500. */
  graceMs?: number;
  /** Everything is listed again this often, in case an event was lost. */
  relistMs?: number;
}

const PAGE = 500;
/** How late a watch may end before it counts as dead, if nothing else is said. */
const GRACE_MS = 500;

/** Milliseconds after which a missing kind is listed again. */
const ABSENT_MS = 60_000;

/**
 * A cache of one kind of objects, updated by list and watch, which recovers by itself: whatever ends a watch, the next
 * one begins after a backoff; 410, or a version older than the last one, lists again; a silent connection is closed.
 */
export class Informer<T extends View> {
  readonly #options: InformerOptions<T>;
  readonly #cache: Cache<T>;
  readonly #stop = new AbortController();
  readonly #firstList = Promise.withResolvers<void>();
  readonly #backoff = new Backoff();
  #watching = new AbortController();
  #version = '';
  #listedAt = -Infinity;
  /** Number of the last requested list, and of the last one that succeeded: if they differ, list again. */
  #wanted = 1;
  #listed = 0;
  #refreshed: PromiseWithResolvers<void> | undefined;
  #running?: Promise<void>;
  synced = false;

  constructor(options: InformerOptions<T>) {
    this.#options = options;
    this.#cache = new Cache(options.onChange);
    // The first list may fail before `start` is awaited.
    this.#firstList.promise.catch(() => {});
  }

  /** Resolves after the first list; rejects if the server refuses it permanently (400, 403, 404). */
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
    return this.#cache.get(key);
  }

  list(): IterableIterator<T> {
    return this.#cache.list();
  }

  get size(): number {
    return this.#cache.size;
  }

  /** Read-your-own-writes: an own write counts until the watch has caught up. */
  assume(object: T): void {
    this.#cache.assume(object, performance.now());
  }

  /** The cache is wrong: lists everything again, at once. */
  relist(): void {
    this.#wanted++;
    this.#watching.abort();
  }

  /** Resolves after a list that began after this call; not before the server answers. */
  refresh(): Promise<void> {
    this.#refreshed ??= Promise.withResolvers<void>();
    this.relist();
    return this.#refreshed.promise;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#watching = new AbortController();
      const began = performance.now();
      const wanted = this.#wanted;
      let opened = false;
      try {
        if (this.#listed < wanted || began - this.#listedAt > (this.#options.relistMs ?? 600_000))
          await this.#list(wanted);
        await this.#watch(() => (opened = true));
        this.#backoff.reset();
      } catch (error) {
        if (this.#watching.signal.aborted) continue;
        // A server that was down may come back from a backup, with older versions.
        if (!opened && wasAway(error)) this.#wanted++;
        await this.#recover(error, began, wanted);
      }
    }
  }

  async #recover(error: unknown, began: number, wanted: number): Promise<void> {
    const status = error instanceof ApiFailure ? error.status : 0;
    const refused =
      !this.synced && (status === 400 || status === 403 || (status === 404 && !this.#options.optional));
    if (status === 410) this.#wanted++;
    else if (status === 404 && this.#options.optional && this.#options.onAbsent) this.#options.onAbsent();
    else if (!refused) this.#options.onTrouble?.(textOf(error));
    // The kind does not exist, or no longer: then there are no objects.
    if (status === 404 && (this.synced || this.#options.optional)) {
      this.#cache.replace(new Map(), performance.now());
      this.#ready(wanted);
      this.#wanted++;
    }
    if (status === 404 && this.#options.optional)
      return pause(this.#options.absentMs ?? ABSENT_MS, this.#watching.signal);
    // The caller of `start` decides what to do.
    if (refused) this.#firstList.reject(error);
    const asked = error instanceof ApiFailure ? (error.retryAfter ?? 0) * 1000 : 0;
    await pause(Math.max(this.#backoff.next(began), Math.min(asked, 10_000)), this.#watching.signal);
  }

  async #list(wanted: number): Promise<void> {
    const asked = performance.now();
    const found = new Map<string, T>();
    let next: string | undefined;
    let version: string;
    do {
      const query = new URLSearchParams({ ...this.#options.selectors, limit: String(PAGE) });
      if (next) query.set('continue', next);
      const page = await this.#options.api.send<Page>(
        KUBERNETES.list({ kind: this.#options.what }),
        'GET',
        `${this.#options.path}?${query}`,
        { signal: this.#watching.signal },
      );
      for (const item of page.items ?? []) {
        const object = this.#options.project(item);
        found.set(object.key, object);
      }
      next = page.metadata?.continue;
      version = page.metadata?.resourceVersion ?? '';
    } while (next);
    this.#version = version;
    this.#listedAt = asked;
    this.#listed = wanted;
    this.#cache.replace(found, asked);
    this.#ready(wanted);
  }

  #ready(wanted: number): void {
    this.synced = true;
    this.#firstList.resolve();
    // If another list was requested meanwhile, it follows.
    if (this.#wanted !== wanted) return;
    this.#refreshed?.resolve();
    this.#refreshed = undefined;
  }

  async #watch(onOpen: () => void): Promise<void> {
    const seconds = this.#options.watchSeconds ?? 4;
    const query = new URLSearchParams({
      ...this.#options.selectors,
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: this.#version,
      timeoutSeconds: String(seconds),
    });
    // A line that cannot be read, or an ERROR among the events, ends the watch as if the connection had failed.
    await this.#options.api.watch(
      KUBERNETES.watch({ kind: this.#options.what }),
      `${this.#options.path}?${query}`,
      {
        signal: this.#watching.signal,
        silenceMs: seconds * 1000 + (this.#options.graceMs ?? GRACE_MS),
        onOpen: () => {
          onOpen();
          this.#options.onWatch?.();
        },
        onLine: (line) => this.#take(JSON.parse(line) as WatchLine),
      },
    );
  }

  #take({ type, object }: WatchLine): void {
    const what = KUBERNETES.watch({ kind: this.#options.what });
    if (type === 'ERROR') {
      this.#wanted++;
      throw failure(what, object.code ?? 500, object);
    }
    const version = object.metadata?.resourceVersion ?? this.#version;
    if (Number(version) < Number(this.#version)) throw failure(what, 410, {});
    this.#version = version;
    this.#backoff.reset();
    if (type === 'BOOKMARK') return;
    const view = this.#options.project(object);
    if (type === 'DELETED') this.#cache.remove(view);
    else this.#cache.put(view);
  }
}

interface Page {
  items: unknown[] | null;
  metadata?: { resourceVersion?: string; continue?: string };
}

interface WatchLine {
  type: string;
  object: { metadata?: { resourceVersion?: string }; code?: number };
}

const failure = (what: Text, status: number, body: object): ApiFailure =>
  new ApiFailure(what, { status, headers: {}, body: JSON.stringify(body) });

const wasAway = (error: unknown): boolean => !(error instanceof ApiFailure) || error.status >= 500;
