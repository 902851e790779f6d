/** Keeps one scrape loop per target, over changes of configuration and discovery. */
import type { PrometheusConfig, ScrapeConfig } from '../config-types.ts';
import type { Labels } from '../labels.ts';
import type { Tsdb } from '../tsdb.ts';
import { startScrapeLoop } from './loop.ts';
import type { LoopState, ScrapeLoop } from './loop.ts';
import { buildTarget } from './target.ts';
import type { Target } from './target.ts';

/** Watches for targets; `found` is called with all current targets on every change. */
export type Discover = (config: ScrapeConfig, found: (targets: Labels[]) => void) => { stop(): void };

interface Pool {
  config: ScrapeConfig;
  identity: string;
  discovery: { stop(): void };
  loops: Map<string, ScrapeLoop>;
  dropped: Labels[];
}

export class ScrapeManager {
  readonly #tsdb: Tsdb;
  readonly #discover: Discover;
  readonly #pools = new Map<string, Pool>();

  constructor(tsdb: Tsdb, discover: Discover) {
    this.#tsdb = tsdb;
    this.#discover = discover;
  }

  /** A job without changes in its configuration keeps running. */
  apply({ scrapeConfigs }: Pick<PrometheusConfig, 'scrapeConfigs'>): void {
    const wanted = new Map(scrapeConfigs.map((config) => [config.jobName, config]));
    for (const [name, pool] of this.#pools) {
      const config = wanted.get(name);
      if (config && identity(config) === pool.identity) continue;
      stop(pool);
      this.#pools.delete(name);
    }
    for (const config of scrapeConfigs) if (!this.#pools.has(config.jobName)) this.#start(config);
  }

  get active(): { job: string; state: LoopState }[] {
    return [...this.#pools].flatMap(([job, { loops }]) =>
      [...loops.values()].map(({ state }) => ({ job, state })),
    );
  }

  get dropped(): Labels[] {
    return [...this.#pools.values()].flatMap((pool) => pool.dropped);
  }

  stop(): void {
    for (const pool of this.#pools.values()) stop(pool);
    this.#pools.clear();
  }

  #start(config: ScrapeConfig): void {
    const pool: Pool = {
      config,
      identity: identity(config),
      discovery: { stop() {} },
      loops: new Map(),
      dropped: [],
    };
    this.#pools.set(config.jobName, pool);
    pool.discovery = this.#discover(config, (found) => this.#sync(pool, found));
  }

  #sync(pool: Pool, found: Labels[]): void {
    const wanted = new Map<string, Target>();
    pool.dropped = [];
    for (const labels of found) {
      const target = buildTarget(labels, pool.config);
      if (target) wanted.set(`${target.url} ${target.labels.key}`, target);
      else pool.dropped.push(labels);
    }
    for (const [key, loop] of pool.loops) {
      if (wanted.has(key)) continue;
      loop.stop();
      pool.loops.delete(key);
    }
    for (const [key, target] of wanted) {
      const running = pool.loops.get(key);
      if (running) running.state.target = target;
      else pool.loops.set(key, startScrapeLoop(target, pool.config, this.#tsdb));
    }
  }
}

function stop(pool: Pool): void {
  pool.discovery.stop();
  for (const loop of pool.loops.values()) loop.stop();
}

function identity(config: ScrapeConfig): string {
  return JSON.stringify(config, (_key, value: unknown) => (value instanceof RegExp ? String(value) : value));
}
