/** Pods of an app as Prometheus has scraped them, behind the HTTP API of the embedded stage's own Prometheus. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '../../../src/embedded/prometheus/http/server.ts';
import { Labels } from '../../../src/embedded/prometheus/labels.ts';
import { ENGINE_DEFAULTS } from '../../../src/embedded/prometheus/promql/query.ts';
import { Tsdb } from '../../../src/embedded/prometheus/tsdb.ts';

export interface Behaviour {
  /** Requests per second. */
  rate: number;
  /** Seconds that each takes, one after the other; none: nobody has ever asked. */
  takes: number[];
  /** Share of them that fail; undefined: they are not counted. */
  failing?: number;
  /** Undefined: it does not tell. */
  waiting?: number;
}

const BOUNDS = [0.1, 0.25, 0.5, 1, 2.5];

export class ScrapedApps {
  readonly tsdb = new Tsdb();
  readonly behaviours = new Map<string, Behaviour>();
  readonly #namespace: string;
  /** What each pod's counters have come to. */
  readonly #counters = new Map<string, number>();

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  /** Scrapes every pod. @param t milliseconds since 1970 @param seconds since the last time */
  scrape(t: number, seconds: number): void {
    for (const [pod, { rate, takes, failing, waiting }] of this.behaviours) {
      const served = rate * seconds;
      // Probes and scrapes are fast, and nobody's requests.
      this.#count(t, 'request_latency_bucket', pod, 100 * seconds, { endpoint: '/check/ready', le: '+Inf' });
      this.#count(t, 'request_latency_count', pod, 100 * seconds, { endpoint: '/check/ready' });
      if (takes.length === 0) continue;
      for (const bound of [...BOUNDS, Infinity]) {
        const fast = takes.filter((each) => each <= bound).length / takes.length;
        this.#count(t, 'request_latency_bucket', pod, served * fast, {
          le: bound === Infinity ? '+Inf' : String(bound),
        });
      }
      this.#count(t, 'request_latency_count', pod, served);
      if (failing !== undefined) this.#count(t, 'request_failures_total', pod, served * failing);
      if (waiting !== undefined) this.#write(t, 'slow_requests_waiting', pod, waiting, {});
    }
  }

  #count(t: number, name: string, pod: string, more: number, labels: Record<string, string> = {}): void {
    const all = { method: 'GET', endpoint: '/slow', ...labels };
    const key = JSON.stringify([name, pod, all]);
    const now = (this.#counters.get(key) ?? 0) + more;
    this.#counters.set(key, now);
    this.#write(t, name, pod, now, all);
  }

  #write(t: number, name: string, pod: string, value: number, labels: Record<string, string>): void {
    const all = { __name__: name, namespace: this.#namespace, pod, job: 'pods', ...labels };
    this.tsdb.append(Labels.from(Object.entries(all)), t, value);
  }

  /** Answers on 127.0.0.1, by default on a free port. */
  async serve(wanted = 0): Promise<{ url: string; port: number; close: () => Promise<void> }> {
    const server = createHttpServer({
      tsdb: this.tsdb,
      manager: { active: [], dropped: [] },
      config: () => ({ evaluationInterval: 1000 }) as never,
      engine: () => ENGINE_DEFAULTS,
      flags: {},
      version: '',
      startedAt: 0,
      ready: () => true,
      metrics: () => '',
      reload: async () => {},
      enableLifecycle: false,
    });
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      async close() {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      },
    };
  }
}
