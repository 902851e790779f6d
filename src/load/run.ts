/** One load run from its start to its summary. */
import { runClosed } from './closed-model.ts';
import { runOpen } from './open-model.ts';
import { Recorder } from './recorder.ts';
import { createSender } from './sender.ts';
import type { Sender } from './sender.ts';
import type { LoadHooks, LoadOptions, LoadSummary } from './types.ts';

/**
 * Resolves when the duration is over and all requests in flight have ended, or at once when `hooks.signal` is aborted.
 * Never rejects: requests to a server that cannot be reached are counted.
 */
export async function runLoad(options: LoadOptions, hooks: LoadHooks = {}): Promise<LoadSummary> {
  const { model, duration } = options;
  const recorder = new Recorder(options.within);
  const sender = createSender(options, model.kind === 'closed' ? model.connections : model.maxInFlight);
  const start = performance.now();
  const stopReporting = reportSeconds(recorder, sender, start, hooks.onSecond);
  const run =
    model.kind === 'closed'
      ? runClosed(sender, recorder, model.connections)
      : runOpen(sender, recorder, model.rate, model.maxInFlight);
  const interrupted = await ended(duration, hooks.signal);
  run.stop();
  // Every request ends, at the latest by its timeout.
  if (!interrupted) await Promise.race([sender.idle(), aborted(hooks.signal)]);
  const unfinished = sender.inFlight;
  const seconds = (performance.now() - start) / 1000;
  stopReporting();
  await sender.close();
  return {
    url: options.url.href,
    ...recorder.total(seconds),
    unfinished,
    messages: recorder.messages,
    interrupted,
  };
}

function reportSeconds(
  recorder: Recorder,
  sender: Sender,
  start: number,
  onSecond: LoadHooks['onSecond'],
): () => void {
  let last = start;
  const timer = setInterval(() => {
    const now = performance.now();
    const figures = recorder.takeSecond((now - last) / 1000);
    last = now;
    onSecond?.({ ...figures, elapsed: (now - start) / 1000, inFlight: sender.inFlight });
  }, 1000);
  return () => clearInterval(timer);
}

/** @returns whether the signal ended it */
function ended(duration: number | undefined, signal: AbortSignal | undefined): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = duration === undefined ? undefined : setTimeout(() => resolve(false), duration);
  return Promise.race([promise, aborted(signal).then(() => true)]).finally(() => clearTimeout(timer));
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
