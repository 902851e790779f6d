import { BUCKETS, COUNT, ENDPOINT_LABELS, IDENTITY, INTERNAL, SUM } from './metric.ts';

/** Pods to ask about: all of some namespaces, or some by name. */
export interface Where {
  namespaces: Iterable<string>;
  pods?: Iterable<string>;
}

/** What one query asks about the counters of many pods. */
export interface Question extends Where {
  /** Bucket bounds in seconds besides +Inf; all of them when left out. */
  bounds?: Iterable<number>;
  /** Pods that nobody may have asked for anything: whether they export the metric at all. */
  idle: 'all' | string[];
  /** Also how often the pods were scraped in the last minute. */
  scrapes?: boolean;
}

/** More names than this in a matcher cost more than they spare. */
export const MOST_NAMES = 20;

const IDENTIFIED = IDENTITY.join(', ');
const USERS = ENDPOINT_LABELS.map((label) => `, ${label}!~"${INTERNAL}"`).join('');

export const tagged = (expression: string, value: string): string =>
  `label_replace(${expression}, "signal", "${value}", "", "")`;

const anyOf = (names: string[]): string => names.map((name) => name.replaceAll(/[.+]/g, '[$&]')).join('|');

/** `label="x"`, or `label=~"x|y"`: Prometheus looks a few names up, but runs a pattern over all values. */
const oneOf = (label: string, names: string[]): string =>
  names.length === 1 ? `${label}="${names[0]}"` : `${label}=~"${anyOf(names)}"`;

export function matchers({ namespaces, pods }: Where): string {
  const spaces = [...namespaces];
  const where = spaces.length > MOST_NAMES ? 'namespace!=""' : oneOf('namespace', spaces);
  return pods === undefined ? where : `${where}, ${oneOf('pod', [...pods])}`;
}

/**
 * One PromQL expression, aggregated by process as early as can be: rows with `le` are buckets, rows with `signal` are
 * what that says, and those with neither are the sums of the latencies. A label more on each would cost a tenth.
 */
export function countersQuery(question: Question): string {
  const { bounds, idle, scrapes } = question;
  const where = matchers(question);
  const le = bounds === undefined ? '' : `, le=~"${anyOf(['+Inf', ...[...bounds].flatMap(leOf)])}"`;
  const times = (selector: string): string =>
    tagged(`max by (${IDENTIFIED}) (timestamp(${COUNT}{${selector}}))`, 'time');
  const parts = [
    // What time it is there, even where there is nothing else.
    tagged('vector(time())', 'now'),
    times(idle === 'all' ? where : where + USERS),
  ];
  if (idle !== 'all' && idle.length > 0) parts.push(times(matchers({ ...question, pods: idle })));
  if (scrapes) {
    // Not of pods that are younger than a minute: few scrapes of theirs do not mean a long interval.
    const often = `count_over_time(${COUNT}{${where}}[1m]) and ${COUNT}{${where}} offset 1m`;
    parts.push(tagged(`max by (${IDENTIFIED}) (${often})`, 'scrapes'));
  }
  // The largest part is the last: of what stands before an `or` Prometheus makes a set first.
  parts.push(`sum by (${IDENTIFIED}) (${SUM}{${where}${USERS}})`);
  parts.push(`sum by (${IDENTIFIED}, le) (${BUCKETS}{${where}${le}${USERS}})`);
  return parts.join(' or ');
}

/** How client libraries write a bound: prom-client `1`, Prometheus 3 and Python `1.0`, Go `1e-05`, Java `1.0E-5`. */
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
