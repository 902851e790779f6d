import { decide } from '../../../../src/operator/decision/decide.ts';
import { NO_MEMORY } from '../../../../src/operator/decision/memory.ts';
import type { Memory } from '../../../../src/operator/decision/memory.ts';
import type { Observation } from '../../../../src/operator/decision/observation.ts';
import type { Policy } from '../../../../src/operator/decision/policy.ts';
import type { Decision, Reason } from '../../../../src/operator/decision/reason.ts';
import type { Step } from '../../../../bench/operator/simulate.ts';
import { seen } from './examples.ts';

/** Some moment of a clock that never goes back. */
export const NOON = 40_000;

/** A Deployment that is observed second by second, and obeys at once. */
export class Target {
  readonly policy: Policy;
  replicas: number;
  memory: Memory;
  now = NOON;
  readonly steps: Step[] = [];

  constructor(policy: Policy, replicas = 2, memory: Memory = NO_MEMORY) {
    this.policy = policy;
    this.replicas = replicas;
    this.memory = memory;
  }

  /** A second passes. */
  observe(more: Partial<Observation> = {}): Decision {
    this.now++;
    const { replicas, now } = this;
    const decision = decide(this.policy, seen({ replicas, ...more }), this.memory, now);
    this.memory = decision.memory;
    this.replicas = decision.replicas;
    if (decision.replicas !== replicas) this.steps.push({ at: now, from: replicas, to: decision.replicas });
    return decision;
  }

  /** The same again and again; gives the last reason. */
  during(seconds: number, more: Partial<Observation> = {}): Reason {
    let reason: Reason = 'LatencyUnknown';
    for (let i = 0; i < seconds; i++) ({ reason } = this.observe(more));
    return reason;
  }

  /** The same until that is the reason; gives the seconds, at most `most`. */
  until(reason: Reason, most: number, more: Partial<Observation> = {}): number {
    for (let second = 1; second <= most; second++) if (this.observe(more).reason === reason) return second;
    return Infinity;
  }
}
