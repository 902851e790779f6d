/** Instant and range queries, for the HTTP API. */
import { setImmediate } from 'node:timers/promises';
import type { Expr } from './syntax/ast.ts';
import { TYPE_NAMES } from './syntax/ast.ts';
import { byCodeUnit, Labels } from '../labels.ts';
import { valueType } from './syntax/check.ts';
import { badData, PromError } from './errors.ts';
import { Evaluator } from './evaluate.ts';
import type { Storage } from './evaluate.ts';
import { parse } from './syntax/parse.ts';
import type { RangeSeries, Value } from './value.ts';

/** Milliseconds. */
export interface EngineOptions {
  lookback: number;
  /** The evaluation interval of the configuration. */
  subqueryStep: number;
  timeout: number;
  maxSamples: number;
}
export const ENGINE_DEFAULTS: EngineOptions = {
  lookback: 5 * 60_000,
  subqueryStep: 60_000,
  timeout: 2 * 60_000,
  maxSamples: 50_000_000,
};

const MAX_POINTS = 11_000;
/** A long query yields after this time, so that scrapes continue. */
const SLICE_MILLISECONDS = 20;

/** @throws PromError */
export function instantQuery(
  storage: Storage,
  query: string,
  time: number,
  options = ENGINE_DEFAULTS,
): Value {
  return new Evaluator(storage, { ...options, start: time, end: time }).evaluate(parse(query), time);
}

/**
 * @param range milliseconds; `end` is inclusive
 * @returns series sorted by their labels
 * @throws PromError
 */
export async function rangeQuery(
  storage: Storage,
  query: string,
  range: { start: number; end: number; step: number },
  options = ENGINE_DEFAULTS,
): Promise<RangeSeries[]> {
  const { start, end, step } = range;
  if (end < start) throw badData('invalid parameter "end": end timestamp must not be before start time');
  if (step <= 0)
    throw badData(
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  if ((end - start) / step > MAX_POINTS)
    throw badData(
      `exceeded maximum resolution of ${MAX_POINTS.toLocaleString('en')} points per timeseries. Try decreasing the query resolution (?step=XX)`,
    );
  const expr = parse(query);
  expectSteppable(expr);
  const evaluator = new Evaluator(storage, { ...options, start, end });
  const result = new Map<string, RangeSeries>();
  const deadline = performance.now() + options.timeout;
  let sliceEnd = performance.now() + SLICE_MILLISECONDS;
  for (let t = start; t <= end; t += step) {
    collect(result, evaluator.evaluate(expr, t), t);
    if (performance.now() < sliceEnd) continue;
    if (performance.now() > deadline) throw new PromError('timeout', 'query timed out in query execution');
    await setImmediate();
    sliceEnd = performance.now() + SLICE_MILLISECONDS;
  }
  return [...result.values()].sort((a, b) => byCodeUnit(a.labels.key, b.labels.key));
}

function expectSteppable(expr: Expr): void {
  const type = valueType(expr);
  if (type !== 'scalar' && type !== 'vector')
    throw badData(
      `invalid parameter "query": invalid expression type ${JSON.stringify(TYPE_NAMES[type])} for range query, must be Scalar or instant Vector`,
    );
}

function collect(result: Map<string, RangeSeries>, value: Value, t: number): void {
  const samples =
    value.type === 'scalar'
      ? [{ labels: Labels.empty, v: value.v }]
      : value.type === 'vector'
        ? value.samples
        : [];
  for (const { labels, v } of samples) {
    const series = result.get(labels.key) ?? { labels, points: [] };
    series.points.push({ t, v });
    result.set(labels.key, series);
  }
}
