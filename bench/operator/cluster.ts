import type { Random } from './random.ts';

/** A replica is an M/M/c queue: requests wait in line for one of a few workers. */
export interface ClusterOptions {
  random: Random;
  workers: number;
  /** Mean service time, seconds. */
  service: number;
  /** A new replica serves after this many seconds. */
  startup: number;
  /** Who has not been served after so many seconds goes away, and counts as slow. */
  patience: number;
  threshold: number;
}

interface Replica {
  readyAt: number;
  /** When each worker is free. */
  free: Float64Array;
}

/** What ended in one second. */
export interface Second {
  fast: number;
  total: number;
  latency: number;
}

/** A Deployment under load, second by second. */
export class Cluster {
  readonly #o: ClusterOptions;
  #replicas: Replica[];
  readonly #seconds = new Map<number, Second>();
  #next = 0;

  constructor(options: ClusterOptions, replicas = 1) {
    this.#o = options;
    this.#replicas = Array.from({ length: replicas }, () => this.#start(-Infinity));
  }

  get replicas(): number {
    return this.#replicas.length;
  }

  ready(now: number): number {
    return this.#replicas.reduce((sum, { readyAt }) => sum + (readyAt <= now ? 1 : 0), 0);
  }

  /** The youngest replicas go first, as in Kubernetes; what they had begun they finish. */
  scale(replicas: number, now: number): void {
    while (this.#replicas.length > replicas) this.#replicas.pop();
    while (this.#replicas.length < replicas) this.#replicas.push(this.#start(now + this.#o.startup));
  }

  /** A request comes; gives its latency. */
  arrive(now: number): number {
    const { random, service, patience, threshold } = this.#o;
    const free = this.#pick(now).free;
    let first = 0;
    for (let i = 1; i < free.length; i++) if (free[i]! < free[first]!) first = i;
    const start = Math.max(now, free[first]!);
    if (start - now > patience) {
      this.#count(now + patience, patience, false);
      return patience;
    }
    free[first] = start + random.exponential(service);
    const latency = free[first]! - now;
    this.#count(free[first]!, latency, latency <= threshold);
    return latency;
  }

  /** What ended within this second, once: it is forgotten then. */
  take(second: number): Second {
    const found = this.#seconds.get(second) ?? { fast: 0, total: 0, latency: 0 };
    this.#seconds.delete(second);
    return found;
  }

  #start(readyAt: number): Replica {
    return { readyAt, free: new Float64Array(this.#o.workers) };
  }

  /** Round robin over those that are ready, as kube-proxy does in the long run. */
  #pick(now: number): Replica {
    for (let i = 0; i < this.#replicas.length; i++) {
      const replica = this.#replicas[this.#next++ % this.#replicas.length]!;
      if (replica.readyAt <= now) return replica;
    }
    return this.#replicas[0]!;
  }

  #count(at: number, latency: number, fast: boolean): void {
    const key = Math.floor(at);
    const second = this.#seconds.get(key) ?? { fast: 0, total: 0, latency: 0 };
    second.total++;
    second.latency += latency;
    if (fast) second.fast++;
    this.#seconds.set(key, second);
  }
}
