/** What Prometheus is asked: one expression for everything, whose rows say in the label `figure` what they are. */

export interface Question {
  namespace: string;
  thresholdMs: number;
  /** Pods are scraped so rarely that rates need a longer time. */
  rarely: boolean;
}

/** Scrapes and probes are nobody's requests. */
const USERS = 'endpoint!~"/metrics|/check/.*"';
/** So many scrapes within ten seconds are enough for rates of the last five. */
export const ENOUGH_SCRAPES = 4;

const tagged = (figure: string, expression: string): string =>
  `label_replace(${expression}, "figure", "${figure}", "", "")`;

const zeroWhere = (metric: string, where: string): string => `0 * count by (pod) (${metric}{${where}})`;

/** Rows of the whole namespace: `share`, `rate`, `p50`, `p95`. */
function figures({ namespace, thresholdMs, rarely }: Question): string[] {
  const window = rarely ? '2m' : '15s';
  const users = `namespace="${namespace}",${USERS}`;
  const all = `sum(rate(request_latency_count{${users}}[${window}]))`;
  const fast = `sum(rate(request_latency_bucket{${users},le=~"${boundOf(thresholdMs / 1000)}"}[${window}]))`;
  const quantile = (q: number): string =>
    `histogram_quantile(${q}, sum by (le) (rate(request_latency_bucket{${users}}[${window}])))`;
  return [
    tagged('share', `${fast} / ${all}`),
    tagged('rate', all),
    tagged('p50', quantile(0.5)),
    tagged('p95', quantile(0.95)),
  ];
}

/** Now: the figures, and for each pod rows `pod`, `errors` and `waiting`. */
export function present(question: Question): string {
  const { namespace, rarely } = question;
  const window = rarely ? '1m' : '5s';
  const where = `namespace="${namespace}"`;
  const rates = (metric: string): string =>
    `sum by (pod) (rate(${metric}{${where},${USERS}}[${window}])) or ${zeroWhere(metric, where)}`;
  return [
    ...figures(question),
    tagged('pod', `(${rates('request_latency_count')})`),
    tagged('errors', `(${rates('request_failures_total')})`),
    tagged('waiting', `sum by (pod) (slow_requests_waiting{${where}})`),
    tagged('scrapes', `max(count_over_time(request_latency_count{${where}}[10s]))`),
  ].join(' or ');
}

/** Earlier: the figures, and with `ready` how many pods were measured. */
export function past(question: Question): string {
  const measured = `count(count by (pod) (request_latency_count{namespace="${question.namespace}"}))`;
  return [...figures(question), tagged('ready', measured)].join(' or ');
}

/** Clients write a whole bound as `1` or `1.0`. */
function boundOf(seconds: number): string {
  const text = String(seconds).replace('.', '[.]');
  return Number.isInteger(seconds) ? `${text}|${text}[.]0` : text;
}
