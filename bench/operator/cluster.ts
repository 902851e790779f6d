/** What limits a replica: few workers with a queue, one processor, or the latency of another service. */
export interface App {
  kind: 'queue' | 'cpu' | 'io';
  /** Requests that a replica serves concurrently. */
  workers: number;
  /** Seconds: the mean of an exponential distribution, in addition to the minimum of every request. */
  service: number;
  base: number;
  /** Seconds until a new replica serves. */
  startup: number;
  /** After so many seconds a request is cancelled, and counts as slow. */
  patience: number;
}

interface Replica {
  readyAt: number;
  /** When each worker is free. */
  free: Float64Array;
}

/** A Deployment under load, request by request; requests go to a random ready replica, as with kube-proxy. */
export class Cluster {
  readonly #app: App;
  readonly #threshold: number;
  readonly #replicas: Replica[];
  #serving: Replica[] = [];
  #servingUntil = -Infinity;
  /** What completes in each of the next seconds: total, fast, latency. */
  readonly #ends = new Float64Array(3 * SECONDS);

  constructor(app: App, threshold: number, replicas: number) {
    this.#app = app;
    this.#threshold = threshold;
    this.#replicas = Array.from({ length: replicas }, () => this.#start(-Infinity));
  }

  get replicas(): number {
    return this.#replicas.length;
  }

  ready(now: number): number {
    return this.#ready(now).length;
  }

  /** The youngest replicas are removed first, as in Kubernetes; they finish what they have started. */
  scale(replicas: number, now: number): void {
    while (this.#replicas.length > replicas) this.#replicas.pop();
    while (this.#replicas.length < replicas) this.#replicas.push(this.#start(now + this.#app.startup));
    this.#servingUntil = -Infinity;
  }

  /**
   * A request comes.
   * @param where which replica, from 0 to 1
   * @param work service time in means, exponentially distributed
   */
  arrive(now: number, where: number, work: number): void {
    const { kind, workers, service, base, patience } = this.#app;
    const time = base + service * work;
    if (kind === 'io') return this.#end(now + time, time);
    const serving = this.#ready(now);
    const { free } = serving[Math.floor(where * serving.length)] ?? this.#replicas[0]!;
    let first = 0;
    for (let i = 1; i < workers; i++) if (free[i]! < free[first]!) first = i;
    const begin = Math.max(now, free[first]!);
    if (begin - now > patience) return this.#end(now + patience, Infinity);
    free[first] = begin + time;
    this.#end(begin + time, begin + time - now);
  }

  /** What completed within this second; can be read once. */
  take(second: number, into: Second): void {
    const at = 3 * (second % SECONDS);
    into.total = this.#ends[at]!;
    into.fast = this.#ends[at + 1]!;
    into.latency = this.#ends[at + 2]!;
    this.#ends.fill(0, at, at + 3);
  }

  #end(at: number, latency: number): void {
    const slot = 3 * (Math.floor(at) % SECONDS);
    this.#ends[slot]! += 1;
    if (latency <= this.#threshold) this.#ends[slot + 1]! += 1;
    this.#ends[slot + 2]! += Math.min(latency, this.#app.patience);
  }

  #ready(now: number): Replica[] {
    if (now < this.#servingUntil) return this.#serving;
    this.#serving = this.#replicas.filter(({ readyAt }) => readyAt <= now);
    this.#servingUntil = Math.min(
      ...this.#replicas.map(({ readyAt }) => (readyAt > now ? readyAt : Infinity)),
    );
    return this.#serving;
  }

  #start(readyAt: number): Replica {
    return { readyAt, free: new Float64Array(Number.isFinite(this.#app.workers) ? this.#app.workers : 0) };
  }
}

/** Longer than any request takes. */
const SECONDS = 256;

export interface Second {
  total: number;
  fast: number;
  latency: number;
}
