import type { Samples } from './prometheus-server.ts';

/** What one Deployment's latency looks like; rate in requests a second of all its pods together, mean in seconds. */
export interface Latency {
  rate: number;
  share: number;
  mean?: number;
}

/** Latencies by Deployment, and since when. */
export class Latencies extends Map<string, Latency> {
  readonly changes: { at: number; name: string; latency: Latency | undefined }[] = [];
  readonly #now: () => number;

  /** @param now seconds since the epoch */
  constructor(now: () => number = () => Date.now() / 1000) {
    super();
    this.#now = now;
  }

  override set(name: string, latency: Latency): this {
    this.changes.push({ at: this.#now(), name, latency });
    return super.set(name, latency);
  }

  override delete(name: string): boolean {
    this.changes.push({ at: this.#now(), name, latency: undefined });
    return super.delete(name);
  }

  override clear(): void {
    for (const name of this.keys()) this.delete(name);
  }
}

interface Count {
  total: number;
  fast: number;
  latency: number;
}

interface Pod {
  /** Counters at some times, ascending; a straight line in between. */
  past: (Count & { at: number })[];
}

/** How long the first pods of a Deployment have been there already when somebody asks for the first time. */
const BEFORE = 3600;

/** Counters of pods that grow with time, as an app would export them that serves what `Latencies` say. */
export class CounterModel {
  readonly #latencies: Latencies;
  readonly #threshold: number;
  readonly #deployments = new Map<string, { at: number; pods: Map<string, Pod> }>();

  constructor(latencies: Latencies, threshold: number) {
    this.#latencies = latencies;
    this.#threshold = threshold;
  }

  /**
   * What Prometheus says of the pods of a Deployment, in the form of the answer to the operator's query.
   * @param now seconds since the epoch @param at the time of the evaluation, where it is in the past
   */
  samples(namespace: string, name: string, pods: string[], now: number, at = now): Samples {
    const deployment = this.#advance(name, pods, now);
    const latency = this.#latencies.get(name);
    if (latency === undefined) return [];
    return pods.flatMap((pod) => {
      const count = whole(countAt(deployment.pods.get(pod)!, at));
      if (count === undefined) return [];
      const broken = Number.isFinite(latency.rate) ? undefined : latency.rate;
      const labels = { namespace, pod, container: 'main', job: 'pods', instance: '10.0.0.1:5000' };
      const bucket = (le: string, value: number): Samples[number] => [
        { ...labels, le },
        broken ?? Math.floor(value),
      ];
      return [
        [{ ...labels, signal: 'time' }, count.at],
        [labels, count.latency],
        bucket(String(this.#threshold), count.fast),
        bucket(String(this.#threshold * 10), count.total),
        bucket('+Inf', count.total),
      ];
    });
  }

  #advance(name: string, pods: string[], now: number) {
    const known = this.#deployments.get(name);
    const deployment = known ?? { at: now - BEFORE, pods: new Map<string, Pod>() };
    this.#deployments.set(name, deployment);
    for (const pod of pods)
      if (!deployment.pods.has(pod))
        deployment.pods.set(pod, {
          past: [{ at: known === undefined ? deployment.at : now, total: 0, fast: 0, latency: 0 }],
        });
    for (const pod of deployment.pods.keys()) if (!pods.includes(pod)) deployment.pods.delete(pod);
    const changes = this.#latencies.changes.filter((change) => change.name === name);
    const times = [...changes.map(({ at }) => at).filter((at) => at > deployment.at && at < now), now];
    for (const to of times) {
      const before = changes.findLast(({ at }) => at <= deployment.at) ?? changes[0];
      for (const pod of deployment.pods.values()) serve(pod, before?.latency, deployment.pods.size, to);
      deployment.at = to;
    }
    return deployment;
  }
}

function serve({ past }: Pod, latency: Latency | undefined, pods: number, to: number): void {
  const last = past.at(-1)!;
  const { rate, share, mean = 0.1 } = latency ?? { rate: 0, share: 1 };
  const requests = Number.isFinite(rate) ? (rate * Math.max(0, to - last.at)) / pods : 0;
  past.push({
    at: to,
    total: last.total + requests,
    fast: last.fast + requests * share,
    latency: last.latency + requests * mean,
  });
  if (past.length > 2000) past.splice(1, 1000);
}

/** Whole requests, each of which is counted in all its buckets at the same time. */
function whole<T extends Count>(count: T | undefined): T | undefined {
  if (count === undefined) return undefined;
  const floor = (value: number): number => Math.floor(value + 1e-6);
  const fast = floor(count.fast);
  return { ...count, fast, total: fast + floor(count.total - count.fast) };
}

function countAt({ past }: Pod, at: number): (Count & { at: number }) | undefined {
  const i = past.findLastIndex((each) => each.at <= at);
  const [before, after] = [past[i], past[i + 1]];
  if (before === undefined || after === undefined) return before && { ...before };
  const part = (at - before.at) / (after.at - before.at);
  const between = (from: number, to: number): number => from + (to - from) * part;
  return {
    at,
    total: between(before.total, after.total),
    fast: between(before.fast, after.fast),
    latency: between(before.latency, after.latency),
  };
}
