import type { Signal } from '../../../../src/operator/decision/observation.ts';
import type { Decision } from '../../../../src/operator/decision/reason.ts';
import { Monitor } from '../../../../bench/operator/monitor.ts';
import { randomFrom } from '../../../../bench/operator/random.ts';
import { NOON } from './target.ts';
import type { Target } from './target.ts';

export interface Traffic {
  seed: number;
  /** Requests a second, on average: a Poisson process. */
  rate: number;
  /** The true share of fast ones, whatever the replicas. */
  share: number;
  seconds: number;
  /** Asked by a query of the user's own: nobody says of how many. */
  own?: boolean;
}

/** Independent requests, counted each second as Prometheus would. */
export function serve(target: Target, { seed, rate, share, seconds, own }: Traffic): void {
  const { even, exponential } = randomFrom(seed);
  const { window } = target.policy;
  const monitor = new Monitor(randomFrom(0), 1, 0);
  for (let second = 1; second <= seconds; second++) {
    let total = 0;
    let fast = 0;
    for (let at = exponential(1 / rate); at < 1; at += exponential(1 / rate)) {
      total++;
      if (even() < share) fast++;
    }
    monitor.second(second, { total, fast, latency: 0.1 * total }, window);
    const since = (target.memory.settledAt ?? -Infinity) - NOON;
    const signal = monitor.signal(second, window, own ? -Infinity : since, target.replicas);
    target.observe({ signal: own ? valueOf(signal) : signal });
  }
}

function valueOf(signal: Signal): Signal {
  if (signal.state !== 'counted') return signal;
  const { total, fast } = signal.window;
  return { state: 'share', share: total === 0 ? 1 : fast / total, idle: total === 0 };
}

/** What the replicas do in one second. */
export interface Answers {
  /** Requests a second, and the share of fast ones. */
  rate: number;
  share: number;
  /** Mean latency, seconds. */
  mean: number;
}

/** Traffic as it is described, counted each second, with a window that holds what was. */
export class Described {
  readonly #target: Target;
  readonly #monitor = new Monitor(randomFrom(0), 1, 0);
  readonly #began: number;

  constructor(target: Target) {
    this.#target = target;
    this.#began = target.now;
  }

  second({ rate, share, mean }: Answers): Decision {
    const { policy, memory, replicas, now } = this.#target;
    const at = now + 1 - this.#began;
    this.#monitor.second(at, { total: rate, fast: rate * share, latency: rate * mean }, policy.window);
    const since = (memory.settledAt ?? -Infinity) - this.#began;
    return this.#target.observe({ signal: this.#monitor.signal(at, policy.window, since, replicas) });
  }
}
