/** CPU and memory of a container, from /proc. */
import { allProcesses, residentMemory, TICKS_PER_SECOND, withDescendants } from './proc.ts';
import type { ContainerUsage } from './types.ts';

/** In a shorter span the resolution of clock ticks would dominate. */
const SHORTEST_SPAN_MS = 1000;

export class UsageMeter {
  #at: number;
  #ticks = 0;
  #nanocores = 0;

  /** @param startedAt milliseconds since the epoch */
  constructor(startedAt: number) {
    this.#at = startedAt;
  }

  /** @param roots host pids of the first process and of exec sessions */
  sample(roots: number[]): ContainerUsage | undefined {
    const processes = allProcesses();
    const members = withDescendants(roots, processes);
    const own = processes.filter(({ pid }) => members.has(pid));
    if (own.length === 0) return undefined;
    const now = Date.now();
    const ticks = own.reduce((sum, process) => sum + process.ticks, 0);
    if (now - this.#at >= SHORTEST_SPAN_MS || this.#ticks === 0) {
      // The ticks of a process that ended without being waited for are lost, so the difference may be negative.
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
