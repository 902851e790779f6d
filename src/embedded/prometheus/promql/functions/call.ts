/** Calls of functions without a range vector. */
import { Labels, METRIC_NAME } from '../../labels.ts';
import type { Call } from '../syntax/ast.ts';
import { executionError } from '../errors.ts';
import { absentLabels } from './absent.ts';
import { labelJoin, labelReplace } from './label-functions.ts';
import { bucketQuantile } from './quantile.ts';
import type { Bucket } from './quantile.ts';
import type { Sample, Value } from '../value.ts';
import { OF_TIME, SAMPLE_FUNCTIONS } from './vector-functions.ts';

/**
 * @param args evaluated, with the types of the signature
 * @param now milliseconds
 */
export function callVectorFunction(
  node: Call,
  args: Value[],
  now: number,
  vector: (samples: Sample[]) => Value,
): Value {
  const scalars = args.flatMap((arg) => (arg.type === 'scalar' ? [arg.v] : []));
  const texts = args.flatMap((arg) => (arg.type === 'string' ? [arg.v] : []));
  const given = args.find((arg) => arg.type === 'vector');
  const samples = given?.type === 'vector' ? given.samples : [];
  switch (node.name) {
    case 'time':
      return { type: 'scalar', v: now / 1000 };
    case 'pi':
      return { type: 'scalar', v: Math.PI };
    case 'scalar':
      return { type: 'scalar', v: samples.length === 1 ? (samples[0] as Sample).v : NaN };
    case 'vector':
      return { type: 'vector', samples: [{ labels: Labels.empty, v: scalars[0] as number }] };
    case 'absent':
      return {
        type: 'vector',
        samples: samples.length > 0 ? [] : [{ labels: absentLabels(node.args[0]), v: 1 }],
      };
    case 'timestamp':
      return vector(samples.map(({ labels }) => ({ labels: labels.without(METRIC_NAME), v: now / 1000 })));
    case 'sort':
      return { type: 'vector', samples: sorted(samples, (a, b) => a - b) };
    case 'sort_desc':
      return { type: 'vector', samples: sorted(samples, (a, b) => b - a) };
    case 'label_replace':
      return vector(labelReplace(samples, texts));
    case 'label_join':
      return vector(labelJoin(samples, texts));
    case 'histogram_quantile':
      return vector(histogramQuantile(scalars[0] as number, samples));
  }
  const call = SAMPLE_FUNCTIONS[node.name];
  if (!call) throw executionError(`function "${node.name}" is not supported`);
  if (node.name === 'clamp' && (scalars[0] as number) > (scalars[1] as number)) return vector([]);
  const of = OF_TIME.has(node.name) && !given ? [{ labels: Labels.empty, v: now / 1000 }] : samples;
  return vector(of.map(({ labels, v }) => ({ labels: labels.without(METRIC_NAME), v: call(v, scalars) })));
}

function sorted(samples: Sample[], order: (a: number, b: number) => number): Sample[] {
  const rank = (v: number) => (Number.isNaN(v) ? 1 : 0);
  return [...samples].sort(
    (a, b) => rank(a.v) - rank(b.v) || (a.v === b.v || rank(a.v) ? 0 : order(a.v, b.v)),
  );
}

function histogramQuantile(q: number, samples: Sample[]): Sample[] {
  const histograms = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, v } of samples) {
    const bound = upperBound(labels.get('le'));
    if (bound === undefined) continue;
    const rest = labels.without(METRIC_NAME, 'le');
    const histogram = histograms.get(rest.key) ?? { labels: rest, buckets: [] };
    histogram.buckets.push({ le: bound, count: v });
    histograms.set(rest.key, histogram);
  }
  return [...histograms.values()].map(({ labels, buckets }) => ({ labels, v: bucketQuantile(q, buckets) }));
}

function upperBound(le: string): number | undefined {
  if (/^\+?Inf$/i.test(le)) return Infinity;
  const value = Number(le);
  return le.trim() === '' || Number.isNaN(value) ? undefined : value;
}
