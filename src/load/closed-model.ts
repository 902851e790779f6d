/** The closed model: each user sends its next request when the last one has ended. */
import type { Sender } from './sender.ts';
import type { Recorder } from './recorder.ts';

/** Milliseconds. Requests that fail at once would otherwise be repeated thousands of times a second. */
const PAUSE_AFTER_ERROR = 100;

/** Starts the users; after `stop` nothing more is sent. */
export function runClosed(sender: Sender, recorder: Recorder, connections: number): { stop(): void } {
  const pauses = new Set<NodeJS.Timeout>();
  let stopped = false;

  function next(): void {
    if (stopped) return;
    const sent = performance.now();
    sender.send((outcome) => {
      if (outcome.kind === 'answered') recorder.answered(performance.now() - sent);
      if (outcome.kind === 'failed') {
        recorder.failed(outcome.error, outcome.message);
        const pause = setTimeout(() => {
          pauses.delete(pause);
          next();
        }, PAUSE_AFTER_ERROR);
        pauses.add(pause);
      } else if (outcome.kind === 'answered') next();
    });
  }

  for (let user = 0; user < connections; user++) next();
  return {
    stop() {
      stopped = true;
      for (const pause of pauses) clearTimeout(pause);
    },
  };
}
