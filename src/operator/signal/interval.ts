/** The scrape interval of a process, as derived from the times of its scrapes; seconds. */
export interface Interval {
  /** Its lower bound. */
  least: number;
  likely: number;
  /** The longest recent one: a scrape may have failed. */
  most: number;
}

/** How many intervals are kept: if one of them is short, longer ones are failed scrapes. */
const KEPT = 12;
/** How many intervals count as recent. */
const RECENT = 4;

/** Measures the interval of the scrapes of one process. */
export class IntervalMeter {
  #seen: { took: number; least: number }[] = [];
  #counted?: Interval;

  /** @param scrapes within the last minute */
  count(scrapes: number | undefined): void {
    if (scrapes === undefined || !(scrapes >= 1)) return;
    // The minute may contain one scrape more or fewer, depending on where it begins.
    const most = scrapes > 1 ? 60 / (scrapes - 1) : 120;
    this.#counted = { least: 60 / (scrapes + 1), likely: 60 / scrapes, most };
  }

  /**
   * @param took from one known scrape to the next
   * @param unwatched since the last answer: there may have been another scrape in this time
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
      most: Math.max(...took.slice(-RECENT)),
    };
  }
}

/** A process whose last scrape is older than this is no longer scraped. */
export const recent = (interval: Interval | undefined): number =>
  interval === undefined ? 125 : 2 * interval.most + 1;

/** Whether the window always contains two scrapes. */
export const fits = ({ least }: Interval, window: number): boolean => 1.5 * least <= window;

/** For people, as the configured interval is a whole number. */
export const rounded = (seconds: number): number =>
  seconds < 1 ? Number(seconds.toPrecision(1)) : Math.round(seconds);
