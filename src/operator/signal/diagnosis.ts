import type { Unknown } from '../decision/observation.ts';
import { printable } from '../../kubernetes/index.ts';
import { SIGNAL } from '../../messages/operator/index.ts';
import type { PodView } from '../kubernetes/resources.ts';
import { COUNT, METRIC } from './metric.ts';
import type { Prometheus } from './prometheus.ts';
import { matchers, MOST_NAMES, tagged } from './question.ts';
import { unknown } from './signal-error.ts';
import type { Row } from './vector.ts';

interface UnmeasuredTarget {
  key: string;
  namespace: string;
  pods: PodView[];
}

/** Asks what Prometheus scrapes at all, for pods whose counters it does not have. */
export function diagnosisQuery({ namespace, pods }: UnmeasuredTarget): string {
  const names = pods.slice(0, MOST_NAMES).map(({ name }) => name);
  const ours = matchers({ namespaces: [namespace], pods: names });
  return [
    tagged(`max by (pod, instance) (up{${ours}})`, 'up'),
    tagged(`count(${COUNT}{namespace="${namespace}", pod!=""})`, 'metric'),
    tagged(`topk(1, ${COUNT}{pod=""} or ${COUNT}{namespace=""})`, 'unlabelled'),
    tagged(`count(group by (pod) (up{namespace="${namespace}", pod!=""}))`, 'pods'),
    tagged('count(up)', 'all'),
  ].join(' or ');
}

/** Why the pods have no counters. */
function diagnose(rows: Row[], { namespace }: UnmeasuredTarget): Unknown {
  const by = (signal: string): Row[] => rows.filter(({ metric }) => metric.signal === signal);
  const ups = by('up');
  if (ups.some(({ value }) => value === 1)) return unknown('NoMetric', SIGNAL.noMetric({ metric: METRIC }));
  if (ups.length > 0) return unknown('NoSeries', SIGNAL.cannotScrape);
  const [unlabelled] = by('unlabelled');
  if (unlabelled !== undefined && by('metric').length === 0) return wrongLabels(unlabelled);
  const scraped = by('pods')[0]?.value ?? 0;
  if (scraped > 0) return unknown('NoSeries', SIGNAL.othersScraped({ namespace, count: scraped }));
  if (by('all').length > 0) return unknown('NoSeries', SIGNAL.noneScraped({ namespace }));
  return unknown('NoSeries', SIGNAL.nothingScraped);
}

/** The labels by which the query finds the series of a pod. */
const OURS = ['namespace', 'pod'];

function wrongLabels({ metric }: Row): Unknown {
  const has = Object.keys(metric).filter((name) => !['__name__', 'signal', 'le'].includes(name));
  const lacks = OURS.filter((name) => !metric[name]);
  return unknown(
    'WrongLabels',
    SIGNAL.wrongLabels({ metric: METRIC, lacks, has: has.sort().map(printable) }),
  );
}

/** Seconds. */
const FIRST_WAIT = 5;
const LONGEST_WAIT = 60;

/** Finds out why targets have no counters: one at a time, now and then, without delaying other work. */
export class Diagnoses {
  readonly #prometheus: Prometheus;
  readonly #now: () => number;
  readonly #known = new Map<string, { diagnosis?: Unknown; next: number; wait: number }>();
  #running: Promise<void> | undefined;

  constructor(prometheus: Prometheus, now: () => number) {
    this.#prometheus = prometheus;
    this.#now = now;
  }

  /** @param unmeasured the targets without counters; diagnoses of others are forgotten */
  refresh(unmeasured: UnmeasuredTarget[]): Promise<void> {
    const keys = new Set(unmeasured.map(({ key }) => key));
    for (const key of this.#known.keys()) if (!keys.has(key)) this.forget(key);
    const due = unmeasured.find(({ key }) => (this.#known.get(key)?.next ?? 0) <= this.#now());
    if (this.#running === undefined && due !== undefined) this.#running = this.#examine(due);
    return this.#running ?? Promise.resolve();
  }

  of(key: string): Unknown | undefined {
    return this.#known.get(key)?.diagnosis;
  }

  forget(key: string): void {
    this.#known.delete(key);
  }

  async #examine(target: UnmeasuredTarget): Promise<void> {
    const { key } = target;
    const wait = this.#known.get(key)?.wait ?? FIRST_WAIT;
    const known = {
      ...this.#known.get(key),
      next: this.#now() + wait,
      wait: Math.min(2 * wait, LONGEST_WAIT),
    };
    this.#known.set(key, known);
    try {
      const diagnosis = diagnose(await this.#prometheus.query(diagnosisQuery(target)), target);
      if (this.#known.has(key)) this.#known.set(key, { ...known, diagnosis });
    } catch {
      // The query of the tick fails for the same reason, and reports it.
    } finally {
      this.#running = undefined;
    }
  }
}
