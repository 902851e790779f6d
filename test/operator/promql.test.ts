/** The one query, evaluated: on series as a real app exports them, by the embedded stage's own engine. */
import { expect, test } from 'vitest';
import { Labels } from '../../src/embedded/prometheus/labels.ts';
import { instantQuery } from '../../src/embedded/prometheus/promql/query.ts';
import { Tsdb } from '../../src/embedded/prometheus/tsdb.ts';
import { answerOf, queryOf, seriesKey } from '../../src/operator/signal/query.ts';
import type { Answer, Question } from '../../src/operator/signal/query.ts';
import { signalOf } from '../../src/operator/signal/reading.ts';
import type { Signal } from '../../src/operator/decision/observation.ts';

interface Pod {
  name: string;
  /** Requests a second: at most 0.5 s, and slower ones (2 s). */
  fast: number;
  slow: number;
  endpoint?: string;
  until?: number;
  up?: number;
}

/** A minute of scrapes, one a second. */
function scraped(pods: Pod[], namespace = 'pycont'): Tsdb {
  const tsdb = new Tsdb();
  for (const { name, fast, slow, endpoint = '/slow', until = 60, up = 1 } of pods) {
    const write = (metric: string, at: number, value: number, more: Record<string, string> = {}): void => {
      const labels = { __name__: metric, namespace, pod: name, app: 'kad', ...more };
      tsdb.append(Labels.from(Object.entries(labels)), at * 1000, value);
    };
    for (let at = 0; at <= until; at++) {
      write('up', at, up);
      if (up === 0) continue;
      for (const [where, f, s] of [
        [endpoint, fast, slow],
        ['/check/ready', 0, 1],
        ['/metrics', 0, 1],
      ] as const) {
        const labels = { endpoint: where, method: 'GET' };
        write('request_latency_bucket', at, f * at, { ...labels, le: '0.1' });
        write('request_latency_bucket', at, f * at, { ...labels, le: '0.5' });
        write('request_latency_bucket', at, (f + s) * at, { ...labels, le: '+Inf' });
        write('request_latency_count', at, (f + s) * at, labels);
        write('request_latency_sum', at, (f * 0.1 + s * 2) * at, labels);
      }
    }
  }
  return tsdb;
}

function ask(tsdb: Tsdb, more: Partial<Question> = {}): Answer {
  const query = queryOf({ namespaces: ['pycont'], windows: [10], own: new Map(), ...more });
  const value = instantQuery(tsdb, query, 60_000);
  if (value.type !== 'vector') throw new Error('no vector');
  const result = value.samples.map(({ labels, v }) => ({
    metric: JSON.parse(JSON.stringify(labels)),
    value: [60, String(v)],
  }));
  return answerOf(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
}

const signal = (tsdb: Tsdb, ready: number, workload = 'kad'): Signal =>
  signalOf(ask(tsdb).targets.get(seriesKey(10, 'pycont', workload)), 0.5, ready);

test('the pods of a Deployment together, without probes and scrapes', () => {
  const tsdb = scraped([
    { name: 'kad-5d8f6b7c9-abcde', fast: 30, slow: 0 },
    { name: 'kad-5d8f6b7c9-fghij', fast: 0, slow: 10 },
  ]);
  expect(signal(tsdb, 2)).toMatchObject({
    state: 'measured',
    share: expect.closeTo(0.75),
    rate: expect.closeTo(40),
    mean: expect.closeTo(0.575),
  });
});

test('a Deployment whose name begins like another one', () => {
  const tsdb = scraped([
    { name: 'kad-5d8f6b7c9-abcde', fast: 30, slow: 0 },
    { name: 'kad-web-7c6d5b4f8-abcde', fast: 0, slow: 10 },
  ]);
  expect(signal(tsdb, 1)).toMatchObject({ share: 1 });
  expect(signal(tsdb, 1, 'kad-web')).toMatchObject({ share: 0 });
});

test('an app that nobody has asked for anything yet is idle', () => {
  expect(
    signal(scraped([{ name: 'kad-5d8f6b7c9-abcde', fast: 0, slow: 1, endpoint: '/check/live' }]), 1).state,
  ).toBe('idle');
});

test('an app that had requests and has none is idle', () => {
  expect(signal(scraped([{ name: 'kad-5d8f6b7c9-abcde', fast: 0, slow: 0 }]), 1).state).toBe('idle');
});

test('stale data is no data', () => {
  expect(signal(scraped([{ name: 'kad-5d8f6b7c9-abcde', fast: 30, slow: 0, until: 45 }]), 1)).toMatchObject({
    state: 'unknown',
    cause: 'NoSeries',
  });
});

test('a pod that cannot be scraped is missed', () => {
  const tsdb = scraped([
    { name: 'kad-5d8f6b7c9-abcde', fast: 30, slow: 0 },
    { name: 'kad-5d8f6b7c9-fghij', fast: 0, slow: 10, up: 0 },
  ]);
  expect(signal(tsdb, 2)).toMatchObject({ state: 'unknown', cause: 'PartialScrape' });
});

test('several windows, many namespaces and own expressions in one', () => {
  const tsdb = scraped([{ name: 'kad-5d8f6b7c9-abcde', fast: 30, slow: 10 }]);
  const answer = ask(tsdb, {
    namespaces: ['other', 'pycont'],
    windows: [10, 30],
    own: new Map([['pycont/x', 'vector(0.25)']]),
  });
  expect(answer.targets.get(seriesKey(30, 'pycont', 'kad'))?.buckets.get(0.5)).toBeCloseTo(30);
  expect(answer.own.get('pycont/x')).toEqual([0.25]);
  expect(ask(tsdb, { namespaces: Array.from({ length: 30 }, (_, i) => `n${i}`) }).targets.size).toBe(1);
});
