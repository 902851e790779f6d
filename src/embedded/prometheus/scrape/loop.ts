/** Scrapes one target periodically, until it is stopped. */
import type { ScrapeConfig } from '../config-types.ts';
import type { Tsdb } from '../tsdb.ts';
import { TargetAppender } from './append.ts';
import { ExpositionParser } from './exposition.ts';
import { targetFetch } from './fetch.ts';
import type { Target } from './target.ts';

export interface LoopState {
  target: Target;
  health: 'unknown' | 'up' | 'down';
  lastError: string;
  /** Milliseconds since 1970; undefined before the first scrape. */
  lastScrape: number | undefined;
  lastSeconds: number;
}

export interface ScrapeLoop {
  readonly state: LoopState;
  /** Aborts a scrape in flight, and marks the target's series as stale. */
  stop(): void;
}

export function startScrapeLoop(
  target: Target,
  config: ScrapeConfig,
  tsdb: Tsdb,
  now: () => number = Date.now,
): ScrapeLoop {
  const state: LoopState = {
    target,
    health: 'unknown',
    lastError: '',
    lastScrape: undefined,
    lastSeconds: 0,
  };
  const appender = new TargetAppender(tsdb, target.labels, config);
  const parser = new ExpositionParser();
  const { fetch, close } = targetFetch(config, target.timeout);
  const stopped = new AbortController();
  const first = now();
  let timer: NodeJS.Timeout;

  async function scrape(): Promise<void> {
    const t = aligned(now(), first, target.interval);
    const began = performance.now();
    const report = { up: false, scraped: 0, afterRelabelling: 0, added: 0 };
    let failure = '';
    try {
      const body = await fetch(
        target.url,
        AbortSignal.any([stopped.signal, AbortSignal.timeout(target.timeout)]),
      );
      if (stopped.signal.aborted) return;
      const samples = parser.parse(body);
      Object.assign(report, { scraped: samples.length }, appender.append(samples, t), { up: true });
    } catch (error) {
      if (stopped.signal.aborted) return;
      failure = describe(error, target);
      appender.fail(t);
    }
    const seconds = (performance.now() - began) / 1000;
    appender.report({ ...report, seconds }, t);
    Object.assign(state, {
      health: failure ? 'down' : 'up',
      lastError: failure,
      lastScrape: t,
      lastSeconds: seconds,
    });
  }

  async function run(): Promise<void> {
    await scrape();
    if (stopped.signal.aborted) return;
    const elapsed = now() - first;
    // At fixed times, so that a slow scrape does not delay later ones.
    const next = first + (Math.floor(elapsed / target.interval) + 1) * target.interval;
    timer = setTimeout(() => void run(), next - now());
  }

  timer = setTimeout(() => void run(), 0);
  return {
    state,
    stop() {
      stopped.abort();
      clearTimeout(timer);
      close();
      if (state.lastScrape !== undefined) appender.close(Math.max(now(), state.lastScrape + 1));
    },
  };
}

/** Timers are a millisecond or two late; aligned timestamps have exact intervals. */
function aligned(t: number, first: number, interval: number): number {
  const late = (t - first) % interval;
  return late <= 2 ? t - late : t;
}

function describe(error: unknown, target: Target): string {
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return `Get ${JSON.stringify(target.url)}: no answer within ${target.timeout / 1000}s`;
  return error instanceof Error ? error.message || error.name : String(error);
}
