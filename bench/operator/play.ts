import { horizontalPodAutoscaler, oracle, ours } from './rules.ts';
import { kept, simulate, turns } from './simulate.ts';
import type { Run } from './simulate.ts';
import { worldOf } from './worlds.ts';
import type { World } from './worlds.ts';

/** The figures of one world: this operator beside HPA's algorithm and the oracle. */
export interface Result {
  seed: number;
  world: string;
  kept: number;
  turns: number;
  steps: number;
  slow: number;
  requests: number;
  replicaHours: number;
  hpa: { kept: number; steps: number; slow: number; replicaHours: number };
  oracle: { replicaHours: number };
}

export function play(seed: number, hours = 24): Result {
  const world = worldOf(seed, hours);
  const { rate, changes } = world.load();
  const ideal = simulate(
    world,
    oracle(world.policy, (second) => world.needed(rate(second))),
  );
  const own = simulate(world, ours(world.policy));
  const hpa = simulate(world, horizontalPodAutoscaler(world.policy));
  const figures = (run: Run) => ({
    kept: kept(run, ideal),
    steps: run.steps.length,
    slow: run.slow,
    replicaHours: run.replicaHours,
  });
  return {
    seed,
    world: described(world),
    ...figures(own),
    turns: turns(own.steps, changes).worst,
    requests: own.requests,
    hpa: figures(hpa),
    oracle: { replicaHours: ideal.replicaHours },
  };
}

const described = ({ app, shape, policy, start, scrape, gaps, scatter }: World): string =>
  `${app.kind} ${shape} start ${start}/${policy.max} startup ${app.startup} scrape ${scrape} window ${policy.window} ` +
  `cooldown ${policy.cooldown} calm ${policy.stabilization} objective ${policy.objective} gaps ${gaps} scatter ${scatter}`;
