import type { Requests, Signal } from '../../src/operator/decision/observation.ts';
import type { Random } from './random.ts';
import type { Second } from './cluster.ts';

interface Entry extends Second {
  from: number;
  to: number;
}

/** Simulates Prometheus: counters that are scraped periodically, with failures. */
export class Monitor {
  readonly #random: Random;
  readonly #every: number;
  readonly #gaps: number;
  #since: Second = { total: 0, fast: 0, latency: 0 };
  #scrapedAt = 0;
  #entries: Entry[] = [];
  #handedOut = 0;
  #blindUntil = 0;

  /** @param gaps share of the scrapes that fail; one in fifty of these is an outage of half a minute */
  constructor(random: Random, every: number, gaps: number) {
    this.#random = random;
    this.#every = every;
    this.#gaps = gaps;
  }

  second(now: number, { total, fast, latency }: Second, window: number): void {
    const sum = this.#since;
    sum.total += total;
    sum.fast += fast;
    sum.latency += latency;
    if (now % this.#every !== 0 || now < this.#blindUntil) return;
    if (this.#gaps > 0 && this.#random.even() < this.#gaps) {
      if (this.#random.even() < 0.02) this.#blindUntil = now + 30;
      return;
    }
    this.#entries.push({ from: this.#scrapedAt, to: now, ...sum });
    this.#scrapedAt = now;
    this.#since = { total: 0, fast: 0, latency: 0 };
    while (this.#entries[0]!.to < now - window - this.#every) this.#entries.shift();
  }

  /** @param since nothing from before this is counted */
  signal(now: number, window: number, since: number, pods: number): Signal {
    const stale = now - this.#scrapedAt > 2 * this.#every + 2;
    if (stale) return { state: 'unknown', cause: 'NoSeries', detail: 'the last scrape is too long ago' };
    const from = Math.max(now - Math.max(window, this.#every), since);
    const inWindow = sum(this.#entries, (entry) => entry.from >= from - 0.001);
    const handedOut = this.#handedOut;
    this.#handedOut = this.#scrapedAt;
    if (inWindow.seconds === 0)
      return {
        state: 'unknown',
        cause: 'NotMeasuredYet',
        detail: 'these replicas have not been measured yet',
      };
    const fresh = sum(this.#entries, (entry) => entry.from >= Math.max(since, handedOut));
    return {
      state: 'counted',
      window: inWindow.requests,
      seconds: inWindow.seconds,
      fresh: fresh.requests,
      freshSeconds: fresh.seconds,
      pods,
      known: pods,
    };
  }
}

function sum(entries: Entry[], counts: (entry: Entry) => boolean): { requests: Requests; seconds: number } {
  const requests: Requests = { total: 0, fast: 0, doubtful: 0, latency: 0 };
  let seconds = 0;
  for (const entry of entries) {
    if (!counts(entry)) continue;
    requests.total += entry.total;
    requests.fast += entry.fast;
    requests.latency += entry.latency;
    seconds += entry.to - entry.from;
  }
  return { requests, seconds };
}
