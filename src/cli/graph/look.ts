/** What the graph is about: one look at the app through Prometheus. */

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
  trouble?: string;
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

export function lookLine({ time, share, rps, p95, replicas, trouble }: Look): string {
  const clock = new Date(time).toTimeString().slice(0, 8);
  const parts = [
    `share ${typeof share === 'number' ? percent(share) : share}`,
    `${rps === undefined ? '–' : rps.toFixed(1)} req/s`,
    `p95 ${p95 === undefined || Number.isNaN(p95) ? '–' : `${p95.toFixed(2)} s`}`,
    `replicas ${replicas ?? '–'}`,
    ...(trouble ? [`(${trouble})`] : []),
  ];
  return `${clock}  ${parts.join('  ')}`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
