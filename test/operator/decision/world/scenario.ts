import type { App } from '../../../../bench/operator/cluster.ts';
import { ours } from '../../../../bench/operator/rules.ts';
import type { Rule } from '../../../../bench/operator/rules.ts';
import { simulate, turns } from '../../../../bench/operator/simulate.ts';
import type { Run } from '../../../../bench/operator/simulate.ts';
import type { World } from '../../../../bench/operator/worlds.ts';
import type { Policy } from '../../../../src/operator/decision/policy.ts';
import { kad } from './examples.ts';

/** A replica of kad serves four slow requests at once, each in 105 ms: two carry 76 a second. */
export const slow: App = { kind: 'queue', workers: 4, service: 0, base: 0.105, startup: 2, patience: 10 };

/** Waits for somebody else: the number of replicas makes no difference. */
export const waits: App = {
  kind: 'io',
  workers: Infinity,
  service: 0.02,
  base: 0.08,
  startup: 2,
  patience: 10,
};

export interface Scenario {
  policy?: Policy;
  app?: App;
  seed?: number;
  /** Requests a second: a Poisson process. */
  rate: (second: number) => number;
  /** The app may become slower or faster in the course of it. */
  base?: (second: number) => number;
  start: number;
  hours: number;
}

export function worldFrom({ policy = kad, app = slow, seed = 1, rate, base, start, hours }: Scenario): World {
  const own = { ...app };
  const asked = (second: number): number => {
    own.base = base?.(second) ?? app.base;
    return rate(second);
  };
  return {
    seed,
    policy,
    app: own,
    shape: 'steps',
    load: () => ({ name: 'scenario', rate: asked, changes: [0] }),
    start,
    scrape: 1,
    gaps: 0,
    scatter: 0,
    hours,
    needed: () => policy.min,
  };
}

export class Result {
  readonly run: Run;
  readonly start: number;

  constructor(scenario: Scenario, rule: Rule = ours(scenario.policy ?? kad)) {
    this.run = simulate(worldFrom(scenario), rule);
    this.start = scenario.start;
  }

  /** Share of the requests in time. */
  get share(): number {
    return 1 - this.run.slow / this.run.requests;
  }

  get ups(): number {
    return this.run.steps.filter(({ from, to }) => to > from).length;
  }

  /** How often the direction changed, all in all. */
  get turns(): number {
    return turns(this.run.steps, [0]).all;
  }

  get last(): number {
    return this.at(Infinity);
  }

  /** Replicas asked for at that second. */
  at(second: number): number {
    return this.run.steps.findLast(({ at }) => at <= second)?.to ?? this.start;
  }

  /** When there were so many for the first time after `from`. */
  reached(replicas: number, from = 0): number {
    if (this.at(from) >= replicas) return from;
    return this.run.steps.find(({ at, to }) => at > from && to >= replicas)?.at ?? Infinity;
  }

  /** The most steps within so many seconds. */
  mostWithin(seconds: number): number {
    const { steps } = this.run;
    return Math.max(
      0,
      ...steps.map((_, i) => steps.slice(i).filter(({ at }) => at < steps[i]!.at + seconds).length),
    );
  }
}
