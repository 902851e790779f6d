/**
 * Exponential backoff with jitter: each wait is at most `capMs`, so that a recovery is noticed soon. It counts from the
 * start of the attempt: one that hung until its timeout has already waited.
 */
export class Backoff {
  readonly #firstMs: number;
  readonly #capMs: number;
  #attempts = 0;

  constructor(firstMs = 200, capMs = 3000) {
    this.#firstMs = firstMs;
    this.#capMs = capMs;
  }

  /** @param began when the attempt that failed began, by `performance.now()` */
  next(began = performance.now()): number {
    const full = Math.min(this.#capMs, this.#firstMs * 2 ** this.#attempts++);
    // Jitter: many clients that lost the same server must not return at the same time.
    return Math.max(0, full * (0.5 + Math.random() / 2) - (performance.now() - began));
  }

  reset(): void {
    this.#attempts = 0;
  }
}

/** Node.js treats a longer timeout as none. */
const LONGEST_MS = 2 ** 31 - 1;

/** Resolves after the time, or at once when aborted; never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(Math.max(0, ms), LONGEST_MS));
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** Waits for the work, at most for the time or until `signal` is aborted. Rejects if the work does. */
export async function within(work: Promise<unknown>, ms: number, signal?: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>();
  const aborted = (): void => over.resolve();
  const timer = setTimeout(aborted, Math.min(Math.max(0, ms), LONGEST_MS));
  signal?.addEventListener('abort', aborted, { once: true });
  if (signal?.aborted) over.resolve();
  try {
    await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  }
}
