import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Workers } from '../workers.ts';

// Half a second is not a multiple of it: with a queue that takes just that long, every clock would count differently.
const SERVICE_MILLISECONDS = 110;

/** Slow under load: 110 ms with a worker, and the time in line before one is free. */
export function slow(workers: Workers): RequestHandler {
  return async (_req, res) => {
    const start = performance.now();
    const gone = new AbortController();
    res.once('close', () => gone.abort(new Error('the client went away')));
    try {
      await workers.run(() => sleep(SERVICE_MILLISECONDS), gone.signal);
    } catch (error) {
      // Nobody is left to answer.
      if (gone.signal.aborted) return;
      throw error;
    }
    res.json({ milliseconds: Math.round(performance.now() - start), waiting: workers.waiting });
  };
}
