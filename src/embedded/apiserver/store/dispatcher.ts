/** Runs notifications one after the other: those caused by a notification wait until it has ended. */
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

  /** Runs all queued notifications, including those queued in the meantime; does nothing within a notification. */
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
