import { Cluster } from './cluster.ts';
import type { Second } from './cluster.ts';
import { Monitor } from './monitor.ts';
import { randomFrom } from './random.ts';
import type { Random } from './random.ts';
import type { Rule } from './rules.ts';
import type { World } from './worlds.ts';

export interface Step {
  at: number;
  from: number;
  to: number;
}

export interface Run {
  steps: Step[];
  /** For each minute: was the objective met? Undefined without requests. */
  met: (boolean | undefined)[];
  replicaHours: number;
  requests: number;
  slow: number;
  least: number;
  most: number;
}

const SLOT = 60;

/** Plays a world against a rule. The same world has the same arrivals and the same work for every rule. */
export function simulate(world: World, rule: Rule, onStep?: (step: Step) => void): Run {
  const { policy, app, scrape, gaps, seed, hours, start } = world;
  const load = world.load();
  const arrivals = new Arrivals(randomFrom(seed), randomFrom(seed + 3), world.scatter);
  const cluster = new Cluster(app, policy.threshold, start);
  const monitor = new Monitor(randomFrom(seed + 2), scrape, gaps);
  const run: Run = { steps: [], met: [], replicaHours: 0, requests: 0, slow: 0, least: Infinity, most: 0 };
  const ended: Second = { total: 0, fast: 0, latency: 0 };
  let slot = { fast: 0, total: 0 };

  for (let now = 0; now < hours * 3600; now++) {
    arrivals.second(cluster, now, load.rate(now));
    cluster.take(now, ended);
    monitor.second(now + 1, ended, policy.window);
    slot.fast += ended.fast;
    slot.total += ended.total;
    run.requests += ended.total;
    run.slow += ended.total - ended.fast;
    if (now % SLOT === SLOT - 1) {
      run.met.push(slot.total === 0 ? undefined : slot.fast / slot.total >= policy.objective);
      slot = { fast: 0, total: 0 };
    }
    run.replicaHours += cluster.replicas / 3600;
    if (now % rule.every === 0) turn(world, cluster, monitor, rule, now + 1, run, onStep);
  }
  return run;
}

/** A Poisson process with a changing rate; every request has its replica and its amount of work. */
class Arrivals {
  readonly #random: Random;
  readonly #scattering: Random;
  readonly #scatter: number;
  #wait: number;
  #factor = 1;

  constructor(random: Random, scattering: Random, scatter: number) {
    this.#random = random;
    this.#scattering = scattering;
    this.#scatter = scatter;
    this.#wait = random.exponential(1);
  }

  second(cluster: Cluster, now: number, rate: number): void {
    if (this.#scatter > 0 && now % 60 === 0)
      this.#factor = 1 + this.#scatter * (2 * this.#scattering.even() - 1);
    const expected = rate * this.#factor;
    let left = expected;
    while (this.#wait < left) {
      left -= this.#wait;
      const { even, exponential } = this.#random;
      cluster.arrive(now + 1 - left / expected, even(), exponential(1));
      this.#wait = exponential(1);
    }
    this.#wait -= left;
  }
}

function turn(
  world: World,
  cluster: Cluster,
  monitor: Monitor,
  rule: Rule,
  now: number,
  run: Run,
  onStep?: (step: Step) => void,
): void {
  const from = cluster.replicas;
  const ready = cluster.ready(now);
  const seen = {
    replicas: from,
    ready,
    rollingOut: false,
    revision: '1',
    startup: world.app.startup,
    signal: monitor.signal(now, world.policy.window, rule.since?.() ?? -Infinity, ready),
  };
  const to = rule.next(seen, now);
  run.least = Math.min(run.least, to);
  run.most = Math.max(run.most, to);
  if (to === from) return;
  cluster.scale(to, now);
  const step = { at: now, from, to };
  run.steps.push(step);
  onStep?.(step);
}

/** How often the scaling changed direction between two changes of the load: the maximum and the total. */
export function turns(steps: Step[], changes: number[]): { worst: number; all: number } {
  let worst = 0;
  let all = 0;
  for (let i = 0; i < changes.length; i++) {
    const [begin, end] = [changes[i]!, changes[i + 1] ?? Infinity];
    let direction = 0;
    let here = 0;
    for (const { from, to } of steps.filter(({ at }) => at >= begin && at < end)) {
      const now = Math.sign(to - from);
      if (direction !== 0 && now !== direction) here++;
      direction = now;
    }
    worst = Math.max(worst, here);
    all += here;
  }
  return { worst, all };
}

/** The share of the time in which `possible` met the objective and this run did, too. */
export function kept(run: Run, possible: Run): number {
  let could = 0;
  let did = 0;
  run.met.forEach((met, i) => {
    if (possible.met[i] !== true) return;
    could++;
    if (met !== false) did++;
  });
  return could === 0 ? 1 : did / could;
}
