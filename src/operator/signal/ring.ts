import type { Requests } from '../decision/observation.ts';
import { added, merged, NO_REQUESTS } from './requests.ts';
import type { Histogram } from './requests.ts';

/** What the pods of a target have counted from some scrapes to the next; times are Prometheus', in seconds. */
export interface Entry {
  /** The earliest beginning and the latest end: pods are scraped one after the other. */
  from: number;
  to: number;
  /** The end of the first of the entries that have become this one. */
  since?: number;
  requests: Requests;
  /** Seconds, of all pods together. */
  covered: number;
  /** Intervals from a scrape to the next. */
  steps: number;
  /** Pods whose counters were known then. */
  known: number;
  /** By latency, where all bounds were asked for. */
  histogram?: Histogram;
  /** It has been part of an observation. */
  handed: boolean;
}

export interface Sum {
  requests: Requests;
  seconds: number;
  histogram?: Histogram;
}

/** Entries of one window at most: what is older is brought together in so many pieces. */
const PIECES = 64;

/** What was counted of late, piece by piece. */
export class Ring {
  #entries: Entry[] = [];
  /** Prometheus' time until which requests have been handed out. */
  #handedUntil = -Infinity;
  /** Handed out since the last answer; given again until the next one. */
  #handing = new Set<Entry>();

  get size(): number {
    return this.#entries.length;
  }

  /** A new answer is there: what was handed out upon the last one is not fresh any more. */
  next(): void {
    for (const entry of this.#handing) {
      entry.handed = true;
      this.#handedUntil = Math.max(this.#handedUntil, entry.to);
    }
    this.#handing.clear();
  }

  push(entry: Omit<Entry, 'handed'>, window: number): void {
    this.#entries.push({ ...entry, handed: false });
    const [older, old] = this.#entries.slice(-3);
    // The last one may still be handed out.
    if (older?.handed && old?.handed && old.to - (older.since ?? older.to) <= window / PIECES)
      this.#entries.splice(-3, 2, together(older, old));
    while (!within(this.#entries[0]!, entry.to - window - 1)) this.#entries.shift();
  }

  /** Forgets what was counted; what was handed out is not handed out again. */
  clear(): void {
    this.next();
    this.#entries = [];
  }

  /** What was counted before anybody watched: fresh, as far as no part of it was handed out. */
  begin(entries: Omit<Entry, 'handed'>[]): void {
    const past = entries.map((entry) => ({ ...entry, handed: entry.from < this.#handedUntil }));
    this.#entries = [...past, ...this.#entries];
  }

  /** Of the entries that lie for the most part after `start`, and wholly after `since`. */
  sum(start: number, since: number): Sum | undefined {
    return sumOf(this.#entries.filter((entry) => within(entry, start) && entry.from >= since));
  }

  /** What no observation has had yet, of what began at `since` or later. */
  fresh(since: number): Sum | undefined {
    const fresh = this.#entries.filter((entry) => !entry.handed);
    for (const entry of fresh) this.#handing.add(entry);
    return sumOf(fresh.filter((entry) => entry.from >= since));
  }
}

const within = ({ from, to }: Entry, start: number): boolean => (from + to) / 2 >= start;

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

function sumOf(entries: Entry[]): Sum | undefined {
  const [first, ...more] = entries;
  if (first === undefined) return undefined;
  const all = more.reduce(together, first);
  return {
    requests: all.requests,
    // Pods are scraped one after the other: each has its own stretch of time, and all of them serve side by side.
    seconds: all.covered / all.known,
    ...(all.histogram ? { histogram: all.histogram } : {}),
  };
}

export const NOTHING: Sum = { requests: NO_REQUESTS, seconds: 0 };
