/** Series as real apps export them, scraped at times that the test sets, and asked by the embedded stage's own engine. */
import { Labels } from '../../../src/embedded/prometheus/labels.ts';
import { PromError } from '../../../src/embedded/prometheus/promql/errors.ts';
import { instantQuery } from '../../../src/embedded/prometheus/promql/query.ts';
import { Tsdb } from '../../../src/embedded/prometheus/tsdb.ts';
import type { Counted, Signal } from '../../../src/operator/decision/observation.ts';
import { policyOf } from '../../../src/operator/decision/policy.ts';
import type { ScalerSpec } from '../../../src/operator/decision/policy.ts';
import type { PodView } from '../../../src/operator/kubernetes/resources.ts';
import type { Prometheus } from '../../../src/operator/signal/prometheus.ts';
import { BadQuery } from '../../../src/operator/signal/signal-error.ts';
import { LatencySource } from '../../../src/operator/signal/source.ts';
import type { LatencySourceOptions } from '../../../src/operator/signal/source.ts';
import { rowsOf } from '../../../src/operator/signal/vector.ts';
import type { Row } from '../../../src/operator/signal/vector.ts';
import type { Target } from '../../../src/operator/targets/targets.ts';

/** Some afternoon, in Prometheus' seconds. */
const NOON = 1_780_000_000;

/** What one scraped process exports: latencies in seconds of the requests it has served, by endpoint. */
export class Exporter {
  readonly labels: Record<string, string>;
  readonly bounds: string[];
  readonly served = new Map<string, number[]>();
  /** Names of the metrics' parts that are left out: `bucket`, `sum`, `count`, `+Inf`. */
  without: string[] = [];
  down = false;

  constructor(labels: Record<string, string>, bounds = ['0.1', '0.5', '1']) {
    this.labels = labels;
    this.bounds = bounds;
    this.serve(0, 0, '/check/ready');
  }

  serve(times: number, latency: number, endpoint = '/slow'): void {
    const served = this.served.get(endpoint) ?? [];
    this.served.set(endpoint, served);
    for (let i = 0; i < times; i++) served.push(latency);
  }

  restart(): void {
    this.served.clear();
    this.serve(0, 0, '/check/ready');
  }
}

export class TsdbPrometheus {
  readonly #tsdb = new Tsdb();
  /** Its present, in seconds since the test began. */
  now = 0;
  readonly asked: { expression: string; time?: number }[] = [];
  readonly exporters: Exporter[] = [];
  readonly address = 'pycont/prometheus:9090';
  readonly timeout = 3;
  #last = new Map<Exporter, Labels[]>();

  add(labels: Record<string, string>, bounds?: string[]): Exporter {
    const exporter = new Exporter(labels, bounds);
    this.exporters.push(exporter);
    return exporter;
  }

  /** Scrapes these, or all. */
  scrape(...some: Exporter[]): void {
    for (const exporter of some.length > 0 ? some : this.exporters) {
      const before = this.#last.get(exporter) ?? [];
      const written = exporter.down ? [] : this.#write(exporter);
      for (const gone of before.filter(({ key }) => !written.some((labels) => labels.key === key)))
        this.#append(gone, 'stale');
      this.#append(this.#labels(exporter, 'up'), exporter.down ? 0 : 1);
      this.#last.set(exporter, written);
    }
  }

  query(expression: string, time?: number): Promise<Row[]> {
    this.asked.push({ expression, ...(time === undefined ? {} : { time: time - NOON }) });
    const at = time ?? NOON + this.now;
    try {
      const value = instantQuery(this.#tsdb, expression, Math.round(at * 1000));
      if (value.type !== 'vector') throw new Error(`a ${value.type}`);
      const result = value.samples.map(({ labels, v }) => ({
        metric: JSON.parse(JSON.stringify(labels)) as object,
        value: [at, Number.isFinite(v) ? String(v) : v > 0 ? '+Inf' : v < 0 ? '-Inf' : 'NaN'],
      }));
      const body = { status: 'success', data: { resultType: 'vector', result } };
      return Promise.resolve(rowsOf(JSON.stringify(body)));
    } catch (error) {
      return Promise.reject(error instanceof PromError ? new BadQuery(error.message) : error);
    }
  }

  close(): void {}

  #labels({ labels }: Exporter, name: string, more: Record<string, string> = {}): Labels {
    return Labels.from(Object.entries({ __name__: name, job: 'pods', ...labels, ...more }));
  }

  #append(labels: Labels, value: number | 'stale'): void {
    this.#tsdb.append(labels, Math.round((NOON + this.now) * 1000), value);
  }

  #write(exporter: Exporter): Labels[] {
    const written: Labels[] = [];
    const write = (name: string, value: number, more: Record<string, string>): void => {
      const labels = this.#labels(exporter, `request_latency_${name}`, more);
      this.#append(labels, value);
      written.push(labels);
    };
    const { without } = exporter;
    for (const [endpoint, latencies] of exporter.served) {
      // Where the target has a label of this name, the app's own is called otherwise.
      const path = exporter.labels.endpoint === undefined ? 'endpoint' : 'exported_endpoint';
      const labels: Record<string, string> = { [path]: endpoint, method: 'GET' };
      if (!without.includes('bucket'))
        for (const le of [...exporter.bounds, '+Inf'])
          if (!without.includes(le)) {
            const bound = le === '+Inf' ? Infinity : Number(le);
            write('bucket', latencies.filter((each) => each <= bound).length, { ...labels, le });
          }
      if (!without.includes('count')) write('count', latencies.length, labels);
      if (!without.includes('sum'))
        write(
          'sum',
          latencies.reduce((a, b) => a + b, 0),
          labels,
        );
    }
    return written;
  }
}

let uids = 0;
export const podView = (name: string, more: Partial<PodView> = {}): PodView => ({
  key: `pycont/${name}`,
  namespace: 'pycont',
  name,
  uid: `uid-${uids++}`,
  version: '1',
  ready: true,
  restarted: false,
  main: 'main',
  ports: [5000],
  ...more,
});

/** One target, the Deployment kad, whose pods and their processes a test makes. */
export class SignalWorld {
  readonly prometheus = new TsdbPrometheus();
  readonly pods: PodView[] = [];
  readonly failures: string[] = [];
  readonly source: LatencySource;
  spec: ScalerSpec & { query?: string };

  constructor(spec: ScalerSpec = {}, options: Partial<LatencySourceOptions> = {}) {
    this.spec = { thresholdMilliseconds: 500, windowSeconds: 10, ...spec };
    this.source = new LatencySource({
      open: () => this.prometheus as unknown as Prometheus,
      podsOf: () => this.pods,
      observe: (_seconds, failure) => void (failure && this.failures.push(String(failure))),
      now: () => this.prometheus.now,
      ...options,
    });
  }

  get target(): Target {
    return targetOf('kad', this.spec);
  }

  /** A pod of the Deployment, and the process of its main container. */
  pod(
    name: string,
    bounds?: string[],
    more: Partial<PodView> = {},
    labels: Record<string, string> = {},
  ): Exporter {
    this.pods.push(podView(name, more));
    return this.prometheus.add(
      { namespace: 'pycont', pod: name, instance: '10.0.0.1:5000', ...labels },
      bounds,
    );
  }

  /** Time goes by, second by second; in each all is scraped, and the operator asks. */
  async pass(seconds: number, each: (second: number) => void = () => {}): Promise<void> {
    for (let i = 0; i < seconds; i++) {
      this.prometheus.now++;
      each(i);
      this.prometheus.scrape();
      await this.refresh();
    }
  }

  refresh(): Promise<void> {
    return this.source.refresh([this.target]);
  }

  signal(since?: number): Signal {
    return this.source.of(this.target, since);
  }

  counted(since?: number): Counted {
    const signal = this.signal(since);
    if (signal.state !== 'counted') throw new Error(JSON.stringify(signal));
    return signal;
  }
}

export const targetOf = (name: string, spec: ScalerSpec & { query?: string }): Target => ({
  key: `pycont/${name}`,
  namespace: 'pycont',
  deployment: `pycont/${name}`,
  policy: policyOf(spec),
  prometheus: { namespace: 'pycont', service: 'prometheus', port: 9090 },
  ...(spec.query === undefined ? {} : { query: spec.query }),
  generation: 1,
  about: { apiVersion: 'pycont.dev/v1alpha1', kind: 'LatencyScaler', namespace: 'pycont', name, uid: name },
  status: {},
});
