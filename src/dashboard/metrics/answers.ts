/** What Prometheus answers. Whatever cannot be understood is not known. */
import { TextError } from '../../kubernetes/index.ts';
import type { Reply } from '../../kubernetes/index.ts';
import { DASHBOARD_SERVER } from '../../messages/dashboard/index.ts';
import { sayable } from '../model/sayable.ts';
import type { Measured } from '../model/traffic.ts';
import type { Point, Traffic } from '../view/view.ts';

interface Row {
  metric: Record<string, string>;
  /** `at`: seconds since 1970, by Prometheus' clock. */
  values: [at: number, value: number][];
}

/** @throws TextError if it is not a Prometheus that answers, or if it refuses */
function rowsOf({ status, body }: Reply): Row[] {
  const answer = parsed(body);
  if (status !== 200) throw new TextError(DASHBOARD_SERVER.status({ status, why: reasonIn(answer) }));
  const { result } = (answer?.data ?? {}) as { result?: unknown };
  if (answer?.status !== 'success' || !Array.isArray(result))
    throw new TextError(reasonIn(answer) ?? DASHBOARD_SERVER.notPrometheus);
  return result.flatMap(rowOf);
}

type Answer = { status?: unknown; error?: unknown; message?: unknown; data?: unknown } | null | undefined;

function parsed(body: string): Answer {
  try {
    return JSON.parse(body) as Answer;
  } catch {
    return undefined;
  }
}

/** Of Prometheus, or of the API server in front of it. */
function reasonIn(answer: Answer): string | undefined {
  const reason = [answer?.error, answer?.message].find((each) => typeof each === 'string');
  return reason === undefined ? undefined : sayable(reason as string);
}

function rowOf(raw: unknown): Row[] {
  const { metric, value, values } = (raw ?? {}) as { metric?: unknown; value?: unknown; values?: unknown };
  if (typeof metric !== 'object' || metric === null) return [];
  const all: unknown[] = Array.isArray(values) ? values : [value];
  return [{ metric: metric as Row['metric'], values: all.flatMap(pairOf) }];
}

/** Nothing if it is not what Prometheus writes. */
function pairOf(pair: unknown): [number, number][] {
  const [at, text] = Array.isArray(pair) ? (pair as unknown[]) : [];
  if (typeof at !== 'number' || typeof text !== 'string' || !NUMBER.test(text)) return [];
  return [[at, Number(text.replace('Inf', 'Infinity'))]];
}

const NUMBER = /^(?:NaN|[+-]?(?:Inf|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))$/;

export interface Present extends Measured {
  /** Prometheus' clock, milliseconds since 1970; undefined if it says nothing. */
  at?: number | undefined;
  /** The scrapes of a pod within ten seconds; undefined if nothing is scraped. */
  scrapes?: number | undefined;
}

/** @throws TextError */
export function presentOf(reply: Reply): Present {
  const rows = rowsOf(reply);
  const of = (figure: string): [pod: string, value: number][] =>
    rows
      .filter(({ metric }) => metric['figure'] === figure)
      .map(({ metric, values }) => [metric['pod'] ?? '', values[0]?.[1] ?? NaN]);
  const counts = (figure: string): Map<string, number> =>
    new Map(of(figure).filter(([pod, value]) => pod !== '' && Number.isFinite(value) && value >= 0));
  const [errors, waiting] = [counts('errors'), counts('waiting')];
  const pods = [...counts('pod')].map(([pod, rate]): [string, Traffic] => {
    // An app may only have a counter of failures once there was one.
    const failed = errors.get(pod) ?? (errors.size > 0 ? 0 : undefined);
    const queue = waiting.get(pod);
    return [
      pod,
      {
        rate,
        ...(failed === undefined ? {} : { errors: failed }),
        ...(queue === undefined ? {} : { waiting: queue }),
      },
    ];
  });
  const at = rows[0]?.values[0]?.[0];
  const figures: Measured['figures'] = Object.assign(
    {},
    ...rows.map(({ metric, values }) => figureOf(metric['figure'], values[0]?.[1])),
  );
  // Pods of which nobody has asked anything yet have no series for it.
  const idle: Measured['figures'] =
    pods.length > 0 && figures.rate === undefined ? { rate: 0, share: null } : {};
  return {
    pods: new Map(pods),
    figures: { ...figures, ...idle },
    at: at === undefined ? undefined : at * 1000,
    scrapes: of('scrapes')[0]?.[1],
  };
}

/** Points of the graph, the oldest first, by Prometheus' clock. @throws TextError */
export function pastOf(reply: Reply): Point[] {
  const points = new Map<number, Point>();
  for (const { metric, values } of rowsOf(reply))
    for (const [at, value] of values)
      points.set(at, { ...points.get(at), at: at * 1000, ...figureOf(metric['figure'], value) });
  return [...points.values()].toSorted((a, b) => a.at - b.at);
}

/** As a part of a point; nothing if it is not known. */
function figureOf(figure: string | undefined, value: number | undefined): Partial<Point> {
  if (value === undefined) return {};
  switch (figure) {
    case 'share':
      // 0 / 0: no requests.
      if (Number.isNaN(value)) return { share: null };
      return value >= 0 && value <= 1.001 ? { share: Math.min(1, value) } : {};
    case 'rate':
      return isCount(value) ? { rate: value } : {};
    case 'p50':
    case 'p95':
      return isCount(value) ? { [figure]: value * 1000 } : {};
    case 'ready':
      return isCount(value) ? { ready: value } : {};
    default:
      return {};
  }
}

const isCount = (value: number): boolean => Number.isFinite(value) && value >= 0;
