/** What the graph is about: one look at the app through Prometheus. */
import { GRAPH } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';

export interface Look {
  /** Milliseconds since 1970. */
  time: number;
  /** Of requests within the bound, 0 to 1. `no traffic`: measured, but nobody asks. `no data`: not measured. */
  share: number | 'no traffic' | 'no data';
  /** Requests per second; undefined where nothing is measured. */
  rps: number | undefined;
  /** Seconds. */
  p95: number | undefined;
  replicas: number | undefined;
  /** Why there is no data, where the reason is known. */
  trouble?: Text;
}

/** Probes and scrapes are no users. */
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

/** @param value undefined: the query gave no series */
export function shareOf(value: number | undefined): Look['share'] {
  if (value === undefined) return 'no data';
  return Number.isNaN(value) ? 'no traffic' : value;
}

/** A line for where no graph can be drawn; one below the other, their bars are one. */
export function lookLine({ time, share, rps, p95, replicas, trouble }: Look, translate: Translate): string {
  const clock = new Date(time).toTimeString().slice(0, 8);
  const parts: Text[] = [
    typeof share === 'number'
      ? GRAPH.share({ bar: bar(share), share })
      : GRAPH.shareless({ why: SHARELESS[share] }),
    ...figuresOf({ rps, p95 }),
    GRAPH.replicas({ count: replicas }),
    ...(trouble ? [`(${translate(trouble)})`] : []),
  ];
  return [clock, ...parts.map(translate)].join('  ');
}

/** Why there is no share. */
export const SHARELESS = { 'no traffic': GRAPH.noTraffic, 'no data': GRAPH.noData } as const;

/** Requests per second and the 95th percentile, for people. */
export function figuresOf({ rps, p95 }: Pick<Look, 'rps' | 'p95'>): Text[] {
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
