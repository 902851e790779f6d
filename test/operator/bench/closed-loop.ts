import { Monitor } from '../../../bench/operator/monitor.ts';
import { randomFrom } from '../../../bench/operator/random.ts';
import { ours } from '../../../bench/operator/rules.ts';
import type { Step } from '../../../bench/operator/simulate.ts';
import type { Policy } from '../../../src/operator/decision/policy.ts';

/** Requests a second that a replica of kad answers: four workers, 115 ms each. */
const CARRIES = 35;
/** Seconds that a new replica needs. */
const STARTUP = 2;

/**
 * The talk's load: connections that each send the next request when the last is answered, so that latency under full
 * load is the work divided by the workers.
 */
export function closedLoop(
  policy: Policy,
  { connections, from, until, end }: { connections: number; from: number; until: number; end: number },
): Step[] {
  const rule = ours(policy);
  const monitor = new Monitor(randomFrom(7), 1, 0);
  const steps: Step[] = [];
  let replicas = 1;
  let before = 1;
  let readyAt = 0;
  for (let now = 1; now <= end; now++) {
    const ready = now >= readyAt ? replicas : before;
    const loaded = now >= from && now < until;
    const latency = Math.max(0.115, connections / (ready * CARRIES));
    const total = loaded ? connections / latency : 0;
    const fast = latency <= policy.threshold ? total : 0;
    monitor.second(now, { total, fast, latency: total * latency }, policy.window);
    const signal = monitor.signal(now, policy.window, rule.since!(), ready);
    const seen = { replicas, ready, rollingOut: false, revision: '1', startup: STARTUP, signal };
    const to = rule.next(seen, now);
    if (to === replicas) continue;
    steps.push({ at: now, from: replicas, to });
    before = Math.min(to, ready);
    readyAt = to > replicas ? now + STARTUP : now;
    replicas = to;
  }
  return steps;
}
