/** Restart policies. */
import type { RestartPolicy } from '../types.ts';

export interface Exit {
  exitCode: number;
  /** By docker stop or kill. */
  stoppedByHand: boolean;
  /** How often the policy has restarted it. */
  restarts: number;
}

export function shouldRestart(policy: RestartPolicy, exit: Exit): boolean {
  if (exit.stoppedByHand) return false;
  switch (policy.name) {
    case 'no':
      return false;
    case 'on-failure':
      return exit.exitCode !== 0 && (policy.maximumRetries === 0 || exit.restarts < policy.maximumRetries);
    default:
      return true;
  }
}

const shortest = 100;
const longest = 60_000;
/** After a run of this length the delay is reset. */
const steady = 10_000;

/** Milliseconds until the next start: doubled every time, reset after a long run. */
export function restartDelay(previous: number | undefined, ranMilliseconds: number): number {
  if (previous === undefined || ranMilliseconds >= steady) return shortest;
  return Math.min(previous * 2, longest);
}
