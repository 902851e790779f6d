import type { Requests } from '../decision/observation.ts';
import { added, merged, NO_REQUESTS } from './requests.ts';
import type { Histogram } from './requests.ts';

/** The requests of a target's pods from some scrapes to the next; times are Prometheus', in seconds. */
export interface Entry {
  /** The earliest beginning and the latest end: pods are scraped one after the other. */
  from: number;
  to: number;
  /** The end of the first of the entries that were merged into this one. */
  since?: number;
  requests: Requests;
  /** Seconds, of all pods together. */
  covered: number;
  /** Number of intervals between scrapes. */
  steps: number;
  /** Number of pods whose counters were known. */
  known: number;
  /** By latency, if all bounds were queried. */
  histogram?: Histogram;
  /** It has been part of an observation. */
  handed: boolean;
}

export interface Sum {
  requests: Requests;
  seconds: number;
  histogram?: Histogram;
}

/** The most entries of one window: older ones are merged into so many pieces. */
const PIECES = 64;

/** The recent requests, entry by entry. */
export class Ring {
  #entries: Entry[] = [];
  /** Prometheus' time until which requests have been handed out. */
  #handedUntil: number;
  /** Handed out since the last answer; handed out again until the next one. */
  #handing = new Set<Entry>();

  constructor(handedUntil = -Infinity) {
    this.#handedUntil = handedUntil;
  }

  get handedUntil(): number {
    return [...this.#handing].reduce((until, { to }) => Math.max(until, to), this.#handedUntil);
  }

  /** A new answer has arrived: what was handed out for the last one is no longer fresh. */
  next(): void {
    this.#handedUntil = this.handedUntil;
    for (const entry of this.#handing) entry.handed = true;
    this.#handing.clear();
  }

  push(entry: Omit<Entry, 'handed'>, window: number): void {
    this.#entries.push({ ...entry, handed: false });
    const [older, old] = this.#entries.slice(-3);
    // The last one may still be handed out.
    if (older?.handed && old?.handed && old.to - (older.since ?? older.to) <= window / PIECES)
      this.#entries.splice(-3, 2, together(older, old));
    while (this.#entries[0]!.to < entry.to - window) this.#entries.shift();
  }

  /** Removes all entries; what was handed out is not handed out again. */
  clear(): void {
    this.next();
    this.#entries = [];
  }

  /** Adds entries from before the first answer: fresh, unless a part of them was handed out. */
  begin(entries: Omit<Entry, 'handed'>[]): void {
    const past = entries.map((entry) => ({ ...entry, handed: entry.from < this.#handedUntil }));
    this.#entries = [...past, ...this.#entries];
  }

  /** The latest entries that began at `since` or later, as many as fill the window. */
  sum(now: number, window: number, since: number): Sum | undefined {
    let sum: Entry | undefined;
    for (const entry of this.#entries.toReversed()) {
      if (entry.from < since || entry.to <= now - window) continue;
      const more = sum === undefined ? entry : together(entry, sum);
      // The times of scrapes vary slightly.
      if (sum !== undefined && secondsOf(more) > 1.01 * window) break;
      sum = more;
    }
    return sum && sumOf(sum);
  }

  /** The entries that no observation has had yet, of those that began at `since` or later. */
  fresh(since: number): Sum | undefined {
    const fresh = this.#entries.filter((entry) => !entry.handed);
    for (const entry of fresh) this.#handing.add(entry);
    const [first, ...more] = fresh.filter((entry) => entry.from >= since);
    return first && sumOf(more.reduce(together, first));
  }
}

function together(a: Entry, b: Entry): Entry {
  return {
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    since: a.since ?? a.to,
    requests: added(a.requests, b.requests),
    covered: a.covered + b.covered,
    steps: a.steps + b.steps,
    known: (a.known * a.steps + b.known * b.steps) / (a.steps + b.steps),
    ...(a.histogram && b.histogram ? { histogram: merged(a.histogram, b.histogram) } : {}),
    handed: true,
  };
}

const sumOf = (entry: Entry): Sum => ({
  requests: entry.requests,
  seconds: secondsOf(entry),
  ...(entry.histogram ? { histogram: entry.histogram } : {}),
});

/** Pods are scraped one after the other: each covers its own time, and all of them serve in parallel. */
const secondsOf = ({ covered, known }: Entry): number => covered / known;

export const NOTHING: Sum = { requests: NO_REQUESTS, seconds: 0 };
