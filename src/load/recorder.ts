/** Counts requests and their latencies: of the whole run, and of the current second. */
import { createHistogram } from 'node:perf_hooks';
import type { RecordableHistogram } from 'node:perf_hooks';
import type { Text } from '../messages/index.ts';
import type { ErrorKind, Latencies, LoadFigures } from './types.ts';

/** Histograms count whole numbers: microseconds. */
const MICRO = 1000;

class Tally {
  requests = 0;
  within = 0;
  dropped = 0;
  readonly errors: Partial<Record<ErrorKind, number>> = {};
  readonly histogram: RecordableHistogram = createHistogram({ figures: 3 });

  figures(seconds: number): LoadFigures {
    const { requests, within, dropped, errors } = this;
    return {
      seconds,
      requests,
      errors: { ...errors },
      perSecond: seconds > 0 ? requests / seconds : 0,
      shareWithin: requests > 0 ? within / requests : undefined,
      dropped,
      ...this.#latencies(),
    };
  }

  #latencies(): Latencies {
    if (this.histogram.count === 0) return { p50: undefined, p90: undefined, p99: undefined, max: undefined };
    // The upper bound of a bucket may be above the largest value in it.
    const at = (percentile: number) =>
      Math.min(this.histogram.percentile(percentile), this.histogram.max) / MICRO;
    return { p50: at(50), p90: at(90), p99: at(99), max: this.histogram.max / MICRO };
  }
}

export class Recorder {
  readonly #within: number;
  readonly #total = new Tally();
  #second = new Tally();
  readonly messages: Partial<Record<ErrorKind, Text>> = {};

  /** @param within milliseconds */
  constructor(within: number) {
    this.#within = within;
  }

  /** @param latency milliseconds */
  answered(latency: number): void {
    for (const tally of [this.#total, this.#second]) {
      tally.requests++;
      if (latency <= this.#within) tally.within++;
      tally.histogram.record(Math.max(1, Math.round(latency * MICRO)));
    }
  }

  failed(kind: ErrorKind, message: Text): void {
    this.messages[kind] ??= message;
    for (const tally of [this.#total, this.#second]) {
      tally.requests++;
      tally.errors[kind] = (tally.errors[kind] ?? 0) + 1;
    }
  }

  dropped(count: number): void {
    for (const tally of [this.#total, this.#second]) tally.dropped += count;
  }

  total(seconds: number): LoadFigures {
    return this.#total.figures(seconds);
  }

  /** The figures since the last call. */
  takeSecond(seconds: number): LoadFigures {
    const figures = this.#second.figures(seconds);
    this.#second = new Tally();
    return figures;
  }
}
