/** Runs a command step and judges it: once, or as often as it takes until all holds that is expected. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { EXPECTED, GOT } from '../../messages/index.ts';
import { needsPerson } from '../format/scene.ts';
import type { CommandStep } from '../format/scene.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import { runChecks } from './checks.ts';
import type { ExecutionContext, Interruptible, StepResult, Watcher } from './execution.ts';
import { judge, notWithin, shownOutput } from './expectations.ts';
import type { Failure } from './expectations.ts';
import { runOnce } from './run-once.ts';
import type { Attempt } from './run-once.ts';
import { KEPT } from './shell.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

export async function runCommandStep(
  step: CommandStep,
  context: ExecutionContext,
  watcher: Watcher = {},
): Promise<StepResult> {
  const attempts = new Attempts(step, context, watcher);
  watcher.onRunning?.(attempts);
  try {
    return await attempts.run();
  } finally {
    watcher.onRunning?.(undefined);
  }
}

class Attempts implements Interruptible {
  readonly #step: CommandStep;
  readonly #context: ExecutionContext;
  readonly #watcher: Watcher;
  readonly #began = performance.now();
  readonly #stopped = new AbortController();
  #interrupt: (() => void) | undefined;
  #chunks: OutputChunk[] = [];
  #characters = 0;

  constructor(step: CommandStep, context: ExecutionContext, watcher: Watcher) {
    this.#step = step;
    this.#context = context;
    this.#watcher = watcher;
  }

  interrupt(): void {
    this.#stopped.abort();
    this.#interrupt?.();
  }

  async run(): Promise<StepResult> {
    const step = this.#step;
    const signal = AbortSignal.any([this.#stopped.signal, this.#context.signal]);
    let pause = FIRST_PAUSE_MS;
    let last: StepResult | undefined;
    for (let count = 1; ; count += 1) {
      const attempt = await this.#once();
      const ms = step.until ? performance.now() - this.#began : attempt.outcome.ms;
      // An attempt that timed out says less than the one before it.
      if (!attempt.outcome.timedOut || last === undefined) last = await this.#resultOf(attempt);
      const result = { ...last, attempts: count, ms };
      const enough = result.failures.length === 0 || signal.aborted;
      if (!step.until || enough || this.#left() <= pause) {
        for (const chunk of this.#chunks) this.#watcher.onOutput?.(chunk);
        if (!step.until || enough) return result;
        return { ...result, failures: notWithin(result.failures, step.timeoutMs) };
      }
      this.#watcher.onWaiting?.(count);
      await delay(pause, undefined, { signal }).catch(() => {});
      if (signal.aborted) return { ...result, interrupted: true };
      pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
    }
  }

  #once(): Promise<Attempt> {
    const step = this.#step;
    const watcher = this.#watcher;
    this.#chunks = [];
    this.#characters = 0;
    const onOutput = (chunk: OutputChunk) => {
      // Of a step that is repeated, only the last attempt is shown.
      if (step.until) this.#keep(chunk);
      else watcher.onOutput?.(chunk);
    };
    const timeoutMs = Math.max(1, this.#left());
    return runOnce(step, { ...this.#context, timeoutMs, onOutput }, watcher, (interrupt) => {
      this.#interrupt = interrupt;
    });
  }

  async #resultOf(attempt: Attempt): Promise<StepResult> {
    const { ms, output, exitCode, interrupted } = attempt.outcome;
    const { expectations } = this.#step;
    const failures = failuresOf(this.#step, attempt, this.#context.signal.aborted);
    if (failures.length === 0)
      failures.push(...(await runChecks(expectations, this.#context, Math.max(1_000, this.#left()))));
    return { failures, ms, attempts: 1, exitCode, output, interrupted };
  }

  /** Keeps the end of an output that may be endless. */
  #keep(chunk: OutputChunk): void {
    this.#chunks.push(chunk);
    this.#characters += chunk.text.length;
    while (this.#characters > KEPT && this.#chunks.length > 1)
      this.#characters -= this.#chunks.shift()!.text.length;
  }

  #left(): number {
    return this.#step.timeoutMs - (performance.now() - this.#began);
  }
}

/**
 * A timeout is a failure whatever was expected; so is Ctrl-C, unless the step ends so.
 * @param isShowOver Ctrl-C was for the show as a whole
 */
function failuresOf(step: CommandStep, attempt: Attempt, isShowOver: boolean): Failure[] {
  const { outcome, failure } = attempt;
  if (failure) return [failure];
  if (outcome.timedOut && step.ends) {
    const missing = judge(step.expectations, outcome);
    if (missing.length > 0) return notWithin(missing, step.timeoutMs);
  }
  if (outcome.timedOut) {
    const got = GOT.noEnd({ output: shownOutput(outcome.output) });
    // On stage it would have had the time that it takes: nobody was there to end it.
    const expected = needsPerson(step)
      ? EXPECTED.playedUnattended
      : EXPECTED.endWithin({ ms: step.timeoutMs });
    return [{ expected, got }];
  }
  const failures = judge(step.expectations, outcome);
  const mayBeInterrupted = !isShowOver && (step.ends !== undefined || expectsInterrupt(step));
  if (outcome.interrupted && failures.length === 0 && !mayBeInterrupted)
    return [{ expected: EXPECTED.endOfItsOwn, got: 'Ctrl-C' }];
  return failures;
}

/** What a shell says of a command that SIGINT has ended. */
const INTERRUPTED = 130;

function expectsInterrupt({ expectations }: CommandStep): boolean {
  return expectations.some((each) => each.kind === 'exit' && each.code === INTERRUPTED);
}
