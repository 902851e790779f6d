import { setTimeout as delay } from 'node:timers/promises';
import type { DeadPart, StagePart, Watch } from '../types.ts';
import type { Answer, Vital } from './vital.ts';

/** Most commands end before they are watched at all. */
const PAUSE_MS = 1_500;
/** Nobody there: that long, since what restarts is away for a moment. */
const REFUSED_MS = 3_500;
/** An answer may be late on a busy machine: first the one patience, then the other. */
const FIRST_PATIENCE_MS = 4_000;
const SECOND_PATIENCE_MS = 1_500;
const MEETING_MS = 1_500;

/**
 * Watches over the parts of a stage. What was never seen to answer is not watched: it may be reached by ways that are
 * not known here.
 */
export class HealthWatch {
  readonly #known = new Set<Vital>();

  /** Asks all of them once, so that they are known from now on. @returns those that did not answer in time */
  async meet(vitals: readonly Vital[], patienceMs = MEETING_MS): Promise<Vital[]> {
    this.#known.clear();
    await Promise.all(
      vitals.map(async (vital) => {
        if ((await vital.ask(patienceMs)) === 'well') this.#known.add(vital);
      }),
    );
    return vitals.filter((vital) => !this.#known.has(vital));
  }

  /**
   * Calls `onDead` at most once, some six seconds after one of these parts has died.
   */
  over(parts: readonly StagePart[], onDead: (dead: DeadPart) => void): Watch {
    const stop = new AbortController();
    const needed = [...this.#known].filter(({ part }) => parts.includes(part));
    for (const vital of needed) {
      death(vital, stop.signal).then(
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
        const answers = await Promise.all(needed.map((vital) => vital.ask(SECOND_PATIENCE_MS)));
        const vital = needed.find((_, index) => answers[index] !== 'well');
        return vital && { part: vital.part, name: vital.name, remedy: vital.remedy };
      },
    };
  }
}

/** Resolves when it is dead; rejects when the signal aborts. */
async function death(vital: Vital, signal: AbortSignal): Promise<DeadPart> {
  const { part, name, remedy } = vital;
  let since: number | undefined;
  for (;;) {
    await delay(PAUSE_MS, undefined, { signal, ref: false });
    const asked = performance.now();
    let answer: Answer = await vital.ask(FIRST_PATIENCE_MS);
    if (answer === 'silent') answer = await vital.ask(SECOND_PATIENCE_MS);
    signal.throwIfAborted();
    if (answer === 'well') {
      since = undefined;
      continue;
    }
    const first = since ?? asked;
    since = first;
    const ms = performance.now() - first;
    if (answer === 'silent' || ms >= REFUSED_MS) return { part, name, remedy };
  }
}
