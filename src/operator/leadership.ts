import { within } from '../kubernetes/index.ts';
import type { LeaderElection } from './kubernetes/lease.ts';

/**
 * Whether to act. A term of leadership begins with reading everything anew: another copy may have acted until that
 * moment, and what it has written counts, not what was seen while standing by.
 */
export class Leadership {
  readonly #election: LeaderElection | undefined;
  readonly #takeOver: () => Promise<void>;
  /** The term that was begun last, and whether everything is read in it. */
  #term = -1;
  #begun = false;
  #beginning?: Promise<void>;

  /** @param election undefined: there is nobody to share with */
  constructor(election: LeaderElection | undefined, takeOver: () => Promise<void>) {
    this.#election = election;
    this.#takeOver = takeOver;
  }

  /** This process holds the lease. */
  get leading(): boolean {
    return this.#election?.leading ?? true;
  }

  /** Ask right before every write. */
  get acting(): boolean {
    return this.leading && this.#begun && this.#term === this.#current;
  }

  get holder(): string | undefined {
    return this.#election?.holder;
  }

  get #current(): number {
    return this.#election?.term ?? 0;
  }

  /** Begins a term if there is a new one, and waits for that as long as there is time. */
  async begin(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.leading || this.acting) return;
    if (this.#term !== this.#current) {
      const term = this.#current;
      this.#term = term;
      this.#begun = false;
      this.#beginning = this.#takeOver().then(() => {
        if (this.#term === term) this.#begun = true;
      });
    }
    if (this.#beginning) await within(this.#beginning, milliseconds, signal);
  }
}
