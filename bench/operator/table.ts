import type { Policy } from '../../src/operator/decision/policy.ts';
import { loads } from './loads.ts';
import { randomFrom } from './random.ts';
import { always, first, horizontalPodAutoscaler, ours } from './rules.ts';
import { kept, simulate, turns } from './simulate.ts';
import type { Rule } from './rules.ts';
import type { Run, World } from './simulate.ts';

export interface Row {
  load: string;
  rule: string;
  kept: number;
  slow: number;
  steps: number;
  turns: { worst: number; all: number };
  changes: number;
  replicaHours: number;
  run: Run;
}

export const policy: Policy = {
  min: 1,
  max: 6,
  threshold: 1,
  objective: 0.8,
  scaleDownAbove: 0.95,
  window: 30,
  cooldown: 20,
  stabilization: 120,
  paused: false,
};

export const world = (hours: number, seed = 1): World => ({
  policy,
  workers: 4,
  service: 0.3,
  startup: 5,
  scrape: 2,
  gaps: 0.05,
  seed,
  hours,
});

const everyRule = (policy: Policy): Rule[] => [ours(policy), horizontalPodAutoscaler(policy), first(20)];

/** Every load against every rule. */
export function* table(world: World, rules = everyRule): Generator<Row> {
  const { policy, workers, service, hours, seed } = world;
  // Four fifths of what all workers together can do at most.
  const most = (0.8 * policy.max * workers) / service;
  const names = loads(randomFrom(seed), most, hours).map(({ name }) => name);
  for (const name of names) {
    const load = () => loads(randomFrom(seed), most, hours).find((each) => each.name === name)!;
    const possible = simulate(world, load(), always(policy.max));
    for (const rule of rules(policy)) {
      const { changes } = load();
      const run = simulate(world, load(), rule);
      yield {
        load: name,
        rule: rule.name,
        kept: kept(run, possible),
        slow: run.slow / Math.max(1, run.requests),
        steps: run.steps.length,
        turns: turns(run.steps, changes),
        changes: changes.length,
        replicaHours: run.replicaHours,
        run,
      };
    }
  }
}
