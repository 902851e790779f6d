/** Runs notifications one after the other: what a notification causes waits until it has ended. */
export class Dispatcher {
  readonly #onError: (error: unknown) => void;
  #queue: (() => void)[] = [];
  #running = false;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  enqueue(notification: () => void): void {
    this.#queue.push(notification);
  }

  /** Runs everything queued, and everything queued meanwhile; does nothing within a notification. */
  drain(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let i = 0; i < this.#queue.length; i++) {
        try {
          this.#queue[i]!();
        } catch (error) {
          this.#onError(error);
        }
      }
    } finally {
      this.#queue = [];
      this.#running = false;
    }
  }
}
