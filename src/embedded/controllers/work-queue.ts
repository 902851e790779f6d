/** Keys to reconcile: each is at most once in the queue, and failures are retried with exponential back-off. */

export interface WorkQueue {
  add(key: string): void;
  /** If a key is added several times, the earliest time counts. */
  addAfter(key: string, milliseconds: number): void;
  close(): void;
}

const FIRST_RETRY = 5;
const LAST_RETRY = 60_000;
// Longer timers overflow in Node and would fire immediately.
const LONGEST_TIMER = 2 ** 31 - 1;
// The API server runs on this thread as well, between two slices.
const SLICE = 10;

/** @param sync reconciles one key, synchronously; if it throws, the error is reported and the key retried later */
export function createWorkQueue(
  sync: (key: string) => void,
  onError: (key: string, error: unknown) => void,
): WorkQueue {
  const waiting = new Set<string>();
  const timers = new Map<string, { due: number; timer: NodeJS.Timeout }>();
  const failures = new Map<string, number>();
  let scheduled = false;
  let closed = false;

  function schedule(): void {
    if (scheduled || closed) return;
    scheduled = true;
    setImmediate(run);
  }

  function run(): void {
    scheduled = false;
    const end = performance.now() + SLICE;
    for (const key of waiting) {
      if (closed) return;
      waiting.delete(key);
      attempt(key);
      if (performance.now() > end) break;
    }
    if (waiting.size > 0) schedule();
  }

  function attempt(key: string): void {
    try {
      sync(key);
      failures.delete(key);
    } catch (error) {
      const count = failures.get(key) ?? 0;
      failures.set(key, count + 1);
      onError(key, error);
      queue.addAfter(key, Math.min(FIRST_RETRY * 2 ** count, LAST_RETRY));
    }
  }

  const queue: WorkQueue = {
    add(key) {
      if (closed) return;
      waiting.add(key);
      schedule();
    },
    addAfter(key, milliseconds) {
      if (closed) return;
      const due = Date.now() + milliseconds;
      const present = timers.get(key);
      if (present && present.due <= due) return;
      if (present) clearTimeout(present.timer);
      const timer = setTimeout(
        () => {
          timers.delete(key);
          queue.add(key);
        },
        Math.min(Math.max(milliseconds, 0), LONGEST_TIMER),
      );
      timer.unref();
      timers.set(key, { due, timer });
    },
    close() {
      closed = true;
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
      waiting.clear();
    },
  };
  return queue;
}
