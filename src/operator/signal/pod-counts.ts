import type { PodView } from '../kubernetes/resources.ts';
import { IntervalMeter, recent } from './interval.ts';
import type { Interval } from './interval.ts';
import { mainProcesses } from './main-process.ts';
import { difference, nothingAt } from './requests.ts';
import type { Increment } from './requests.ts';
import type { Counters, Sample } from './samples.ts';

/** The time of an answer. Times are Prometheus', in seconds. */
export interface Moment {
  at: number;
  /** The previous answer for this target. */
  before?: number;
  /** All bounds were queried. */
  all: boolean;
}

/** The increase of a pod's counters from one scrape to the next. */
export interface Step extends Increment {
  pod: PodCounts;
  /** If a pod has several processes, each counts as a part of it. */
  weight: number;
}

interface Process {
  counters: Counters;
  meter: IntervalMeter;
  /** Its counters before the first read are unknown. */
  withoutPast: boolean;
}

/** The counters of one pod, across answers. */
export class PodCounts {
  /** Until when the pod had certainly served no requests; undefined if it is older than this process. */
  #nothingUntil: number | undefined;
  #served = false;
  #processes = new Map<string, Process>();
  /** Its counters are available and recent. */
  known = false;
  /** It has had requests of users. */
  busy = false;
  interval: Interval | undefined;
  /** Its known bucket bounds. */
  bounds: number[] = [];

  /** @param before the last answer before the pod existed */
  constructor(before: number | undefined) {
    this.#nothingUntil = before;
  }

  take(samples: Sample[], pod: PodView, moment: Moment): { taken: Step[]; fault?: Sample['fault'] } {
    this.known = this.busy = false;
    this.interval = undefined;
    this.#served ||= pod.ready;
    const processes = mainProcesses(samples, pod);
    const fault = processes.find((each) => each.fault !== undefined)?.fault;
    if (fault !== undefined) return { taken: [], fault };
    const taken: Step[] = [];
    for (const sample of processes) {
      if (sample.counters === undefined) continue;
      const step = this.#takeProcess(sample, sample.counters, moment);
      if (step !== undefined) taken.push({ ...step, pod: this, weight: 1 / processes.length });
    }
    // A pod that has never been ready gets no requests of users.
    if (!this.#served && this.#processes.size === 0 && this.#nothingUntil !== undefined)
      this.#nothingUntil = moment.at;
    return { taken };
  }

  /**
   * The increases before the processes were first read.
   * @param answers to the same query at earlier times, oldest first @returns the steps from each of them
   */
  takePast(answers: Sample[][], pod: PodView): Step[][] {
    const before = new Map<string, Counters>();
    return answers.map((samples, i) => {
      for (const sample of mainProcesses(samples, pod))
        if (sample.counters !== undefined) before.set(keyOf(sample), sample.counters);
      const next = i + 1 < answers.length ? mainProcesses(answers[i + 1]!, pod) : undefined;
      return [...before].flatMap(([key, from]) => {
        const process = this.#processes.get(key);
        if (process === undefined || !process.withoutPast) return [];
        const to = next === undefined ? process.counters : next.find((each) => keyOf(each) === key)?.counters;
        const step = to !== undefined && from.time < to.time && difference(from, to);
        return step ? [{ ...step, pod: this, weight: 1 / before.size }] : [];
      });
    });
  }

  #takeProcess(sample: Sample, counters: Counters, { at, before, all }: Moment): Increment | undefined {
    const key = keyOf(sample);
    const process = this.#processes.get(key);
    const first = this.#processes.size === 0;
    const meter = process?.meter ?? new IntervalMeter();
    meter.count(sample.scrapes);
    const isNewer = process === undefined || counters.time > process.counters.time;
    if (process !== undefined && isNewer)
      meter.scraped(counters.time - process.counters.time, at - (before ?? process.counters.time));
    if (isNewer) this.#processes.set(key, { counters, meter, withoutPast: process === undefined });
    this.interval = meter.interval;
    this.known ||= at - Math.max(counters.time, process?.counters.time ?? 0) <= recent(meter.interval);
    this.busy ||= counters.bounds.length > 1;
    if (all && counters.bounds.length > 1) this.bounds = counters.bounds;
    if (!isNewer) return undefined;
    if (process !== undefined) return difference(process.counters, counters);
    // A pod that is newer than the last answer has counted all of it since then.
    if (!first || this.#nothingUntil === undefined || counters.time <= this.#nothingUntil) return undefined;
    return difference(nothingAt(this.#nothingUntil), counters);
  }
}

/** Without the job: the counters are those of the process, whichever job scrapes it. */
const keyOf = ({ container, instance }: Sample): string => `${container} ${instance}`;
