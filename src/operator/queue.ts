import { Backoff } from '../kubernetes/index.ts';

interface Entry {
  state: 'queued' | 'running' | 'waiting';
  /** Asked for again while running. */
  again: boolean;
  backoff?: Backoff;
  timer?: NodeJS.Timeout;
}

/**
 * A queue of keys: a key is never worked on twice at the same time, asking for it again while it waits changes
 * nothing, and after a failure it alone waits longer and longer.
 */
export class WorkQueue {
  readonly #work: (key: string) => Promise<void>;
  readonly #concurrency: number;
  readonly #entries = new Map<string, Entry>();
  readonly #ready: string[] = [];
  #running = 0;
  #stopped = false;
  #idle: PromiseWithResolvers<void> | undefined;

  /** @param work must not reject for anything that trying again cannot put right */
  constructor(work: (key: string) => Promise<void>, concurrency = 4) {
    this.#work = work;
    this.#concurrency = concurrency;
  }

  add(key: string): void {
    if (this.#stopped) return;
    const entry = this.#entries.get(key);
    if (entry?.state === 'running') entry.again = true;
    // Queued: its turn comes. Waiting after a failure: not before its time.
    if (entry !== undefined) return;
    this.#enqueue(key, { state: 'queued', again: false });
  }

  /** Resolves when nothing is queued or running; what waits after a failure does not count. */
  idle(): Promise<void> {
    if (this.#running === 0 && this.#ready.length === 0) return Promise.resolve();
    this.#idle ??= Promise.withResolvers<void>();
    return this.#idle.promise;
  }

  /** Takes nothing new and resolves when what runs has ended. */
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
