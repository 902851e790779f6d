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
  #handedUntil: number;
  /** Handed out since the last answer; given again until the next one. */
  #handing = new Set<Entry>();

  constructor(handedUntil = -Infinity) {
    this.#handedUntil = handedUntil;
  }

  get handedUntil(): number {
    return [...this.#handing].reduce((until, { to }) => Math.max(until, to), this.#handedUntil);
  }

  /** A new answer is there: what was handed out upon the last one is not fresh any more. */
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

  /** The latest of what began at `since` or later and is not older than the window: as much as fills it. */
  sum(now: number, window: number, since: number): Sum | undefined {
    let sum: Entry | undefined;
    for (const entry of this.#entries.toReversed()) {
      if (entry.from < since || entry.to <= now - window) continue;
      const more = sum === undefined ? entry : together(entry, sum);
      // Scrapes do not keep to the millisecond.
      if (sum !== undefined && secondsOf(more) > 1.01 * window) break;
      sum = more;
    }
    return sum && sumOf(sum);
  }

  /** What no observation has had yet, of what began at `since` or later. */
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

/** Pods are scraped one after the other: each has its own stretch of time, and all of them serve side by side. */
const secondsOf = ({ covered, known }: Entry): number => covered / known;

export const NOTHING: Sum = { requests: NO_REQUESTS, seconds: 0 };
