/** One sample of the app's latency and replicas, from Prometheus. */
import { GRAPH } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';

export interface Sample {
  /** Milliseconds since 1970. */
  time: number;
  /** Share of requests within the bound, 0 to 1. `no traffic`: measured, but no requests. `no data`: not measured. */
  share: number | 'no traffic' | 'no data';
  /** Requests per second; undefined if nothing is measured. */
  rps: number | undefined;
  /** Seconds. */
  p95: number | undefined;
  replicas: number | undefined;
  /** Why there is no data, if known. */
  trouble?: Text;
}

/** Without probes and scrapes. */
const USERS = 'namespace="pycont",endpoint!~"/metrics|/check/.*"';
const WINDOW = '15s';
const fast = `sum(rate(request_latency_bucket{${USERS},le="0.5"}[${WINDOW}]))`;
const all = `sum(rate(request_latency_count{${USERS}}[${WINDOW}]))`;

export const QUERIES = {
  share: `${fast} / ${all}`,
  rps: all,
  p95: `histogram_quantile(0.95, sum by (le) (rate(request_latency_bucket{${USERS}}[${WINDOW}])))`,
  replicas: 'count(up{namespace="pycont",app="kad"} == 1)',
} as const;

/** @param value undefined if the query gave no series */
export function shareOf(value: number | undefined): Sample['share'] {
  if (value === undefined) return 'no data';
  return Number.isNaN(value) ? 'no traffic' : value;
}

/** One line for each sample, where no graph can be drawn; their bars are aligned. */
export function sampleLine(
  { time, share, rps, p95, replicas, trouble }: Sample,
  translate: Translate,
): string {
  const clock = new Date(time).toTimeString().slice(0, 8);
  const parts: Text[] = [
    typeof share === 'number'
      ? GRAPH.share({ bar: bar(share), share })
      : GRAPH.shareless({ why: SHARELESS[share] }),
    ...figuresOf({ rps, p95 }),
    ...(p95 === undefined || Number.isNaN(p95) ? [] : [GRAPH.fromBuckets]),
    GRAPH.replicas({ count: replicas }),
    ...(trouble ? [`(${translate(trouble)})`] : []),
  ];
  return [clock, ...parts.map(translate)].join('  ');
}

/** Why there is no share. */
export const SHARELESS = { 'no traffic': GRAPH.noTraffic, 'no data': GRAPH.noData } as const;

/** Requests per second and the 95th percentile, for people. */
export function figuresOf({ rps, p95 }: Pick<Sample, 'rps' | 'p95'>): Text[] {
  const seconds = p95 === undefined || Number.isNaN(p95) ? undefined : p95;
  return [GRAPH.rate({ perSecond: rps }), GRAPH.p95({ seconds })];
}

const CELLS = 10;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** @param share 0 to 1 */
function bar(share: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * CELLS * 8);
  const filled = '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7];
  return filled + '·'.repeat(CELLS - [...filled].length);
}
