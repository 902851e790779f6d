import type { UnknownCause } from '../decision/observation.ts';
import { SIGNAL, PROMETHEUS } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import { BUCKETS, SUM } from './metric.ts';
import { SignalError } from './signal-error.ts';
import { numberOf } from './vector.ts';
import type { Row } from './vector.ts';

/** Counters of one process at one scrape. Bounds ascend; the last one is Infinity. */
export interface Counters {
  /** Prometheus' time of the scrape, seconds. */
  time: number;
  bounds: number[];
  /** Requests that took at most as long as the bound. */
  counts: number[];
  /** Seconds. */
  latency: number;
}

/** One scraped process of a pod. */
export interface Sample {
  cluster: string;
  container: string;
  job: string;
  instance: string;
  /** Undefined if it does not export the metric. */
  counters?: Counters;
  /** Scrapes within the last minute, if queried. */
  scrapes?: number;
  /** Why its counters cannot be used. */
  fault?: { cause: UnknownCause; why: Text };
}

export interface Answer {
  /** Prometheus' time of the evaluation, seconds; undefined if nothing was found. */
  at?: number;
  /** By namespace/pod. */
  pods: Map<string, Sample[]>;
}

interface Raw {
  sample: Sample;
  time?: number;
  latency?: number;
  buckets: Map<string, number>;
}

/** Parses the rows of a counters query, by pod and process. Throws SignalError if they are not valid. */
export function samplesOf(rows: Row[]): Answer {
  const pods = new Map<string, Raw[]>();
  const at = rows[0]?.at;
  if (at !== undefined && !Number.isFinite(at)) throw new SignalError('PrometheusRefuses', PROMETHEUS.noTime);
  for (const row of rows) {
    const { namespace = '', pod = '' } = row.metric;
    const key = `${namespace}/${pod}`;
    const known = pods.get(key);
    if (known === undefined) pods.set(key, [take(newRaw(row), row)]);
    else take(known.find((each) => isOf(each, row)) ?? pushed(known, newRaw(row)), row);
  }
  return {
    ...(at === undefined ? {} : { at }),
    pods: new Map([...pods].map(([key, raws]) => [key, raws.map((raw) => finished(raw, key))])),
  };
}

const newRaw = ({ metric }: Row): Raw => {
  const { cluster = '', container = '', job = '', instance = '' } = metric;
  return { sample: { cluster, container, job, instance }, buckets: new Map() };
};

const isOf = ({ sample }: Raw, { metric }: Row): boolean =>
  sample.instance === (metric.instance ?? '') &&
  sample.container === (metric.container ?? '') &&
  sample.job === (metric.job ?? '') &&
  sample.cluster === (metric.cluster ?? '');

function pushed(all: Raw[], raw: Raw): Raw {
  all.push(raw);
  return raw;
}

function take(raw: Raw, { metric, value }: Row): Raw {
  const { le, signal } = metric;
  if (le !== undefined) {
    if (raw.buckets.has(le)) return twice(raw, BUCKETS);
    raw.buckets.set(le, value);
  } else if (signal === 'time') {
    // It is queried in two ways, and may be there twice.
    raw.time = Math.max(raw.time ?? -Infinity, value);
  } else if (signal === 'scrapes') {
    raw.sample.scrapes = value;
  } else if (signal === undefined) {
    if (raw.latency !== undefined) return twice(raw, SUM);
    raw.latency = value;
  }
  return raw;
}

function twice(raw: Raw, name: string): Raw {
  raw.sample.fault = {
    cause: 'ManySeries',
    why: SIGNAL.severalSeries({ metric: name }),
  };
  return raw;
}

const isCount = (value: number): boolean => value >= 0 && value < Infinity;

function finished({ sample, time, latency, buckets }: Raw, pod: string): Sample {
  if (sample.fault !== undefined) return sample;
  const wrong = (why: Text): Sample => ({
    ...sample,
    fault: { cause: 'NotANumber', why: SIGNAL.ofPod({ pod, why }) },
  });
  if (time !== undefined && !Number.isFinite(time)) return wrong(SIGNAL.timeNotANumber);
  if (buckets.size === 0) {
    if (latency !== undefined) return wrong(SIGNAL.noSeries({ metric: BUCKETS }));
    // It exports the metric, but has had no requests of users.
    if (time !== undefined) sample.counters = { time, bounds: [Infinity], counts: [0], latency: 0 };
    return sample;
  }
  const byBound = new Map<number, number>();
  for (const [le, count] of buckets) {
    const bound = numberOf(le);
    if (Number.isNaN(bound)) return wrong(SIGNAL.boundNotANumber);
    if (!isCount(count)) return wrong(SIGNAL.notANumber({ metric: BUCKETS }));
    // After an upgrade of Prometheus there are both "1" and "1.0" for minutes: the larger counter is current.
    byBound.set(bound, Math.max(count, byBound.get(bound) ?? 0));
  }
  if (!byBound.has(Infinity)) return wrong(SIGNAL.noInfiniteBucket);
  if (latency === undefined) return wrong(SIGNAL.noSeries({ metric: SUM }));
  if (!isCount(latency)) return wrong(SIGNAL.notANumber({ metric: SUM }));
  if (time === undefined) return sample;
  const bounds = [...byBound.keys()].sort((a, b) => a - b);
  sample.counters = { time, bounds, counts: bounds.map((bound) => byBound.get(bound)!), latency };
  return sample;
}
