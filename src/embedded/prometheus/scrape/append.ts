/** Stores the samples of a scrape, and staleness markers for series that have ended. */
import type { ScrapeConfig } from '../config-types.ts';
import { Labels, METRIC_NAME } from '../labels.ts';
import { relabel } from '../relabel.ts';
import type { Tsdb } from '../tsdb.ts';
import type { ExposedSample } from './exposition.ts';

export interface ScrapeReport {
  up: boolean;
  seconds: number;
  scraped: number;
  afterRelabelling: number;
  added: number;
}

class SampleLimitExceeded extends Error {}

/** Appends to the series of one target; remembers those of the last scrape to detect ended ones. */
export class TargetAppender {
  readonly #tsdb: Tsdb;
  readonly #target: Labels;
  readonly #config: Pick<ScrapeConfig, 'honorLabels' | 'honorTimestamps' | 'metricRelabel' | 'sampleLimit'>;
  /** A sample's exposed labels → its stored labels; undefined: dropped. */
  readonly #known = new Map<string, Labels | undefined>();
  #current = new Map<string, Labels>();

  constructor(tsdb: Tsdb, target: Labels, config: TargetAppender['config']) {
    this.#tsdb = tsdb;
    this.#target = target;
    this.#config = config;
  }

  get config(): Pick<ScrapeConfig, 'honorLabels' | 'honorTimestamps' | 'metricRelabel' | 'sampleLimit'> {
    return this.#config;
  }

  /**
   * @param t when the scrape began; the default timestamp of samples
   * @throws SampleLimitExceeded and stores nothing
   */
  append(samples: readonly ExposedSample[], t: number): Pick<ScrapeReport, 'afterRelabelling' | 'added'> {
    const kept = samples.flatMap((sample) => {
      const labels = this.#stored(sample.labels);
      return labels ? [{ ...sample, labels }] : [];
    });
    const limit = this.#config.sampleLimit;
    if (limit > 0 && kept.length > limit) throw new SampleLimitExceeded('sample limit exceeded');
    const seen = new Map<string, Labels>();
    let added = 0;
    for (const { labels, v, t: stated } of kept) {
      const own = this.#config.honorTimestamps ? stated : undefined;
      if (!this.#current.has(labels.key)) added++;
      this.#tsdb.append(labels, own ?? t, v);
      // A series with explicit timestamps may pause without having ended.
      if (own === undefined) seen.set(labels.key, labels);
    }
    this.#end(
      [...this.#current.values()].filter(({ key }) => !seen.has(key)),
      t,
    );
    this.#current = seen;
    return { afterRelabelling: kept.length, added };
  }

  /** For a failed scrape: all series of the target become stale. */
  fail(t: number): void {
    this.#end(this.#current.values(), t);
    this.#current = new Map();
  }

  report({ up, seconds, scraped, afterRelabelling, added }: ScrapeReport, t: number): void {
    const values = { up: Number(up), scrape_duration_seconds: seconds, scrape_samples_scraped: scraped };
    const more = { scrape_samples_post_metric_relabeling: afterRelabelling, scrape_series_added: added };
    for (const [name, v] of Object.entries({ ...values, ...more })) this.#tsdb.append(this.#own(name), t, v);
  }

  /** For a removed target: its series, including `up` and the like, become stale. */
  close(t: number): void {
    this.fail(t);
    this.#end(
      REPORTS.map((name) => this.#own(name)),
      t,
    );
  }

  #own(name: string): Labels {
    return this.#target.set(METRIC_NAME, name);
  }

  #end(series: Iterable<Labels>, t: number): void {
    for (const labels of series) this.#tsdb.append(labels, t, 'stale');
  }

  #stored(labels: Labels): Labels | undefined {
    if (!this.#known.has(labels.key)) {
      if (this.#known.size > 20_000) this.#known.clear();
      const relabelled = relabel(this.#merged(labels), this.#config.metricRelabel);
      this.#known.set(labels.key, relabelled?.get(METRIC_NAME) ? relabelled : undefined);
    }
    return this.#known.get(labels.key);
  }

  /** If a sample and its target have the same label, `honor_labels` decides. */
  #merged(labels: Labels): Labels {
    let merged = labels;
    for (const [name, value] of this.#target.entries()) {
      const own = labels.get(name);
      if (own && this.#config.honorLabels) continue;
      if (own) merged = merged.set(freeName(merged, name), own);
      merged = merged.set(name, value);
    }
    return merged;
  }
}

const REPORTS = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
];

function freeName(labels: Labels, name: string): string {
  let free = `exported_${name}`;
  while (labels.get(free)) free = `exported_${free}`;
  return free;
}
