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
  /** Told how long each Prometheus took, and what went wrong. */
  observe?: (seconds: number, failure?: Text) => void;
  /** Seconds from one tick to the next. */
  interval?: number;
  /** There is only one tick: what would be there at the next one is waited for. */
  patient?: boolean;
  /** Seconds of a clock that is never set. */
  now?: () => number;
}

/** What is asked of one Prometheus. */
interface Server {
  prometheus: Prometheus;
  feed: CounterFeed;
  own: Map<string, OwnQuery>;
}

const keyOf = (address: PrometheusAddress): string => JSON.stringify(address);

/** How the requests of all targets fare: each Prometheus is asked once a tick, however many targets there are. */
export class LatencySource {
  readonly #o: Required<LatencySourceOptions>;
  readonly #servers = new Map<string, Server>();

  constructor(options: LatencySourceOptions) {
    this.#o = {
      observe: () => {},
      interval: 1,
      patient: false,
      now: () => performance.now() / 1000,
      ...options,
    };
  }

  /** Asks all Prometheus servers. Never rejects: what went wrong is what `of` says then. */
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
   * What is known of a target now. Until the next refresh the same requests are fresh, however often one asks.
   * @param since seconds ago: no request that was counted before plays a part
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
      await feed.refresh(asked, this.#o.patient);
      if (asked.length > 0) this.#o.observe(this.#o.now() - began);
    } catch (error) {
      this.#o.observe(
        this.#o.now() - began,
        SIGNAL.of({ address: prometheus.address, why: failureOf(error).text }),
      );
    }
  }

  /** A slow query is not waited for: its answer is used when it comes. */
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
      if (query.quick || this.#o.patient) quick.push(answered);
    }
    if (quick.length === 0) return;
    const enough = new AbortController();
    const late = this.#o.patient ? [] : [pause(QUICK * 1000, enough.signal)];
    await Promise.race([Promise.all(quick), ...late]);
    enough.abort();
  }
}
