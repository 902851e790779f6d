import type { Signal, Unknown } from '../decision/observation.ts';
import { SIGNAL } from '../../messages/operator/index.ts';
import type { PodView } from '../kubernetes/resources.ts';
import { Diagnoses } from './diagnosis.ts';
import { Neighbours } from './neighbours.ts';
import type { Prometheus } from './prometheus.ts';
import { countersQuery, MOST_NAMES } from './question.ts';
import type { Question } from './question.ts';
import { samplesOf } from './samples.ts';
import type { Answer } from './samples.ts';
import { SignalError, unknown } from './signal-error.ts';
import { TargetCounts } from './target-counts.ts';
import { failureOf } from './trouble.ts';

/** A target whose requests are counted; window and threshold in seconds. */
export interface Asked {
  key: string;
  namespace: string;
  window: number;
  threshold: number;
  pods: PodView[];
}

interface Known extends Asked {
  counts: TargetCounts;
}

/** For up to this many pods all buckets are queried, which gives quantiles; for more only those at the threshold. */
const ALL_BUCKETS_UP_TO = 50;

/** In characters: with longer lists of names the query is too long for a URL. */
const LONGEST_NAMES = 600;

/** The parts of the window at which past counters are read: so its parts expire one by one. */
const PAST = [1, 0.75, 0.5, 0.25];

/** Until its clock has caught up, Prometheus stores nothing new and returns old values as current. */
const wentBack = (seconds: number): SignalError =>
  new SignalError('NotMeasuredYet', SIGNAL.clockWentBack({ seconds: Math.round(seconds) }));

/** Seconds by which the clocks of Prometheus and of this process may drift apart between two answers. */
const DRIFT = 5;

/** The counters of all targets of one Prometheus: one query a tick. */
export class CounterFeed {
  readonly #prometheus: Prometheus;
  readonly #now: () => number;
  readonly #targets = new Map<string, TargetCounts>();
  readonly #neighbours = new Neighbours();
  readonly #diagnoses: Diagnoses;
  #failure: Unknown | undefined;
  /** When the last query was sent, by our clock, and evaluated, by Prometheus'. */
  #last: { asked: number; at: number } | undefined;

  /** @param now seconds of a monotonic clock */
  constructor(prometheus: Prometheus, now: () => number) {
    this.#prometheus = prometheus;
    this.#now = now;
    this.#diagnoses = new Diagnoses(prometheus, now);
  }

  /** @throws SignalError if there is no answer; `of` then returns it, too */
  async refresh(asked: Asked[], once: boolean): Promise<void> {
    const targets = this.#known(asked);
    try {
      // Without pods there is nothing to query.
      if (targets.some(({ pods }) => pods.length > 0)) await this.#count(targets);
      else for (const { counts } of targets) counts.takeNothing([]);
      this.#failure = undefined;
    } catch (error) {
      const { reason, text: why } = failureOf(error);
      // The next answer may come from another server.
      if (reason === 'PrometheusUnreachable') this.#last = undefined;
      this.#failure = unknown(reason, SIGNAL.of({ address: this.#prometheus.address, why }));
      throw error;
    }
    const unmeasured = targets.filter(({ counts }) => counts.unmeasured);
    if (!once) return void this.#diagnoses.refresh(unmeasured);
    for (const _ of unmeasured.slice(0, MOST_NAMES)) await this.#diagnoses.refresh(unmeasured);
  }

  /** @param since seconds ago: requests before that do not count */
  of(key: string, since: number): Signal {
    if (this.#failure !== undefined) return this.#failure;
    const counts = this.#targets.get(key);
    if (counts === undefined) return unknown('NotMeasuredYet', SIGNAL.notAsked);
    const { asked, at } = this.#last ?? { asked: this.#now(), at: 0 };
    // The answer was evaluated after the query was sent: an event at that time is at this time at the latest.
    const signal = counts.signal(at + this.#now() - since - asked, at);
    return counts.unmeasured ? (this.#diagnoses.of(key) ?? signal) : signal;
  }

  #known(asked: Asked[]): Known[] {
    const gone = new Set(this.#targets.keys());
    const known = asked.map((each) => {
      const { key, window, threshold } = each;
      gone.delete(key);
      let counts = this.#targets.get(key);
      if (counts?.window !== window || counts.threshold !== threshold)
        counts = new TargetCounts(window, threshold, counts);
      this.#targets.set(key, counts);
      return { ...each, counts };
    });
    for (const key of gone) {
      this.#targets.delete(key);
      this.#diagnoses.forget(key);
      this.#neighbours.forget(key);
    }
    return known;
  }

  async #count(targets: Known[]): Promise<void> {
    let question = this.#question(targets);
    let asked = this.#now();
    let answer = await this.#ask(question);
    // Pods without a bound at the threshold are rare: their bounds are read once.
    const unknownPods = question.bounds === undefined ? [] : this.#neighbours.missing(targets, answer);
    if (unknownPods.length > 0) {
      const pods = unknownPods.map(({ name }) => name);
      // Without an answer only the bounds next to the threshold are unknown.
      const theirs = await this.#ask({ namespaces: question.namespaces, pods, idle: [] }).catch(
        () => undefined,
      );
      if (theirs !== undefined) this.#neighbours.learn(targets, unknownPods, theirs);
      question = this.#question(targets);
      asked = this.#now();
      answer = await this.#ask(question);
    }
    const { at } = answer;
    if (at === undefined) return targets.forEach(({ counts, pods }) => counts.takeNothing(pods));
    const jump = this.#last === undefined ? 0 : at - this.#last.at - (asked - this.#last.asked);
    const drift = DRIFT + this.#prometheus.timeout;
    if (jump < -drift && at <= this.#last!.at) throw wentBack(-jump);
    const jumped = Math.abs(jump) > drift;
    this.#last = { asked, at };
    const all = question.bounds === undefined;
    const withoutPast: Known[] = [];
    for (const target of targets) {
      const { counts, pods, window } = target;
      // After a gap longer than the window, the counters are read again from the start of the window.
      if (jumped || at - (counts.at ?? at) > window) counts.forget();
      if (counts.needsPast && !jumped) withoutPast.push(target);
      counts.take(answer, pods, { at, all });
    }
    await this.#readPast(withoutPast, question, at);
  }

  #question(targets: Known[]): Question {
    const names = targets.flatMap(({ pods }) => pods.map(({ name }) => name));
    const few = names.length <= ALL_BUCKETS_UP_TO;
    const idle = few ? 'all' : targets.flatMap(({ counts, pods }) => counts.idle(pods));
    return {
      namespaces: new Set(targets.map(({ namespace }) => namespace)),
      ...(names.length <= MOST_NAMES && names.join('|').length <= LONGEST_NAMES ? { pods: names } : {}),
      ...(few ? {} : { bounds: this.#neighbours.bounds(targets) }),
      idle: idle.length > MOST_NAMES ? 'all' : idle,
      scrapes: targets.some(({ counts }) => counts.needsPast),
    };
  }

  /** The same query at earlier times, so that the first tick already has a whole window. */
  async #readPast(targets: Known[], question: Question, at: number): Promise<void> {
    const byWindow = Map.groupBy(targets, ({ window }) => window);
    await Promise.all(
      [...byWindow].map(async ([window, group]) => {
        const namespaces = new Set(group.map(({ namespace }) => namespace));
        const past = { ...question, namespaces, idle: 'all' as const, scrapes: false };
        const asked = PAST.map((part) => this.#ask(past, at - part * window));
        const answers = await Promise.all(asked).catch(() => []);
        for (const { counts, pods } of group) counts.takePast(answers, pods, question.bounds === undefined);
      }),
    );
  }

  async #ask(question: Question, time?: number): Promise<Answer> {
    return samplesOf(await this.#prometheus.query(countersQuery(question), time));
  }
}
