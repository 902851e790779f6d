export interface Workers {
  /**
   * Runs the job on the next free worker.
   * @throws the signal's reason when it aborts before a worker was free
   */
  run<T>(job: () => Promise<T>, signal: AbortSignal): Promise<T>;
  readonly waiting: number;
}

/** A small fixed number of workers, as a pool of database connections is: who finds none free waits in line. */
export function createWorkers(size: number): Workers {
  const line: (() => void)[] = [];
  let free = size;

  const acquire = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        resolve();
        return;
      }
      const leave = () => {
        line.splice(line.indexOf(enter), 1);
        reject(signal.reason as Error);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      line.push(enter);
    });

  const release = () => {
    const next = line.shift();
    if (next) next();
    else free += 1;
  };

  return {
    async run(job, signal) {
      await acquire(signal);
      try {
        return await job();
      } finally {
        release();
      }
    },
    get waiting() {
      return line.length;
    },
  };
}
