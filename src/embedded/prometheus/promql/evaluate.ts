/** Evaluates an expression at one instant. All steps of a range query use one evaluator, which caches the series. */
import { Labels, METRIC_NAME } from '../labels.ts';
import type { Matcher } from '../matcher.ts';
import type { Series } from '../tsdb.ts';
import { absentLabels } from './functions/absent.ts';
import { aggregate } from './aggregate.ts';
import type {
  Aggregate,
  Call,
  Expr,
  MatrixSelector,
  Subquery,
  TimeModifiers,
  VectorSelector,
} from './syntax/ast.ts';
import { binary } from './binary.ts';
import { executionError } from './errors.ts';
import { callVectorFunction } from './functions/call.ts';
import { KEEPS_NAME, RANGE_FUNCTIONS } from './functions/range-functions.ts';
import type { RangeSeries, Sample, Value } from './value.ts';

export interface Storage {
  select(matchers: readonly Matcher[]): Series[];
}
/** Milliseconds. */
export interface EvaluationOptions {
  /** Of the whole query, for `@ start()` and `@ end()`. */
  start: number;
  end: number;
  /** How far back an instant selector looks for a sample. */
  lookback: number;
  /** The default step of subqueries. */
  subqueryStep: number;
  maxSamples: number;
}

export class Evaluator {
  readonly #storage: Storage;
  readonly #options: EvaluationOptions;
  readonly #selected = new Map<VectorSelector, Series[]>();
  readonly #inner = new Map<Subquery, Map<number, Sample[]>>();
  #samples = 0;

  constructor(storage: Storage, options: EvaluationOptions) {
    this.#storage = storage;
    this.#options = options;
  }

  /** @throws PromError (execution) */
  evaluate(expr: Expr, now: number): Value {
    switch (expr.kind) {
      case 'number':
        return { type: 'scalar', v: expr.value };
      case 'string':
        return { type: 'string', v: expr.value };
      case 'selector':
        return { type: 'vector', samples: this.#instant(expr, now).map(({ labels, v }) => ({ labels, v })) };
      case 'matrix':
      case 'subquery':
        return { type: 'matrix', series: this.#range(expr, now).series };
      case 'unary': {
        const value = this.evaluate(expr.expr, now);
        if (expr.operator === '+') return value;
        if (value.type === 'scalar') return { type: 'scalar', v: -value.v };
        return vector(
          this.#samplesOf(value).map(({ labels, v }) => ({ labels: labels.without(METRIC_NAME), v: -v })),
        );
      }
      case 'binary':
        return binary(expr, this.evaluate(expr.left, now), this.evaluate(expr.right, now));
      case 'aggregate':
        return this.#aggregate(expr, now);
      case 'call':
        return this.#call(expr, now);
    }
  }

  #aggregate(node: Aggregate, now: number): Value {
    const parameter = node.parameter && this.evaluate(node.parameter, now);
    const samples = this.#samplesOf(this.evaluate(node.expr, now));
    const given = parameter?.type === 'scalar' || parameter?.type === 'string' ? parameter.v : undefined;
    return { type: 'vector', samples: samples.length === 0 ? [] : aggregate(node, samples, given) };
  }

  #call(node: Call, now: number): Value {
    const rangeArg = node.args.find((arg) => arg.kind === 'matrix' || arg.kind === 'subquery') as
      MatrixSelector | Subquery | undefined;
    if (rangeArg) return this.#rangeCall(node, rangeArg, now);
    const first = node.args[0];
    // Only the samples of a bare selector have their own timestamps.
    if (node.name === 'timestamp' && first?.kind === 'selector')
      return vector(
        this.#instant(first, now).map(({ labels, t }) => ({
          labels: labels.without(METRIC_NAME),
          v: t / 1000,
        })),
      );
    const args = node.args.map((arg) => this.evaluate(arg, now));
    return callVectorFunction(node, args, now, vector);
  }

  #rangeCall(node: Call, arg: MatrixSelector | Subquery, now: number): Value {
    const { series, window } = this.#range(arg, now);
    if (node.name === 'absent_over_time')
      return { type: 'vector', samples: series.length > 0 ? [] : [{ labels: absentLabels(arg), v: 1 }] };
    const scalar = node.args.find((other) => other !== arg);
    const parameter = scalar ? this.evaluate(scalar, now) : undefined;
    const given = parameter?.type === 'scalar' ? parameter.v : NaN;
    const call = RANGE_FUNCTIONS[node.name];
    if (!call) throw executionError(`function "${node.name}" is not supported`);
    return vector(
      series.flatMap(({ labels, points }) => {
        const v = call(points, window, given);
        if (v === undefined) return [];
        return [{ labels: node.name === KEEPS_NAME ? labels : labels.without(METRIC_NAME), v }];
      }),
    );
  }

  #instant(selector: VectorSelector, now: number): (Sample & { t: number })[] {
    const at = this.#reference(selector, now);
    return this.#series(selector).flatMap((series) => {
      const point = series.latest(at - this.#options.lookback, at);
      if (!point) return [];
      this.#count(1);
      return [{ labels: series.labels, v: point.v, t: point.t }];
    });
  }

  #range(node: MatrixSelector | Subquery, now: number) {
    const end = this.#reference(node.kind === 'matrix' ? node.selector : node, now);
    const window = { start: end - node.range, end, now };
    if (node.kind === 'subquery') return { window, series: this.#subquery(node, window.start, end) };
    const series = this.#series(node.selector).flatMap((series) => {
      const points = series.range(window.start, end);
      this.#count(points.length);
      return points.length > 0 ? [{ labels: series.labels, points }] : [];
    });
    return { window, series };
  }

  #subquery(node: Subquery, start: number, end: number): RangeSeries[] {
    const step = node.step ?? this.#options.subqueryStep;
    const known = this.#inner.get(node) ?? new Map<number, Sample[]>();
    this.#inner.set(node, known);
    const result = new Map<string, RangeSeries>();
    for (let t = Math.ceil(start / step) * step; t <= end; t += step) {
      const samples = known.get(t) ?? this.#samplesOf(this.evaluate(node.expr, t));
      known.set(t, samples);
      for (const { labels, v } of samples) {
        const series = result.get(labels.key) ?? { labels, points: [] };
        series.points.push({ t, v });
        result.set(labels.key, series);
      }
    }
    return [...result.values()];
  }

  #samplesOf(value: Value): Sample[] {
    if (value.type === 'vector') return value.samples;
    if (value.type === 'scalar') return [{ labels: Labels.empty, v: value.v }];
    throw new Error(`a ${value.type} where a vector was checked for`);
  }

  #series(selector: VectorSelector): Series[] {
    const known = this.#selected.get(selector) ?? this.#storage.select(selector.matchers);
    this.#selected.set(selector, known);
    return known;
  }

  #reference({ at, offset }: TimeModifiers, now: number): number {
    const base = at === 'start' ? this.#options.start : at === 'end' ? this.#options.end : (at ?? now);
    return base - offset;
  }

  #count(samples: number): void {
    this.#samples += samples;
    if (this.#samples > this.#options.maxSamples)
      throw executionError('query processing would load too many samples into memory in query execution');
  }
}

/** @throws PromError for duplicate label sets, which can result from dropping the metric name */
function vector(samples: Sample[]): Value {
  if (new Set(samples.map(({ labels }) => labels.key)).size < samples.length)
    throw executionError('vector cannot contain metrics with the same labelset');
  return { type: 'vector', samples };
}
