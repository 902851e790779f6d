import { Monitor } from './monitor.ts';
import { randomFrom } from './random.ts';
import { ours } from './rules.ts';
import type { Step } from './simulate.ts';
import type { Policy } from '../../src/operator/decision/policy.ts';

/** The talk's promise: nine in ten answers within half a second. */
export const talk: Policy = {
  min: 1,
  max: 5,
  threshold: 0.5,
  objective: 0.9,
  scaleDownAbove: 0.95,
  window: 10,
  cooldown: 8,
  stabilization: 15,
  paused: false,
};

/**
 * The talk's load: connections that each send the next request when the last is answered. A replica has four
 * workers and takes 105 ms a request, so that latency under full load is the work divided by the workers.
 */
export function closedLoop(options: {
  connections: number;
  from: number;
  until: number;
  end: number;
}): Step[] {
  const { connections, from, until, end } = options;
  const rule = ours(talk, 1);
  const monitor = new Monitor(randomFrom(7), talk.window, 1, 0);
  const steps: Step[] = [];
  let replicas = 1;
  let readyAt = 0;
  for (let now = 1; now <= end; now++) {
    const ready = now >= readyAt ? replicas : replicas - 1;
    const loaded = now >= from && now < until;
    const latency = Math.max(0.1, connections / (ready * 38));
    const total = loaded ? connections / latency : 0;
    monitor.second(now, { total, fast: latency <= talk.threshold ? total : 0, latency: total * latency });
    const seen = { replicas, ready, rollingOut: false, revision: '1', signal: monitor.signal(now) };
    const to = rule.next(seen, now);
    if (to === replicas) continue;
    steps.push({ at: now, from: replicas, to });
    if (to > replicas) readyAt = now + 2;
    replicas = to;
  }
  return steps;
}
