import { setTimeout as delay } from 'node:timers/promises';
import type { DeadPart, StagePart, Watch } from '../types.ts';
import type { Answer, HealthCheck } from './health-check.ts';

/** Most commands end before the first check. */
const PAUSE_MS = 1_500;
/** How long connections must be refused, since a part that restarts is away for a moment. */
const REFUSED_MS = 3_500;
/** A part is dead after two timeouts, since an answer may be late on a busy machine. */
const FIRST_TIMEOUT_MS = 4_000;
const SECOND_TIMEOUT_MS = 1_500;
const REGISTER_TIMEOUT_MS = 1_500;

/**
 * Watches the parts of a stage. A part that has never answered is not watched: it may only be reachable in other ways.
 */
export class HealthWatch {
  readonly #known = new Set<HealthCheck>();

  /** Runs all checks once, and keeps those that answer. @returns those that did not answer in time */
  async register(checks: readonly HealthCheck[], timeoutMs = REGISTER_TIMEOUT_MS): Promise<HealthCheck[]> {
    this.#known.clear();
    await Promise.all(
      checks.map(async (check) => {
        if ((await check.run(timeoutMs)) === 'healthy') this.#known.add(check);
      }),
    );
    return checks.filter((check) => !this.#known.has(check));
  }

  /**
   * Calls `onDead` at most once, some six seconds after one of these parts has died.
   */
  over(parts: readonly StagePart[], onDead: (dead: DeadPart) => void): Watch {
    const stop = new AbortController();
    const needed = [...this.#known].filter(({ part }) => parts.includes(part));
    for (const check of needed) {
      death(check, stop.signal).then(
        (dead) => {
          if (stop.signal.aborted) return;
          stop.abort();
          onDead(dead);
        },
        () => {},
      );
    }
    return {
      stop: () => stop.abort(),
      async dead() {
        const answers = await Promise.all(needed.map((check) => check.run(SECOND_TIMEOUT_MS)));
        const check = needed.find((_, index) => answers[index] !== 'healthy');
        return check && { part: check.part, name: check.name, remedy: check.remedy };
      },
    };
  }
}

/** Resolves when the part is dead; rejects when the signal aborts. */
async function death(check: HealthCheck, signal: AbortSignal): Promise<DeadPart> {
  const { part, name, remedy } = check;
  let since: number | undefined;
  for (;;) {
    await delay(PAUSE_MS, undefined, { signal, ref: false });
    const began = performance.now();
    let answer: Answer = await check.run(FIRST_TIMEOUT_MS);
    if (answer === 'silent') answer = await check.run(SECOND_TIMEOUT_MS);
    signal.throwIfAborted();
    if (answer === 'healthy') {
      since = undefined;
      continue;
    }
    const first = since ?? began;
    since = first;
    const ms = performance.now() - first;
    if (answer === 'silent' || ms >= REFUSED_MS) return { part, name, remedy };
  }
}
