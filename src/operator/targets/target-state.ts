import { NO_MEMORY } from '../decision/memory.ts';
import type { Memory } from '../decision/memory.ts';
import type { DeploymentView, ScalerStatus } from '../kubernetes/resources.ts';
import type { LastReported } from '../report/announcer.ts';
import { memoryOf } from '../report/status.ts';
import type { Target } from './targets.ts';

/** The state of a target across ticks. */
export interface TargetState extends LastReported {
  /** The uid of the Deployment: one that was created again with the same name has no past. */
  uid: string;
  memory: Memory;
  /** As last written or read. */
  status: ScalerStatus;
  writtenAt?: number;
  /** The last tick whose fresh requests it has had. */
  observedIn?: number;
}

/** The states of all targets. */
export class TargetStates {
  readonly #states = new Map<string, TargetState>();

  of(target: Target, { uid }: DeploymentView, now: number): TargetState {
    const known = this.#states.get(target.key);
    if (known?.uid === uid) return known;
    // The first observation, or a new Deployment under the old name, which has no past.
    const past = known === undefined || known.uid === '' ? memoryOf(target.status, now) : NO_MEMORY;
    return this.#set(target.key, { uid, memory: past, status: known?.status ?? target.status });
  }

  /** The state of a target that cannot be scaled. */
  idle(target: Target): TargetState {
    return (
      this.#states.get(target.key) ??
      this.#set(target.key, { uid: '', memory: NO_MEMORY, status: target.status })
    );
  }

  /** Removes the states of former targets. */
  keep(isTarget: (key: string) => boolean): void {
    for (const key of this.#states.keys()) if (!isTarget(key)) this.#states.delete(key);
  }

  clear(): void {
    this.#states.clear();
  }

  #set(key: string, state: TargetState): TargetState {
    this.#states.set(key, state);
    return state;
  }
}
