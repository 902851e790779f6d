/**
 * Requests at a fixed rate. Each has a moment when it is due, and its latency counts from there: when the server (or
 * this program) is late, the waiting shows in the figures instead of thinning out the requests.
 */
import type { Recorder } from './recorder.ts';
import type { Sender } from './sender.ts';

/** How often it is looked what is due. */
const TICK = 1;

/**
 * @param rate requests per second
 * @param maxInFlight what is due beyond is dropped and counted
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
