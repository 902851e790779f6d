/** How often a process is scraped, as far as the times of its scrapes tell; seconds. */
export interface Interval {
  /** It cannot be shorter than this. */
  least: number;
  likely: number;
  /** The longest of late: a scrape may have been missed. */
  most: number;
}

/** So many of the last intervals are kept: as long as one of them is short, the others are scrapes that failed. */
const KEPT = 12;
/** For so many intervals a scrape that failed is remembered. */
const OF_LATE = 4;

/** Measures the interval of the scrapes of one process. */
export class IntervalMeter {
  #seen: { took: number; least: number }[] = [];
  #counted?: Interval;

  /** @param scrapes within the last minute */
  count(scrapes: number | undefined): void {
    if (scrapes === undefined || !(scrapes >= 1)) return;
    // Where the minute begins between two scrapes, there may be one more or one fewer.
    const most = scrapes > 1 ? 60 / (scrapes - 1) : 120;
    this.#counted = { least: 60 / (scrapes + 1), likely: 60 / scrapes, most };
  }

  /**
   * @param took from one known scrape to the next
   * @param unwatched since the answer before: within this time there may have been another one
   */
  scraped(took: number, unwatched: number): void {
    this.#seen.push({ took, least: Math.max(0, took - unwatched) });
    if (this.#seen.length > KEPT) this.#seen.shift();
  }

  get interval(): Interval | undefined {
    if (this.#seen.length === 0) return this.#counted;
    const took = this.#seen.map((each) => each.took);
    return {
      least: Math.min(...this.#seen.map((each) => each.least)),
      likely: Math.min(...took),
      most: Math.max(...took.slice(-OF_LATE)),
    };
  }
}

/** A process whose last scrape is older than this is not scraped any more. */
export const recent = (interval: Interval | undefined): number =>
  interval === undefined ? 125 : 2 * interval.most + 1;

/** The window holds the way from one scrape to the next in any case. */
export const fits = ({ least }: Interval, window: number): boolean => 1.5 * least <= window;

/** For people, who gave a whole number. */
export const rounded = (seconds: number): number =>
  seconds < 1 ? Number(seconds.toPrecision(1)) : Math.round(seconds);
