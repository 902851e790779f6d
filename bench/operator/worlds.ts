import type { Policy } from '../../src/operator/decision/policy.ts';
import type { App } from './cluster.ts';
import { SHAPES, loadOf } from './loads.ts';
import type { Load, Shape } from './loads.ts';
import { capacityOf, shareWithin } from './queueing.ts';
import { randomFrom } from './random.ts';
import type { Random } from './random.ts';

/** One simulated case: app, load, policy and seed. */
export interface World {
  seed: number;
  policy: Policy;
  app: App;
  shape: Shape;
  load: () => Load;
  /** Replicas at the start. */
  start: number;
  /** Seconds between two scrapes, and the share of them that fail. */
  scrape: number;
  gaps: number;
  /** Relative deviation of the rate of requests from minute to minute. */
  scatter: number;
  hours: number;
  /** The fewest replicas that meet the objective at this rate of requests per second. */
  needed: (rate: number) => number;
}

const SHORTEST = 1.5;

export function worldOf(seed: number, hours = 24): World {
  const random = randomFrom(seed * 7919 + 13);
  const app = appOf(random);
  const scrape = random.pick([1, 2, 5, 10, 15, 30]);
  const window = Math.max(10, scrape * random.pick([4, 6]));
  const max = random.pick([3, 5, 8, 12]);
  const objective = random.pick([0.8, 0.9, 0.95]);
  const threshold = thresholdOf(random, app, objective);
  app.patience = 10 * threshold;
  const policy: Policy = {
    min: 1,
    max,
    threshold,
    objective,
    scaleDownAbove: Math.max(0.95, objective),
    window,
    cooldown: Math.round(window * random.pick([0.5, 1, 1.5])),
    stabilization: random.pick([30, 60, 120, 300]),
    paused: false,
  };
  const needed = (rate: number): number => least(app, policy, rate);
  const most = mostOf(app, policy);
  const shape = random.pick(SHAPES);
  const course = Math.floor(random.even() * 2 ** 31);
  return {
    seed,
    policy,
    app,
    shape,
    load: () => loadOf(shape, randomFrom(course), most, hours),
    start: 1 + Math.floor(random.even() * max),
    scrape,
    gaps: random.pick([0, 0.05]),
    scatter: random.pick([0, 0.1]),
    hours,
    needed,
  };
}

function appOf(random: Random): App {
  const kind = random.pick(['queue', 'cpu', 'io'] as const);
  const startup = Math.round(Math.exp(random.between(0, Math.log(180))));
  const common = { kind, startup, patience: 0 };
  if (kind === 'queue')
    return { ...common, workers: random.pick([2, 4, 8]), service: random.between(0.3, 1), base: 0 };
  if (kind === 'cpu') return { ...common, workers: 1, service: random.between(0.04, 0.15), base: 0 };
  // Most of it is the same for every request, whatever the load.
  return { ...common, workers: Infinity, service: 0.01, base: 0.08 };
}

/** In seconds: far above the duration of a single request, except for the app that waits for another service. */
function thresholdOf(random: Random, app: App, objective: number): number {
  if (app.kind === 'io') return app.base - app.service * Math.log((1 - objective) * random.between(0.2, 0.8));
  return app.service * Math.max(SHORTEST, -Math.log(1 - objective)) * random.between(1.5, 3);
}

/** With enough requests that chance does not decide from minute to minute. */
function least(app: App, { objective, threshold, min, max }: Policy, rate: number): number {
  for (let n = min; n < max; n++) {
    const share = shareWithin(app, rate / n, threshold);
    const error = Math.sqrt((share * (1 - share)) / Math.max(1, 60 * rate));
    if (rate === 0 || app.kind === 'io' || share - 2 * error >= objective) return n;
  }
  return max;
}

/** Nine tenths of what `maxReplicas` carry within the objective. */
function mostOf(app: App, { objective, threshold, max }: Policy): number {
  return app.kind === 'io' ? 30 : 0.9 * max * capacityOf(app, threshold, objective);
}
