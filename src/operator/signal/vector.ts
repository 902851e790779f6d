import { printable } from '../../kubernetes/index.ts';
import { PROMETHEUS } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import { SignalError } from './signal-error.ts';

/** One series of an answer. A value that Prometheus would not send is NaN. */
export interface Row {
  metric: Record<string, string>;
  /** Prometheus' time of the evaluation, seconds. */
  at: number;
  value: number;
  /** It is NaN because Prometheus returned NaN. */
  isNaN: boolean;
}

interface Body {
  status?: unknown;
  error?: unknown;
  data?: { resultType?: unknown; result?: unknown } | null;
}

const reject = (text: Text): never => {
  throw new SignalError('PrometheusRefuses', text);
};

/** The rows of an instant query's answer. A scalar is one row without labels. Throws SignalError for anything else. */
export function rowsOf(text: string): Row[] {
  const body = parsed(text);
  if (body?.status !== 'success')
    return reject(typeof body?.error === 'string' ? body.error : PROMETHEUS.notPrometheus);
  const { resultType, result } = body.data ?? {};
  if (resultType === 'scalar') return [rowOf({ metric: {}, value: result })];
  if (resultType !== 'vector')
    return reject(
      PROMETHEUS.notAVector({ kind: typeof resultType === 'string' ? printable(resultType) : undefined }),
    );
  if (result === null) return [];
  return Array.isArray(result) ? result.map(rowOf) : reject(PROMETHEUS.noSeries);
}

function parsed(text: string): Body | null {
  try {
    return JSON.parse(text) as Body | null;
  } catch (error) {
    const why = /^\s*</.test(text) ? PROMETHEUS.webPage : PROMETHEUS.notJson;
    throw new SignalError('PrometheusRefuses', why, { cause: error });
  }
}

function rowOf(raw: unknown): Row {
  const { metric, value } = (raw ?? {}) as { metric?: unknown; value?: unknown };
  if (typeof metric !== 'object' || metric === null) return reject(PROMETHEUS.noLabels);
  const [at, text] = Array.isArray(value) ? (value as unknown[]) : [];
  return {
    metric: metric as Row['metric'],
    at: typeof at === 'number' ? at : NaN,
    value: numberOf(text),
    isNaN: text === 'NaN',
  };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number as Prometheus writes it, in values and in the label `le`; NaN for everything else. */
export function numberOf(text: unknown): number {
  if (typeof text !== 'string') return NaN;
  if (text === '+Inf' || text === 'Inf') return Infinity;
  if (text === '-Inf') return -Infinity;
  return NUMBER.test(text) ? Number(text) : NaN;
}
