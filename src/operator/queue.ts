import { Backoff } from '../kubernetes/index.ts';

interface Entry {
  state: 'queued' | 'running' | 'waiting';
  /** Added again while running. */
  again: boolean;
  backoff?: Backoff;
  timer?: NodeJS.Timeout;
}

/**
 * A work queue of keys: a key is never processed twice at the same time, adding it while it waits changes nothing, and
 * after a failure it is retried with backoff.
 */
export class WorkQueue {
  readonly #work: (key: string) => Promise<void>;
  readonly #concurrency: number;
  readonly #entries = new Map<string, Entry>();
  readonly #ready: string[] = [];
  #running = 0;
  #stopped = false;
  #idle: PromiseWithResolvers<void> | undefined;

  /** @param work must only reject for failures that a retry may fix */
  constructor(work: (key: string) => Promise<void>, concurrency = 4) {
    this.#work = work;
    this.#concurrency = concurrency;
  }

  add(key: string): void {
    if (this.#stopped) return;
    const entry = this.#entries.get(key);
    if (entry?.state === 'running') entry.again = true;
    // If queued, it will run; if waiting after a failure, not before its time.
    if (entry !== undefined) return;
    this.#enqueue(key, { state: 'queued', again: false });
  }

  /** Resolves when nothing is queued or running; keys that wait after a failure do not count. */
  idle(): Promise<void> {
    if (this.#running === 0 && this.#ready.length === 0) return Promise.resolve();
    this.#idle ??= Promise.withResolvers<void>();
    return this.#idle.promise;
  }

  /** Accepts no more keys and resolves when the running ones have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#ready.length = 0;
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
    await this.idle();
  }

  #enqueue(key: string, entry: Entry): void {
    entry.state = 'queued';
    this.#entries.set(key, entry);
    this.#ready.push(key);
    this.#pump();
  }

  #pump(): void {
    while (this.#running < this.#concurrency && this.#ready.length > 0)
      void this.#process(this.#ready.shift()!);
    if (this.#running === 0 && this.#ready.length === 0) {
      this.#idle?.resolve();
      this.#idle = undefined;
    }
  }

  async #process(key: string): Promise<void> {
    const entry = this.#entries.get(key)!;
    entry.state = 'running';
    entry.again = false;
    this.#running++;
    const began = performance.now();
    try {
      await this.#work(key);
      this.#entries.delete(key);
      if (entry.again && !this.#stopped) this.#enqueue(key, { state: 'queued', again: false });
    } catch {
      this.#retry(key, entry, began);
    } finally {
      this.#running--;
      this.#pump();
    }
  }

  #retry(key: string, entry: Entry, began: number): void {
    entry.backoff ??= new Backoff(250, 3000);
    entry.state = 'waiting';
    const wait = entry.backoff.next(began);
    if (!this.#stopped) entry.timer = setTimeout(() => this.#enqueue(key, entry), wait);
  }
}
