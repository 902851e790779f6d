import { pause } from '../../kubernetes/index.ts';
import { SIGNAL } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import type { Signal } from '../decision/observation.ts';
import type { PrometheusAddress } from '../decision/policy.ts';
import type { PodView } from '../kubernetes/resources.ts';
import type { Target } from '../targets/targets.ts';
import { CounterFeed } from './counter-feed.ts';
import { OwnQuery, QUICK } from './own-query.ts';
import type { Prometheus } from './prometheus.ts';
import { unknown } from './signal-error.ts';
import { failureOf } from './trouble.ts';

export interface LatencySourceOptions {
  open: (address: PrometheusAddress) => Prometheus;
  /** The pods of a Deployment, by its namespace/name. */
  podsOf: (deployment: string) => PodView[];
  /** Called with the duration of each query, and its failure. */
  observe?: (seconds: number, failure?: Text) => void;
  /** Seconds from one tick to the next. */
  interval?: number;
  /** There is only one tick: wait for what would otherwise be used at the next one. */
  once?: boolean;
  /** Seconds of a monotonic clock. */
  now?: () => number;
}

/** The queries to one Prometheus. */
interface Server {
  prometheus: Prometheus;
  feed: CounterFeed;
  own: Map<string, OwnQuery>;
}

const keyOf = (address: PrometheusAddress): string => JSON.stringify(address);

/** The latency of all targets: each Prometheus is queried once a tick, however many targets there are. */
export class LatencySource {
  readonly #o: Required<LatencySourceOptions>;
  readonly #servers = new Map<string, Server>();

  constructor(options: LatencySourceOptions) {
    this.#o = {
      observe: () => {},
      interval: 1,
      once: false,
      now: () => performance.now() / 1000,
      ...options,
    };
  }

  /** Queries all Prometheus servers. Never rejects: `of` then returns what went wrong. */
  async refresh(targets: Target[]): Promise<void> {
    const groups = Map.groupBy(targets, ({ prometheus }) => keyOf(prometheus));
    for (const [address, { prometheus }] of this.#servers)
      if (!groups.has(address) && this.#servers.delete(address)) prometheus.close();
    await Promise.all(
      [...groups].map(async ([address, group]) => {
        const server = this.#servers.get(address) ?? this.#open(group[0]!.prometheus);
        this.#servers.set(address, server);
        await Promise.all([this.#count(server, group), this.#askOwn(server, group)]);
      }),
    );
  }

  /**
   * The current signal of a target. Until the next refresh the same requests are fresh, however often it is called.
   * @param since seconds ago: requests before that do not count
   */
  of(target: Target, since = Infinity): Signal {
    const server = this.#servers.get(keyOf(target.prometheus));
    if (server === undefined) return unknown('NotMeasuredYet', SIGNAL.notAsked);
    if (target.query === undefined) return server.feed.of(target.key, since);
    const lasts = 2 * this.#o.interval + server.prometheus.timeout;
    return server.own.get(target.key)?.of(lasts) ?? unknown('NotMeasuredYet', SIGNAL.notAsked);
  }

  close(): void {
    for (const { prometheus } of this.#servers.values()) prometheus.close();
    this.#servers.clear();
  }

  #open(address: PrometheusAddress): Server {
    const prometheus = this.#o.open(address);
    return { prometheus, feed: new CounterFeed(prometheus, this.#o.now), own: new Map() };
  }

  async #count({ prometheus, feed }: Server, targets: Target[]): Promise<void> {
    const asked = targets.flatMap(({ key, namespace, deployment, policy, query }) =>
      query !== undefined || 'invalid' in policy
        ? []
        : [
            {
              key,
              namespace,
              pods: this.#o.podsOf(deployment),
              window: policy.window,
              threshold: policy.threshold,
            },
          ],
    );
    const began = this.#o.now();
    try {
      await feed.refresh(asked, this.#o.once);
      if (asked.length > 0) this.#o.observe(this.#o.now() - began);
    } catch (error) {
      this.#o.observe(
        this.#o.now() - began,
        SIGNAL.of({ address: prometheus.address, why: failureOf(error).text }),
      );
    }
  }

  /** A slow query is not awaited: its answer is used when it arrives. */
  async #askOwn({ prometheus, own }: Server, targets: Target[]): Promise<void> {
    const wanted = new Map(
      targets.flatMap(({ key, query, policy }) =>
        query === undefined || 'invalid' in policy ? [] : [[key, query]],
      ),
    );
    for (const key of own.keys()) if (!wanted.has(key)) own.delete(key);
    const quick: Promise<void>[] = [];
    for (const [key, expression] of wanted) {
      let query = own.get(key);
      if (query?.expression !== expression) query = new OwnQuery(prometheus, expression, this.#o.now);
      own.set(key, query);
      const answered = query.refresh();
      if (query.quick || this.#o.once) quick.push(answered);
    }
    if (quick.length === 0) return;
    const enough = new AbortController();
    const late = this.#o.once ? [] : [pause(QUICK * 1000, enough.signal)];
    await Promise.race([Promise.all(quick), ...late]);
    enough.abort();
  }
}
