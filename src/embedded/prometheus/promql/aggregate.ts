/** Aggregation operators: one sample per group, or the top ones of each group. */
import { formatFloat } from '../format.ts';
import { Labels, METRIC_NAME } from '../labels.ts';
import type { Aggregate } from './syntax/ast.ts';
import { executionError } from './errors.ts';
import { quantile } from './functions/quantile.ts';
import type { Sample } from './value.ts';

interface Group {
  labels: Labels;
  samples: Sample[];
}

const REDUCERS: Record<string, (values: number[]) => number> = {
  sum: (values) => values.reduce((sum, v) => sum + v),
  count: (values) => values.length,
  group: () => 1,
  min: (values) => values.reduce((best, v) => (v < best || Number.isNaN(best) ? v : best)),
  max: (values) => values.reduce((best, v) => (v > best || Number.isNaN(best) ? v : best)),
  avg: mean,
  stdvar: variance,
  stddev: (values) => Math.sqrt(variance(values)),
};

/** @param parameter of topk, bottomk and quantile (number) or count_values (label name) */
export function aggregate(
  node: Aggregate,
  samples: Sample[],
  parameter: number | string | undefined,
): Sample[] {
  if (node.operator === 'count_values') return countValues(node, samples, parameter as string);
  const groups = [...groupBy(node, samples).values()];
  if (node.operator === 'topk' || node.operator === 'bottomk')
    return groups.flatMap((group) => best(group.samples, parameter as number, node.operator === 'topk'));
  const reduce =
    node.operator === 'quantile'
      ? (values: number[]) => quantile(parameter as number, values)
      : (REDUCERS[node.operator] as (values: number[]) => number);
  return groups.map((group) => ({ labels: group.labels, v: reduce(group.samples.map(({ v }) => v)) }));
}

function groupLabels({ without, labels }: Pick<Aggregate, 'without' | 'labels'>, from: Labels): Labels {
  return without ? from.without(METRIC_NAME, ...labels) : from.only(...labels);
}

function groupBy(node: Pick<Aggregate, 'without' | 'labels'>, samples: Sample[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const sample of samples) {
    const labels = groupLabels(node, sample.labels);
    const group = groups.get(labels.key) ?? { labels, samples: [] };
    group.samples.push(sample);
    groups.set(labels.key, group);
  }
  return groups;
}

function countValues(node: Aggregate, samples: Sample[], label: string): Sample[] {
  if (!/^[a-zA-Z_]\w*$/.test(label)) throw executionError(`invalid label name ${JSON.stringify(label)}`);
  const labelled = samples.map(({ labels, v }) => ({ labels: labels.set(label, formatFloat(v)), v }));
  const grouping = node.without ? node : { without: false, labels: [...node.labels, label] };
  return [...groupBy(grouping, labelled).values()].map((group) => ({
    labels: group.labels,
    v: group.samples.length,
  }));
}

/** The k largest or smallest samples, in order; NaN comes last. */
function best(samples: Sample[], k: number, largest: boolean): Sample[] {
  if (Number.isNaN(k) || Math.abs(k) >= 2 ** 63) throw executionError(`Scalar value ${k} overflows int64`);
  if (k < 1) return [];
  const order = (a: number, b: number) =>
    Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : largest ? b - a : a - b;
  return [...samples].sort((a, b) => (a.v === b.v ? 0 : order(a.v, b.v))).slice(0, Math.trunc(k));
}

function mean(values: number[]): number {
  let result = values[0] as number;
  for (let index = 1; index < values.length; index++) {
    const v = values[index] as number;
    if (Math.abs(result) === Infinity && (v === result || Number.isFinite(v))) continue;
    result += v / (index + 1) - result / (index + 1);
  }
  return result;
}

function variance(values: number[]): number {
  let mean = 0;
  let squares = 0;
  values.forEach((v, index) => {
    const delta = v - mean;
    mean += delta / (index + 1);
    squares += delta * (v - mean);
  });
  return squares / values.length;
}
