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

/** Up to so many pods all buckets are asked for, which gives quantiles; of more only those at the threshold. */
const ALL_BUCKETS_UP_TO = 50;

/** Letters: with more than these the query is too long for an address. */
const LONGEST_NAMES = 600;

/** Parts of the window: in as many pieces it grows old. */
const PAST = [1, 0.75, 0.5, 0.25];

/** It stores nothing until its time has come again, and gives what it knew of that time as the present. */
const wentBack = (seconds: number): SignalError =>
  new SignalError('NotMeasuredYet', SIGNAL.clockWentBack({ seconds: Math.round(seconds) }));

/** Prometheus' clock and ours may drift apart by so many seconds from one answer to the next. */
const DRIFT = 5;

/** The counters of all targets of one Prometheus: one query a tick. */
export class CounterFeed {
  readonly #prometheus: Prometheus;
  readonly #now: () => number;
  readonly #targets = new Map<string, TargetCounts>();
  readonly #neighbours = new Neighbours();
  readonly #diagnoses: Diagnoses;
  #failure: Unknown | undefined;
  /** When the last answer was asked for by our clock, and evaluated by Prometheus'. */
  #last: { asked: number; at: number } | undefined;

  /** @param now seconds of a clock that is never set */
  constructor(prometheus: Prometheus, now: () => number) {
    this.#prometheus = prometheus;
    this.#now = now;
    this.#diagnoses = new Diagnoses(prometheus, now);
  }

  /** @throws SignalError when there is no answer; it is also what `of` gives then */
  async refresh(asked: Asked[], patient: boolean): Promise<void> {
    const targets = this.#known(asked);
    try {
      // Where there are no pods, there is nothing to ask.
      if (targets.some(({ pods }) => pods.length > 0)) await this.#count(targets);
      else for (const { counts } of targets) counts.takeNothing([]);
      this.#failure = undefined;
    } catch (error) {
      const { reason, text: why } = failureOf(error);
      // Whoever answers next may be another one.
      if (reason === 'PrometheusUnreachable') this.#last = undefined;
      this.#failure = unknown(reason, SIGNAL.of({ address: this.#prometheus.address, why }));
      throw error;
    }
    const blind = targets.filter(({ counts }) => counts.blind);
    if (!patient) return void this.#diagnoses.refresh(blind);
    for (const _ of blind.slice(0, MOST_NAMES)) await this.#diagnoses.refresh(blind);
  }

  /** @param since seconds ago; nothing that was counted before counts */
  of(key: string, since: number): Signal {
    if (this.#failure !== undefined) return this.#failure;
    const counts = this.#targets.get(key);
    if (counts === undefined) return unknown('NotMeasuredYet', SIGNAL.notAsked);
    const { asked, at } = this.#last ?? { asked: this.#now(), at: 0 };
    // The answer is from after the question: what happened then happened there at this time at the latest.
    const signal = counts.signal(at + this.#now() - since - asked, at);
    return counts.blind ? (this.#diagnoses.of(key) ?? signal) : signal;
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
    // Pods without a bound at the threshold are rare: what they have is found out once.
    const strangers = question.bounds === undefined ? [] : this.#neighbours.missing(targets, answer);
    if (strangers.length > 0) {
      const pods = strangers.map(({ name }) => name);
      // Without an answer it is not known what is next to the threshold, but all else is.
      const theirs = await this.#ask({ namespaces: question.namespaces, pods, idle: [] }).catch(
        () => undefined,
      );
      if (theirs !== undefined) this.#neighbours.learn(targets, strangers, theirs);
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
      // What was not watched for a whole window is better read from where the window begins.
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

  /** The same question at earlier times: the first tick has a whole window, too. */
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
