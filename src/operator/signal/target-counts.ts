import type { Signal, Unknown } from '../decision/observation.ts';
import { printable } from '../../kubernetes/index.ts';
import { SIGNAL } from '../../messages/operator/index.ts';
import type { PodView } from '../kubernetes/resources.ts';
import { fits, rounded } from './interval.ts';
import type { Interval } from './interval.ts';
import { clustersOf } from './main-process.ts';
import { METRIC } from './metric.ts';
import { PodCounts } from './pod-counts.ts';
import type { Moment, Step } from './pod-counts.ts';
import { added, judged, merged, NO_REQUESTS, quantilesOf } from './requests.ts';
import { NOTHING, Ring } from './ring.ts';
import type { Entry, Sum } from './ring.ts';
import type { Answer } from './samples.ts';
import { unknown } from './signal-error.ts';

/** The counters of one target's pods, across answers. Times are Prometheus', in seconds. */
export class TargetCounts {
  readonly window: number;
  readonly threshold: number;
  readonly #ring: Ring;
  readonly #pods = new Map<string, PodCounts>();
  /** When the last answer was evaluated. */
  at: number | undefined;
  #ready = 0;
  #known = 0;
  #fault: Unknown | undefined;
  #interval: Interval | undefined;

  /** @param before with another policy: what it handed out is not handed out again */
  constructor(window: number, threshold: number, before?: TargetCounts) {
    this.window = window;
    this.threshold = threshold;
    this.#ring = new Ring(before === undefined ? undefined : before.#ring.handedUntil);
  }

  /** The past counters are unknown: they must be read at the start of the window, too. */
  get needsPast(): boolean {
    return this.at === undefined;
  }

  /** The counters of all ready pods are unknown. */
  get unmeasured(): boolean {
    return this.#fault === undefined && this.#known === 0 && this.#ready > 0;
  }

  /** The names of pods that have had no requests of users, as far as is known. */
  idle(pods: PodView[]): string[] {
    return pods.filter(({ uid }) => !this.#pods.get(uid)?.busy).map(({ name }) => name);
  }

  forget(): void {
    this.#ring.clear();
    this.#pods.clear();
    this.at = undefined;
  }

  take(answer: Answer, pods: PodView[], moment: Omit<Moment, 'before'>): void {
    this.#ring.next();
    this.#fault = this.#interval = undefined;
    this.#ready = this.#known = 0;
    const known = new Set<PodCounts>();
    const steps: Step[] = [];
    const gone = new Set(this.#pods.keys());
    for (const pod of pods) {
      gone.delete(pod.uid);
      const counts = this.#pods.get(pod.uid) ?? new PodCounts(this.at);
      this.#pods.set(pod.uid, counts);
      const samples = answer.pods.get(pod.key) ?? [];
      const clusters = clustersOf(samples);
      if (clusters.length > 0) this.#fault ??= severalClusters(pod, clusters);
      const { taken, fault } = counts.take(samples, pod, {
        ...moment,
        ...(this.at === undefined ? {} : { before: this.at }),
      });
      if (fault !== undefined) this.#fault ??= unknown(fault.cause, fault.why);
      steps.push(...taken);
      if (counts.known) known.add(counts);
      if (pod.ready) this.#ready++;
      if (pod.ready && counts.known) this.#known++;
      // A pod whose scrapes fail seems to have a longer interval than the others.
      if (counts.interval !== undefined && counts.interval.least < (this.#interval?.least ?? Infinity))
        this.#interval = counts.interval;
    }
    for (const uid of gone) this.#pods.delete(uid);
    this.at = moment.at;
    if (steps.length > 0) this.#ring.push(this.#entry(steps, known.size, moment.all), this.window);
  }

  /** @param answers to the same query at earlier times, oldest first */
  takePast(answers: Answer[], pods: PodView[], all: boolean): void {
    const ofPods = pods.map((pod) => {
      const samples = answers.map((answer) => answer.pods.get(pod.key) ?? []);
      return this.#pods.get(pod.uid)?.takePast(samples, pod) ?? [];
    });
    const entries = answers.flatMap((_, i) => {
      const steps = ofPods.flatMap((ofPod) => ofPod[i] ?? []);
      return steps.length === 0 ? [] : [this.#entry(steps, new Set(steps.map(({ pod }) => pod)).size, all)];
    });
    this.#ring.begin(entries);
  }

  /** The answer was empty. */
  takeNothing(pods: PodView[]): void {
    this.#ring.next();
    this.#fault = undefined;
    this.#known = 0;
    this.#ready = pods.filter(({ ready }) => ready).length;
  }

  /** @param since requests before that do not count @param now both in Prometheus' time */
  signal(since: number, now: number): Signal {
    if (this.#fault !== undefined) return this.#fault;
    if (this.#ready === 0) return unknown('NotMeasuredYet', SIGNAL.noPodReady);
    if (this.#known === 0) return unknown('NoSeries', SIGNAL.noFreshSeries);
    if (this.#interval !== undefined && !fits(this.#interval, this.window))
      return tooLong(this.#interval, this.window);
    const sum = this.#ring.sum(now, this.window, since);
    if (sum === undefined) return unknown('NotMeasuredYet', SIGNAL.notScrapedTwice);
    const { requests, seconds } = sum;
    if (requests.total > 0 && requests.doubtful === requests.total) return this.#notABucket();
    const fresh = this.#ring.fresh(since) ?? NOTHING;
    return {
      state: 'counted',
      window: requests,
      seconds,
      fresh: fresh.requests,
      freshSeconds: fresh.seconds,
      pods: this.#ready,
      known: this.#known,
      ...quantiles(sum),
    };
  }

  #entry(steps: Step[], known: number, all: boolean): Omit<Entry, 'handed'> {
    return {
      from: Math.min(...steps.map(({ from }) => from)),
      to: Math.max(...steps.map(({ to }) => to)),
      requests: steps.map((step) => judged(step, this.threshold)).reduce(added, NO_REQUESTS),
      covered: steps.reduce((sum, { from, to, weight }) => sum + (to - from) * weight, 0),
      steps: steps.reduce((sum, { weight }) => sum + weight, 0),
      known: Math.max(1, known),
      ...(all ? { histogram: steps.map(({ bounds, counts }) => ({ bounds, counts })).reduce(merged) } : {}),
    };
  }

  #notABucket(): Unknown {
    const bounds = new Set([...this.#pods.values()].flatMap((each) => each.bounds));
    const there = [...bounds].filter(Number.isFinite).sort((a, b) => a - b);
    return unknown(
      'ThresholdNotABucket',
      SIGNAL.notABucket({
        metric: METRIC,
        threshold: milliseconds(this.threshold),
        bounds: there.map(milliseconds),
      }),
    );
  }
}

const milliseconds = (seconds: number): number => Number((seconds * 1000).toPrecision(12));

const quantiles = ({ histogram }: Sum) =>
  histogram !== undefined && histogram.counts.at(-1)! > 0 ? { quantiles: quantilesOf(histogram) } : {};

const severalClusters = (pod: PodView, clusters: string[]): Unknown =>
  unknown('ManySeries', SIGNAL.severalClusters({ pod: pod.name, clusters: clusters.map(printable) }));

function tooLong({ likely }: Interval, window: number): Unknown {
  const every = rounded(likely);
  return unknown(
    'ScrapeIntervalTooLong',
    SIGNAL.intervalTooLong({ every, window, least: Math.ceil(4 * every) }),
  );
}
