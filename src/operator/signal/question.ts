import { BUCKETS, COUNT, ENDPOINT_LABELS, IDENTITY, INTERNAL, SUM } from './metric.ts';

/** The pods of a query: all of some namespaces, or some by name. */
export interface Where {
  namespaces: Iterable<string>;
  pods?: Iterable<string>;
}

/** A query for the counters of many pods. */
export interface Question extends Where {
  /** Bucket bounds in seconds besides +Inf; all bounds by default. */
  bounds?: Iterable<number>;
  /** Pods that may have had no requests: asks whether they export the metric at all. */
  idle: 'all' | string[];
  /** Also asks how often the pods were scraped in the last minute. */
  scrapes?: boolean;
}

/** With more names, a matcher costs more than it saves. */
export const MOST_NAMES = 20;

const IDENTIFIED = IDENTITY.join(', ');
const USERS = ENDPOINT_LABELS.map((label) => `, ${label}!~"${INTERNAL}"`).join('');

export const tagged = (expression: string, value: string): string =>
  `label_replace(${expression}, "signal", "${value}", "", "")`;

const anyOf = (names: string[]): string => names.map((name) => name.replaceAll(/[.+]/g, '[$&]')).join('|');

/** `label="x"`, or `label=~"x|y"`: Prometheus looks alternatives up, but tries other patterns on all values. */
const oneOf = (label: string, names: string[]): string =>
  names.length === 1 ? `${label}="${names[0]}"` : `${label}=~"${anyOf(names)}"`;

export function matchers({ namespaces, pods }: Where): string {
  const spaces = [...namespaces];
  const where = spaces.length > MOST_NAMES ? 'namespace!=""' : oneOf('namespace', spaces);
  return pods === undefined ? where : `${where}, ${oneOf('pod', [...pods])}`;
}

/**
 * One PromQL expression, aggregated by process as early as possible: rows with `le` are buckets, rows with `signal` are
 * what that label says, and rows with neither are the sums of the latencies. One more label would cost a tenth.
 */
export function countersQuery(question: Question): string {
  const { bounds, idle, scrapes } = question;
  const where = matchers(question);
  const le = bounds === undefined ? '' : `, le=~"${anyOf(['+Inf', ...[...bounds].flatMap(leOf)])}"`;
  const times = (selector: string): string =>
    tagged(`max by (${IDENTIFIED}) (timestamp(${COUNT}{${selector}}))`, 'time');
  const parts = [
    // Its current time, even if there are no other rows.
    tagged('vector(time())', 'now'),
    times(idle === 'all' ? where : where + USERS),
  ];
  if (idle !== 'all' && idle.length > 0) parts.push(times(matchers({ ...question, pods: idle })));
  if (scrapes) {
    // Not for pods younger than a minute: their few scrapes do not mean a long interval.
    const often = `count_over_time(${COUNT}{${where}}[1m]) and ${COUNT}{${where}} offset 1m`;
    parts.push(tagged(`max by (${IDENTIFIED}) (${often})`, 'scrapes'));
  }
  // The largest part is last, because Prometheus builds a set of everything before an `or`.
  parts.push(`sum by (${IDENTIFIED}) (${SUM}{${where}${USERS}})`);
  parts.push(`sum by (${IDENTIFIED}, le) (${BUCKETS}{${where}${le}${USERS}})`);
  return parts.join(' or ');
}

/** How client libraries format a bound: prom-client `1`, Prometheus 3 and Python `1.0`, Go `1e-05`, Java `1.0E-5`. */
export function leOf(bound: number): string[] {
  const short = String(bound);
  const [mantissa = '', exponent = '0'] = bound.toExponential().split('e');
  const power = Number(exponent);
  const decimal = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  const texts = [short, ...(Number.isInteger(bound) ? [`${short}.0`] : [])];
  if (power <= -3 || power >= 6) {
    const padded = `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
    texts.push(`${mantissa}e${padded}`, `${mantissa}e${power}`, `${decimal}E${power}`);
    if (power < 0) texts.push(bound.toFixed(Math.min(100, -power + mantissa.length)).replace(/0+$/, ''));
  }
  return [...new Set(texts)];
}
