import type { Policy } from '../../src/operator/decision/policy.ts';
import { Cluster } from './cluster.ts';
import type { Load } from './loads.ts';
import { Monitor } from './monitor.ts';
import { randomFrom } from './random.ts';
import type { Random } from './random.ts';
import type { Rule } from './rules.ts';

export interface World {
  policy: Policy;
  workers: number;
  service: number;
  startup: number;
  /** Seconds between two scrapes, and the share of them that fail. */
  scrape: number;
  gaps: number;
  seed: number;
  hours: number;
}

export interface Step {
  at: number;
  from: number;
  to: number;
}

export interface Run {
  steps: Step[];
  /** For each ten seconds: was the objective met? Undefined where nobody asked for anything. */
  met: (boolean | undefined)[];
  replicaHours: number;
  requests: number;
  slow: number;
  least: number;
  most: number;
}

/** Plays a load against a rule. The same world and load give the same arrivals for every rule. */
export function simulate(world: World, load: Load, rule: Rule): Run {
  const { policy, workers, service, startup, scrape, gaps, seed, hours } = world;
  const arrivals = randomFrom(seed);
  const cluster = new Cluster(
    {
      random: randomFrom(seed + 1),
      workers,
      service,
      startup,
      patience: 10 * policy.threshold,
      threshold: policy.threshold,
    },
    rule.name === 'always most' ? policy.max : policy.min,
  );
  const monitor = new Monitor(randomFrom(seed + 2), policy.window, scrape, gaps);
  const run: Run = { steps: [], met: [], replicaHours: 0, requests: 0, slow: 0, least: Infinity, most: 0 };
  let slot = { fast: 0, total: 0 };
  let next = arrivals.exponential(1);

  for (let now = 0; now < hours * 3600; now++) {
    const rate = load.rate(now);
    next = arrive(cluster, now, rate, next, arrivals);
    const ended = cluster.take(now);
    monitor.second(now + 1, ended);
    slot = { fast: slot.fast + ended.fast, total: slot.total + ended.total };
    run.requests += ended.total;
    run.slow += ended.total - ended.fast;
    if (now % 10 === 9) {
      run.met.push(slot.total === 0 ? undefined : slot.fast / slot.total >= policy.objective);
      slot = { fast: 0, total: 0 };
    }
    run.replicaHours += cluster.replicas / 3600;
    if (now % rule.every === 0) turn(cluster, monitor, rule, now + 1, run);
  }
  return run;
}

/** One second of a unit-rate Poisson process, run through at the speed of the load; gives what is left to wait. */
function arrive(cluster: Cluster, now: number, rate: number, wait: number, random: Random): number {
  let [left, next] = [rate, wait];
  while (next < left) {
    left -= next;
    cluster.arrive(now + 1 - left / rate);
    next = random.exponential(1);
  }
  return next - left;
}

function turn(cluster: Cluster, monitor: Monitor, rule: Rule, now: number, run: Run): void {
  const from = cluster.replicas;
  const seen = {
    replicas: from,
    ready: cluster.ready(now),
    rollingOut: false,
    revision: '1',
    signal: monitor.signal(now),
  };
  const to = rule.next(seen, now);
  run.least = Math.min(run.least, to);
  run.most = Math.max(run.most, to);
  if (to === from) return;
  cluster.scale(to, now);
  run.steps.push({ at: now, from, to });
}

/** How often the scaling turned round between two changes of the load, at the worst and in all. */
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

/** Of the time in which `possible` met the objective, the share in which this run did. */
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
