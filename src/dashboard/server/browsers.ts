import type { ServerResponse } from 'node:http';
import type { StreamEvents } from '../view/stream.ts';

/** Bytes that may wait for a browser: one that reads more slowly connects again, and gets everything anew. */
const MOST_WAITING = 1024 * 1024;
const MOST_BROWSERS = 100;
/** Milliseconds after which a browser that lost the stream tries again. */
const RETRY_MS = 1000;

export interface BrowsersOptions {
  onCome: () => void;
  onLast: () => void;
}

/**
 * The browsers that watch: each is sent everything first, then what changes.
 * @template Events data by the names of the events; everything is in `view`
 */
export class Browsers<Events extends { view: object } = StreamEvents> {
  readonly #options: BrowsersOptions;
  readonly #watching = new Set<ServerResponse>();
  /** Those that have not been sent everything yet. */
  readonly #new = new Set<ServerResponse>();
  #sentAt = -Infinity;

  constructor(options: BrowsersOptions) {
    this.#options = options;
  }

  /** @returns false: there are too many */
  add(response: ServerResponse): boolean {
    if (this.size >= MOST_BROWSERS) return false;
    this.#new.add(response);
    response.on('close', () => this.#remove(response));
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: ${RETRY_MS}\n\n`);
    this.#options.onCome();
    return true;
  }

  get size(): number {
    return this.#watching.size + this.#new.size;
  }

  get waiting(): boolean {
    return this.#new.size > 0;
  }

  /** Milliseconds since something was sent to all. */
  get silentFor(): number {
    return performance.now() - this.#sentAt;
  }

  /** To all that have been sent everything. */
  send<E extends keyof Events & string>(event: E, data: Events[E] & object): void {
    const text = eventText(event, data);
    this.#sentAt = performance.now();
    for (const response of this.#watching) this.#write(response, text);
  }

  /** To those that have not. */
  greet(data: Events['view']): void {
    const text = eventText('view', data);
    for (const response of this.#new) {
      this.#new.delete(response);
      this.#watching.add(response);
      this.#write(response, text);
    }
  }

  close(): void {
    for (const response of [...this.#watching, ...this.#new]) response.destroy();
  }

  #write(response: ServerResponse, text: string): void {
    if (response.writableLength + text.length > MOST_WAITING) response.destroy();
    else response.write(text);
  }

  #remove(response: ServerResponse): void {
    const removed = [this.#watching, this.#new].some((set) => set.delete(response));
    if (removed && this.size === 0) this.#options.onLast();
  }
}

const eventText = (event: string, data: object): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
