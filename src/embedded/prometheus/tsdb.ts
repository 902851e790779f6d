/**
 * Samples in memory. A series has chunks of typed arrays, 12 bytes per sample; a chunk of equal values stores only
 * one value, as for most histogram buckets of an idle service.
 */
import { Labels, METRIC_NAME } from './labels.ts';
import { matches } from './matcher.ts';
import type { Matcher } from './matcher.ts';

const CHUNK_SAMPLES = 120;
/** The NaN of the staleness marker. JavaScript does not distinguish NaNs, so the bits are compared. */
const STALE_BITS = 0x7ff0000000000002n;

export interface Point {
  /** Milliseconds since 1970. */
  t: number;
  v: number;
}

class Chunk {
  readonly base: number;
  #length = 0;
  #offsets = new Int32Array(CHUNK_SAMPLES);
  #values = new Float64Array(CHUNK_SAMPLES);

  constructor(base: number) {
    this.base = base;
  }

  get length(): number {
    return this.#length;
  }
  get full(): boolean {
    return this.#length === CHUNK_SAMPLES;
  }

  fits(t: number): boolean {
    return !this.full && t - this.base < 2 ** 31;
  }

  append(t: number, v: number | 'stale'): void {
    this.#offsets[this.#length] = t - this.base;
    if (v === 'stale') new BigUint64Array(this.#values.buffer)[this.#length] = STALE_BITS;
    else this.#values[this.#length] = v;
    this.#length++;
    if (this.full) this.#compact();
  }

  time(index: number): number {
    return this.base + (this.#offsets[index] as number);
  }

  value(index: number): number {
    return this.#values[this.#values.length === 1 ? 0 : index] as number;
  }

  isStale(index: number): boolean {
    const at = this.#values.length === 1 ? 0 : index;
    return Number.isNaN(this.#values[at]) && new BigUint64Array(this.#values.buffer)[at] === STALE_BITS;
  }

  #compact(): void {
    const bits = new BigUint64Array(this.#values.buffer);
    if (bits.every((value) => value === bits[0])) this.#values = this.#values.slice(0, 1);
  }
}

export class Series {
  readonly labels: Labels;
  readonly #chunks: Chunk[] = [];

  constructor(labels: Labels) {
    this.labels = labels;
  }

  get lastTime(): number {
    const chunk = this.#chunks.at(-1);
    return chunk ? chunk.time(chunk.length - 1) : -Infinity;
  }
  get firstTime(): number {
    return this.#chunks[0]?.time(0) ?? Infinity;
  }

  /** @returns false if the sample is out of order, or a duplicate with another value */
  append(t: number, v: number | 'stale'): boolean {
    const last = this.#chunks.at(-1);
    if (last && t <= this.lastTime) {
      const index = last.length - 1;
      const same =
        v === 'stale' ? last.isStale(index) : Object.is(last.value(index), v) && !last.isStale(index);
      return t === this.lastTime && same;
    }
    const chunk = last?.fits(t) ? last : new Chunk(t);
    if (chunk !== last) this.#chunks.push(chunk);
    chunk.append(t, v);
    return true;
  }

  /** The last sample in [from, to]; undefined if there is none or it is a staleness marker. */
  latest(from: number, to: number): Point | undefined {
    for (let index = this.#chunks.length - 1; index >= 0; index--) {
      const chunk = this.#chunks[index] as Chunk;
      if (chunk.base > to) continue;
      const at = firstAfter(chunk, to) - 1;
      const t = chunk.time(at);
      return t < from || chunk.isStale(at) ? undefined : { t, v: chunk.value(at) };
    }
    return undefined;
  }

  /** All samples in [from, to], without staleness markers. */
  range(from: number, to: number): Point[] {
    const points: Point[] = [];
    for (const chunk of this.#chunks) {
      if (chunk.base > to) break;
      if (chunk.time(chunk.length - 1) < from) continue;
      for (let index = firstAfter(chunk, from - 1); index < chunk.length && chunk.time(index) <= to; index++)
        if (!chunk.isStale(index)) points.push({ t: chunk.time(index), v: chunk.value(index) });
    }
    return points;
  }

  dropBefore(t: number): void {
    while (this.#chunks[0] && this.#chunks[0].time(this.#chunks[0].length - 1) < t) this.#chunks.shift();
  }

  get empty(): boolean {
    return this.#chunks.length === 0;
  }
}

function firstAfter(chunk: Chunk, t: number): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (chunk.time(middle) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class Tsdb {
  readonly #series = new Map<string, Series>();
  readonly #byName = new Map<string, Set<Series>>();
  samplesAppended = 0;

  /** The series with these labels; created if it does not exist. */
  series(labels: Labels): Series {
    let series = this.#series.get(labels.key);
    if (!series) {
      series = new Series(labels);
      this.#series.set(labels.key, series);
      const name = labels.get(METRIC_NAME);
      this.#byName.set(name, (this.#byName.get(name) ?? new Set()).add(series));
    }
    return series;
  }

  /** @returns false if the sample is not stored: out of order, or a duplicate with another value */
  append(labels: Labels, t: number, v: number | 'stale'): boolean {
    const stored = this.series(labels).append(t, v);
    if (stored) this.samplesAppended++;
    return stored;
  }

  select(matchers: readonly Matcher[]): Series[] {
    const name = matchers.find((one) => one.name === METRIC_NAME && one.operator === '=');
    const candidates = name ? (this.#byName.get(name.value) ?? []) : this.#series.values();
    return [...candidates].filter((series) => matches(series.labels, matchers));
  }

  get size(): number {
    return this.#series.size;
  }

  /** Removes older samples, and empty series. */
  truncate(before: number): void {
    for (const [key, series] of this.#series) {
      series.dropBefore(before);
      if (!series.empty) continue;
      this.#series.delete(key);
      const name = series.labels.get(METRIC_NAME);
      const siblings = this.#byName.get(name);
      siblings?.delete(series);
      if (siblings?.size === 0) this.#byName.delete(name);
    }
  }
}
