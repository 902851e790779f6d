/** `/api/v1/…`: each endpoint returns the `data` of the response. Times in milliseconds. */
import type { PrometheusConfig } from '../config-types.ts';
import { formatPrometheusDuration } from '../../../notation/index.ts';
import { formatSampleValue } from '../format.ts';
import { byCodeUnit, METRIC_NAME } from '../labels.ts';
import type { Matcher } from '../matcher.ts';
import { badData, PromError } from '../promql/errors.ts';
import { parseMatchers } from '../promql/syntax/parse.ts';
import { instantQuery, rangeQuery } from '../promql/query.ts';
import type { EngineOptions } from '../promql/query.ts';
import type { RangeSeries, Value } from '../promql/value.ts';
import type { ScrapeManager } from '../scrape/manager.ts';
import type { Point, Series, Tsdb } from '../tsdb.ts';
import { durationParameter, timeParameter } from './parameters.ts';

export interface ApiContext {
  tsdb: Tsdb;
  manager: Pick<ScrapeManager, 'active' | 'dropped'>;
  config: () => PrometheusConfig;
  engine: () => EngineOptions;
  flags: Record<string, string>;
  version: string;
  startedAt: number;
}
type Endpoint = (context: ApiContext, parameters: URLSearchParams, path: string[]) => unknown;

const ENDPOINTS: Record<string, Endpoint> = {
  query({ tsdb, engine }, parameters) {
    const time = timeParameter(parameters, 'time', Date.now());
    return instantResult(instantQuery(tsdb, parameters.get('query') ?? '', time, engine()), time);
  },
  async query_range({ tsdb, engine }, parameters) {
    const range = {
      start: timeParameter(parameters, 'start'),
      end: timeParameter(parameters, 'end'),
      step: durationParameter(parameters, 'step'),
    };
    const series = await rangeQuery(tsdb, parameters.get('query') ?? '', range, engine());
    return { resultType: 'matrix', result: series.map(matrixSeries) };
  },
  series({ tsdb }, parameters) {
    if (!parameters.has('match[]')) throw badData('no match[] parameter provided');
    return selected(tsdb, parameters).map(({ labels }) => labels);
  },
  labels({ tsdb }, parameters) {
    return distinct(
      selected(tsdb, parameters).flatMap(({ labels }) => [...labels.entries()].map(([name]) => name)),
    );
  },
  label({ tsdb }, parameters, [name = '', values]) {
    if (values !== 'values') throw new PromError('not_found', 'no such endpoint');
    if (!/^[a-zA-Z_]\w*$/.test(name)) throw badData(`invalid label name: ${JSON.stringify(name)}`);
    return distinct(selected(tsdb, parameters).flatMap(({ labels }) => labels.get(name) || []));
  },
  targets({ manager }, parameters) {
    const state = parameters.get('state') ?? 'any';
    const active = state === 'dropped' ? [] : manager.active;
    const dropped = state === 'active' ? [] : manager.dropped;
    return {
      activeTargets: active.map(activeTarget),
      droppedTargets: dropped.map((discoveredLabels) => ({ discoveredLabels })),
    };
  },
  status: ({ config, flags, version, tsdb, startedAt }, _parameters, [what]) => {
    if (what === 'buildinfo')
      return { version, revision: 'pycont', branch: 'pycont', buildUser: '', buildDate: '', goVersion: '' };
    if (what === 'config') return { yaml: config().source };
    if (what === 'flags') return flags;
    if (what === 'runtimeinfo')
      return {
        startTime: new Date(startedAt).toISOString(),
        reloadConfigSuccess: true,
        timeSeriesCount: tsdb.size,
      };
    throw new PromError('not_found', 'no such endpoint');
  },
};

/** @param path after `/api/v1/` */
export async function apiAnswer(
  context: ApiContext,
  path: string,
  parameters: URLSearchParams,
): Promise<unknown> {
  const [name = '', ...rest] = path.split('/').map(decodeURIComponent);
  const endpoint = Object.hasOwn(ENDPOINTS, name) ? ENDPOINTS[name] : undefined;
  if (!endpoint) throw new PromError('not_found', `no such endpoint: /api/v1/${path}`);
  return endpoint(context, parameters, rest);
}

function instantResult(value: Value, time: number): unknown {
  switch (value.type) {
    case 'scalar':
      return { resultType: 'scalar', result: [time / 1000, formatSampleValue(value.v)] };
    case 'string':
      return { resultType: 'string', result: [time / 1000, value.v] };
    case 'vector':
      return {
        resultType: 'vector',
        result: value.samples.map(({ labels, v }) => ({
          metric: labels,
          value: [time / 1000, formatSampleValue(v)],
        })),
      };
    case 'matrix':
      return { resultType: 'matrix', result: value.series.map(matrixSeries) };
  }
}

function matrixSeries({ labels, points }: RangeSeries): unknown {
  return { metric: labels, values: points.map(({ t, v }: Point) => [t / 1000, formatSampleValue(v)]) };
}

function selected(tsdb: Tsdb, parameters: URLSearchParams): Series[] {
  const start = timeParameter(parameters, 'start', -Infinity);
  const end = timeParameter(parameters, 'end', Infinity);
  const selectors: Matcher[][] = parameters.has('match[]')
    ? parameters.getAll('match[]').map(parseMatchers)
    : [[]];
  const found = new Set(selectors.flatMap((matchers) => tsdb.select(matchers)));
  return [...found]
    .filter((series) => series.firstTime <= end && series.lastTime >= start)
    .sort((a, b) => byCodeUnit(a.labels.key, b.labels.key));
}

function activeTarget({ job, state }: ScrapeManager['active'][number]): unknown {
  const { target, health, lastError, lastScrape, lastSeconds } = state;
  return {
    discoveredLabels: target.discovered,
    labels: target.labels.without(METRIC_NAME),
    scrapePool: job,
    scrapeUrl: target.url,
    globalUrl: target.url,
    lastError,
    lastScrape: lastScrape === undefined ? '0001-01-01T00:00:00Z' : new Date(lastScrape).toISOString(),
    lastScrapeDuration: lastSeconds,
    health,
    scrapeInterval: formatPrometheusDuration(target.interval),
    scrapeTimeout: formatPrometheusDuration(target.timeout),
  };
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].sort(byCodeUnit);
}
