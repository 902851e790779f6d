import { pause, textOf } from '../../kubernetes/index.ts';
import type { Text } from '../../messages/dashboard/index.ts';
import { sayable } from '../model/sayable.ts';
import type { Measured } from '../model/traffic.ts';
import type { Point, Source } from '../view/view.ts';
import { pastOf, presentOf } from './answers.ts';
import type { Present } from './answers.ts';
import type { Ask } from './prometheus.ts';
import { ENOUGH_SCRAPES, past, present } from './questions.ts';

const EVERY_MS = 1000;
/** One answer that does not come changes nothing. */
const ENOUGH_FAILURES = 2;
/** Of the history: half as many points as in the present. */
const STEP_MS = 2000;

export interface MeterOptions {
  ask: Ask;
  namespace: string;
  thresholdMs: () => number;
  /** Whether there is a Prometheus; undefined while that is not known. */
  exists: () => boolean | undefined;
  /** Milliseconds that a Prometheus may take until it answers for the first time. */
  beginsMs: number;
  /** The history is asked for from here, milliseconds since 1970. */
  since: () => number;
  /** Points from before, the oldest first; once, before the first `onTick`. */
  onHistory: (points: Point[]) => void;
  /** Something may have changed; once a second. */
  onTick: (at: number) => void;
  onTrouble: (why: Text) => void;
}

/** Asks Prometheus once a second, for as long as somebody looks. */
export class Meter {
  readonly #options: MeterOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #source: Source = { state: 'connecting', since: Date.now() };
  #measured: Measured | undefined;
  #failures = 0;
  #rarely = false;
  #withHistory = false;

  constructor(options: MeterOptions) {
    this.#options = options;
  }

  get source(): Source {
    return this.#source;
  }

  /** Of the last second; undefined if it is not known. */
  get measured(): Measured | undefined {
    return this.#measured;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const began = performance.now();
      const at = Date.now();
      const exists = this.#options.exists();
      if (exists) await this.#measure();
      else this.#nothing(exists === undefined ? 'connecting' : 'none');
      if (signal.aborted) return;
      this.#options.onTick(at);
      await pause(EVERY_MS - (performance.now() - began), signal);
    }
  }

  #nothing(state: 'connecting' | 'none'): void {
    this.#measured = undefined;
    this.#failures = 0;
    this.#become(state);
  }

  async #measure(): Promise<void> {
    const { onTrouble } = this.#options;
    try {
      const now = await this.#present();
      this.#failures = 0;
      if (!this.#withHistory && now.at !== undefined) await this.#history(now.at - Date.now());
      this.#measured = now;
      this.#become('ok');
    } catch (error) {
      this.#measured = undefined;
      if (this.#stop.signal.aborted) return;
      this.#failures++;
      const { state, since } = this.#source;
      const begins =
        state !== 'ok' &&
        state !== 'away' &&
        (state === 'none' || Date.now() - since < this.#options.beginsMs);
      if (begins) return this.#become('connecting');
      if (this.#failures < ENOUGH_FAILURES) return;
      const why = sayable(String(textOf(error)));
      if (this.#source.why !== why) onTrouble(textOf(error));
      this.#become('away', why);
    }
  }

  /** Where scrapes are rare, rates need a longer time; at first that is not known. */
  async #present(): Promise<Present> {
    const ask = () => this.#ask('query', { query: present(this.#question()) }, presentOf);
    const now = await ask();
    const before = this.#rarely;
    this.#rarely = now.scrapes !== undefined && now.scrapes < ENOUGH_SCRAPES;
    return this.#rarely && !before ? ask() : now;
  }

  /** @param ahead how far Prometheus' clock is ahead of this one's, in milliseconds */
  async #history(ahead: number): Promise<void> {
    const { since, onHistory } = this.#options;
    this.#withHistory = true;
    const [start, end] = [since() + ahead, Date.now() + ahead - EVERY_MS];
    if (end <= start) return;
    const range = { start: seconds(start), end: seconds(end), step: seconds(STEP_MS) };
    try {
      const points = await this.#ask('query_range', { query: past(this.#question()), ...range }, pastOf);
      onHistory(points.map((point) => ({ ...point, at: Math.round(point.at - ahead) })));
    } catch {
      // Then the graph begins now.
    }
  }

  #question() {
    const { namespace, thresholdMs } = this.#options;
    return { namespace, thresholdMs: thresholdMs(), rarely: this.#rarely };
  }

  async #ask<T>(
    endpoint: string,
    parameters: Record<string, string>,
    read: (reply: Awaited<ReturnType<Ask>>) => T,
  ): Promise<T> {
    const path = `/api/v1/${endpoint}?${new URLSearchParams(parameters)}`;
    return read(await this.#options.ask(path, this.#stop.signal));
  }

  #become(state: Source['state'], why?: string): void {
    if (this.#source.state === state && this.#source.why === why) return;
    const since = this.#source.state === state ? this.#source.since : Date.now();
    this.#source = { state, since, ...(why === undefined ? {} : { why }) };
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
