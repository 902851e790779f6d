/** CPU and memory of a container, from /proc. */
import { allProcesses, residentMemory, TICKS_PER_SECOND, withDescendants } from './proc.ts';
import type { ContainerUsage } from './types.ts';

/** Shorter spans say more about the clock's ticks than about the container. */
const SHORTEST_SPAN_MS = 1000;

export class UsageMeter {
  #at: number;
  #ticks = 0;
  #nanocores = 0;

  /** @param startedAt milliseconds since the epoch */
  constructor(startedAt: number) {
    this.#at = startedAt;
  }

  /** @param roots host pids of the first process and of those beside it */
  sample(roots: number[]): ContainerUsage | undefined {
    const processes = allProcesses();
    const members = withDescendants(roots, processes);
    const own = processes.filter(({ pid }) => members.has(pid));
    if (own.length === 0) return undefined;
    const now = Date.now();
    const ticks = own.reduce((sum, process) => sum + process.ticks, 0);
    if (now - this.#at >= SHORTEST_SPAN_MS || this.#ticks === 0) {
      // A helper that ended without being waited for takes its ticks with it: never less than nothing.
      const seconds = Math.max(ticks - this.#ticks, 0) / TICKS_PER_SECOND;
      this.#nanocores = Math.round((seconds / Math.max((now - this.#at) / 1000, 0.001)) * 1e9);
      this.#at = now;
      this.#ticks = ticks;
    }
    return {
      nanocores: this.#nanocores,
      bytes: own.reduce((sum, { pid }) => sum + residentMemory(pid), 0),
    };
  }
}
