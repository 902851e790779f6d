import { within } from '../kubernetes/index.ts';
import type { LeaderElection } from './kubernetes/lease.ts';

/**
 * Whether to act. A term of leadership begins with a fresh read of everything: another replica may have acted until
 * then, and what it has written counts.
 */
export class Leadership {
  readonly #election: LeaderElection | undefined;
  readonly #takeOver: () => Promise<void>;
  /** The last term, and whether everything has been read in it. */
  #term = -1;
  #begun = false;
  #beginning?: Promise<void>;

  /** @param election undefined without leader election */
  constructor(election: LeaderElection | undefined, takeOver: () => Promise<void>) {
    this.#election = election;
    this.#takeOver = takeOver;
  }

  /** This process holds the lease. */
  get leading(): boolean {
    return this.#election?.leading ?? true;
  }

  /** To be checked right before every write. */
  get acting(): boolean {
    return this.leading && this.#begun && this.#term === this.#current;
  }

  get holder(): string | undefined {
    return this.#election?.holder;
  }

  get #current(): number {
    return this.#election?.term ?? 0;
  }

  /** Begins a new term if there is one, and waits for that at most so long. */
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
