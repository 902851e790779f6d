import { NO_MEMORY } from '../decision/memory.ts';
import type { Memory } from '../decision/memory.ts';
import type { DeploymentView, ScalerStatus } from '../kubernetes/resources.ts';
import type { Told } from '../report/announcer.ts';
import { memoryOf } from '../report/status.ts';
import type { Target } from './targets.ts';

/** What is kept of a target from tick to tick. */
export interface TargetState extends Told {
  /** Of the Deployment: a new one of the same name is another one. */
  uid: string;
  memory: Memory;
  /** As last written, or as found. */
  status: ScalerStatus;
  writtenAt?: number;
  /** The tick whose fresh requests it has had. */
  observedIn?: number;
}

/** What is kept of all targets. */
export class TargetStates {
  readonly #states = new Map<string, TargetState>();

  of(target: Target, { uid }: DeploymentView, now: number): TargetState {
    const known = this.#states.get(target.key);
    if (known?.uid === uid) return known;
    // The first observation, or a new Deployment under the old name, which has no past.
    const past = known === undefined || known.uid === '' ? memoryOf(target.status, now) : NO_MEMORY;
    return this.#set(target.key, { uid, memory: past, status: known?.status ?? target.status });
  }

  /** Of a target that cannot be scaled. */
  idle(target: Target): TargetState {
    return (
      this.#states.get(target.key) ??
      this.#set(target.key, { uid: '', memory: NO_MEMORY, status: target.status })
    );
  }

  /** Forgets those that are not targets any more. */
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
