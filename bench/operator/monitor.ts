import type { Signal } from '../../src/operator/decision/observation.ts';
import type { Second } from './cluster.ts';
import type { Random } from './random.ts';

interface Sample extends Second {
  at: number;
}

/** What Prometheus would say: counters scraped now and then, sometimes not, and the rate over a window of them. */
export class Monitor {
  readonly #random: Random;
  readonly #window: number;
  readonly #every: number;
  readonly #gaps: number;
  #counters: Second = { fast: 0, total: 0, latency: 0 };
  #samples: Sample[] = [];
  #blindUntil = 0;

  /** @param gaps share of the scrapes that fail; one in fifty of these is an outage of half a minute */
  constructor(random: Random, window: number, every: number, gaps: number) {
    this.#random = random;
    this.#window = window;
    this.#every = every;
    this.#gaps = gaps;
  }

  second(now: number, { fast, total, latency }: Second): void {
    const sum = this.#counters;
    this.#counters = { fast: sum.fast + fast, total: sum.total + total, latency: sum.latency + latency };
    if (now % this.#every !== 0 || now < this.#blindUntil) return;
    if (this.#random.even() < this.#gaps) {
      if (this.#random.even() < 0.02) this.#blindUntil = now + 30;
      return;
    }
    this.#samples.push({ at: now, ...this.#counters });
    while (this.#samples[0]!.at < now - this.#window) this.#samples.shift();
  }

  signal(now: number): Signal {
    const inWindow = this.#samples.filter(({ at }) => at >= now - this.#window);
    const [first, last] = [inWindow[0], inWindow.at(-1)];
    if (first === undefined || last === undefined || last.at === first.at)
      return { state: 'unknown', cause: 'NoSeries', detail: 'no two samples in the window' };
    const total = last.total - first.total;
    if (total === 0) return { state: 'idle', share: 1, rate: 0, mean: 0 };
    return {
      state: 'measured',
      share: (last.fast - first.fast) / total,
      rate: total / (last.at - first.at),
      mean: (last.latency - first.latency) / total,
    };
  }
}
