/**
 * The open model: requests at a fixed rate. Each has a due time, and its latency is measured from there: if the server
 * (or this program) is late, the wait is part of the latency, and the rate stays the same.
 */
import type { Recorder } from './recorder.ts';
import type { Sender } from './sender.ts';

/** How often due requests are sent. */
const TICK = 1;

/**
 * @param rate requests per second
 * @param maxInFlight due requests beyond this are dropped and counted
 */
export function runOpen(
  sender: Sender,
  recorder: Recorder,
  rate: number,
  maxInFlight: number,
): { stop(): void } {
  const start = performance.now();
  const interval = 1000 / rate;
  let next = 0;

  const tick = setInterval(() => {
    const now = performance.now();
    for (let due = start + next * interval; due <= now; due = start + next * interval) {
      next++;
      if (sender.inFlight >= maxInFlight) recorder.dropped(1);
      else sendDue(due);
    }
  }, TICK);

  function sendDue(due: number): void {
    sender.send((outcome) => {
      if (outcome.kind === 'answered') recorder.answered(performance.now() - due);
      else if (outcome.kind === 'failed') recorder.failed(outcome.error, outcome.message);
    });
  }

  return { stop: () => clearInterval(tick) };
}
