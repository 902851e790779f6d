import type { PodView } from '../kubernetes/resources.ts';
import { mainProcesses } from './main-process.ts';
import type { Answer, Counters, Sample } from './samples.ts';

interface JudgedTarget {
  key: string;
  threshold: number;
  pods: PodView[];
}

/** For how many pods of a target all buckets are queried at once. */
const AT_ONCE = 10;

/**
 * Which bounds to query if not all are: the threshold, and for pods without a bound there, the bounds next to it:
 * whether requests between these two are fast is unknown.
 */
export class Neighbours {
  readonly #known = new Map<string, { threshold: number; bounds: Set<number>; pods: Set<string> }>();

  /** The bounds of all targets together. */
  bounds(targets: JudgedTarget[]): Set<number> {
    const all = new Set<number>();
    for (const target of targets) {
      all.add(target.threshold);
      for (const bound of this.#of(target)?.bounds ?? []) all.add(bound);
    }
    return all;
  }

  /** Pods that have requests, but only the bound +Inf in the answer. */
  missing(targets: JudgedTarget[], answer: Answer): PodView[] {
    return targets.flatMap((target) => {
      const known = this.#of(target)?.pods;
      const unknown = target.pods.filter(
        (pod) =>
          !known?.has(pod.uid) && samplesOf(pod, answer).some(({ counters }) => onlyInfinite(counters)),
      );
      return unknown.slice(0, AT_ONCE);
    });
  }

  /** @param asked the pods for which the answer has all bounds */
  learn(targets: JudgedTarget[], asked: PodView[], answer: Answer): void {
    for (const target of targets) {
      const { key, threshold, pods } = target;
      const now = new Set(pods.map(({ uid }) => uid));
      const learnt = asked.filter(({ uid }) => now.has(uid));
      if (learnt.length === 0) continue;
      const bounds = new Set(this.#of(target)?.bounds);
      for (const { counters } of learnt.flatMap((pod) => samplesOf(pod, answer))) {
        const above = counters?.bounds.findIndex((bound) => bound >= threshold) ?? -1;
        for (const bound of [counters?.bounds[above - 1], counters?.bounds[above]])
          if (bound !== undefined && Number.isFinite(bound)) bounds.add(bound);
      }
      const before = [...(this.#of(target)?.pods ?? [])].filter((uid) => now.has(uid));
      this.#known.set(key, {
        threshold,
        bounds,
        pods: new Set([...before, ...learnt.map(({ uid }) => uid)]),
      });
    }
  }

  forget(key: string): void {
    this.#known.delete(key);
  }

  #of({ key, threshold }: JudgedTarget) {
    const known = this.#known.get(key);
    return known?.threshold === threshold ? known : undefined;
  }
}

const samplesOf = (pod: PodView, answer: Answer): Sample[] =>
  mainProcesses(answer.pods.get(pod.key) ?? [], pod);

const onlyInfinite = (counters: Counters | undefined): boolean =>
  counters?.bounds.length === 1 && counters.counts[0]! > 0;
