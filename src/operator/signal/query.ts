import { emptySeries } from './reading.ts';
import type { Series } from './reading.ts';

/** What one tick asks one Prometheus. */
export interface Question {
  namespaces: string[];
  /** Windows in seconds, without repetition. */
  windows: number[];
  /** Users' own expressions for the share, by the scaler's key. */
  own: Map<string, string>;
}

/** What came back: series by window and target, values of own expressions by the scaler's key. */
export interface Answer {
  targets: Map<string, Series>;
  own: Map<string, number[]>;
}

export const seriesKey = (window: number, namespace: string, workload: string): string =>
  `${window}/${namespace}/${workload}`;

/** Requests that no user waits for. */
const INTERNAL = '/metrics|/check/.*';
/** A Deployment's pods are called after it, a hash of the template, and a random end. */
const POD = '(.+)-[a-z0-9]{1,10}-[a-z0-9]{5}';
/** More namespaces than this in a matcher cost more than they spare. */
const NAMESPACES_LISTED = 20;

const tagged = (expression: string, label: string, value: string): string =>
  `label_replace(${expression}, "${label}", "${value}", "", "")`;
const byWorkload = (expression: string): string =>
  `label_replace(${expression}, "workload", "$1", "pod", "${POD}")`;
const quoted = (names: string[]): string => names.map((name) => name.replaceAll('.', '\\\\.')).join('|');

/** One PromQL expression for all targets: several vectors, told apart by the label `signal`, joined by `or`. */
export function queryOf(question: Question): string {
  const { namespaces } = question;
  const where =
    namespaces.length === 1
      ? `namespace="${namespaces[0]}"`
      : namespaces.length <= NAMESPACES_LISTED
        ? `namespace=~"${quoted(namespaces)}"`
        : 'namespace!=""';
  const parts = question.windows.flatMap((window) => {
    // PromQL knows no fraction of a second but milliseconds.
    const lasting = Number.isInteger(window) ? `${window}s` : `${Math.round(window * 1000)}ms`;
    const by = (labels: string, expression: string): string =>
      `sum by (namespace, workload${labels}) (${byWorkload(expression)})`;
    const rate = (metric: string, more = ''): string => `rate(${metric}{${where}${more}}[${lasting}])`;
    const users = `, endpoint!~"${INTERNAL}"`;
    return [
      tagged(by(', le', rate('request_latency_bucket', users)), 'signal', `bucket/${window}`),
      tagged(by('', rate('request_latency_sum', users)), 'signal', `sum/${window}`),
      // Any endpoint will do: an app that reports its probes is alive even when nobody asks for a page.
      tagged(
        `count by (namespace, workload) (${byWorkload(rate('request_latency_count'))})`,
        'signal',
        `fresh/${window}`,
      ),
      tagged(
        by('', `max by (namespace, pod) (max_over_time(up{${where}, pod!=""}[${lasting}]))`),
        'signal',
        `scraped/${window}`,
      ),
    ];
  });
  for (const [key, expression] of question.own)
    parts.push(tagged(tagged(`(${expression})`, 'signal', 'own'), 'scaler', key));
  return parts.join(' or ');
}

/** The body of Prometheus' answer to an instant query, or an Error that says what was wrong with it. */
export function answerOf(body: string): Answer {
  const answer: Answer = { targets: new Map(), own: new Map() };
  for (const { metric, value } of vectorOf(body)) {
    const [signal = '', window = ''] = (metric.signal ?? '').split('/');
    const number = numberOf(value[1]);
    if (signal === 'own') {
      const key = metric.scaler ?? '';
      answer.own.set(key, [...(answer.own.get(key) ?? []), number]);
      continue;
    }
    const key = `${window}/${metric.namespace}/${metric.workload}`;
    const series = answer.targets.get(key) ?? emptySeries();
    answer.targets.set(key, series);
    // Prometheus 2 and prom-client write le="1", others le="1.0": both are the number 1.
    if (signal === 'bucket') series.buckets.set(numberOf(metric.le ?? ''), number);
    else if (signal === 'sum') series.sum = number;
    else if (signal === 'fresh') series.fresh = number;
    else if (signal === 'scraped') series.scraped = number;
  }
  return answer;
}

type Sample = { metric: Record<string, string>; value: [number, string] };

function vectorOf(body: string): Sample[] {
  let parsed: { status?: string; error?: string; data?: { resultType?: string; result?: Sample[] } };
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw new Error('the answer is not JSON', { cause: error });
  }
  if (parsed?.status !== 'success') throw new Error(parsed?.error ?? 'the answer is not one of Prometheus');
  if (parsed.data?.resultType !== 'vector' || !Array.isArray(parsed.data.result))
    throw new Error(`the answer is a ${parsed.data?.resultType ?? 'nothing'}, not a vector`);
  return parsed.data.result;
}

function numberOf(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : text === '' ? NaN : Number(text);
}
