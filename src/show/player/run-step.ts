/** Runs a command step and judges it: once, or until it holds. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { EXPECTED, GOT } from '../../messages/index.ts';
import { describeExpectation, judge, notWithin, shownOutput } from './expectations.ts';
import type { Failure, Outcome } from './expectations.ts';
import type { ProcessGroups } from '../journal/process-groups.ts';
import type { CommandStep, Expectation } from '../format/scene.ts';
import type { OpenTerminal } from './running-shell.ts';
import { KEPT, runShell, startShell } from './shell.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { RunningShell } from './running-shell.ts';

/** Where commands run: their folder, variables, process groups and terminal. */
export interface ExecutionContext {
  cwd: string;
  env: Record<string, string | undefined>;
  groups: ProcessGroups;
  signal: AbortSignal;
  /** The speaker's terminal, if there is one: for interactive steps. */
  terminal?: OpenTerminal;
}

/** The result of a step. It succeeded if there are no failures. */
export interface StepResult {
  failures: Failure[];
  ms: number;
  /** How many times the command was run. */
  attempts: number;
  exitCode?: number;
  output: string;
  interrupted: boolean;
}

export interface Watcher {
  onOutput?: (chunk: OutputChunk) => void;
  /** An attempt failed; another follows. */
  onWaiting?: (attempt: number) => void;
  /** While the step runs, Ctrl-C is for it; undefined when it has ended. */
  onRunning?: (running: Interruptible | undefined) => void;
}

export interface Interruptible {
  interrupt(): void;
}

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
  #shell: RunningShell | undefined;
  #chunks: OutputChunk[] = [];
  #characters = 0;

  constructor(step: CommandStep, context: ExecutionContext, watcher: Watcher) {
    this.#step = step;
    this.#context = context;
    this.#watcher = watcher;
  }

  interrupt(): void {
    this.#stopped.abort();
    this.#shell?.interrupt();
  }

  async run(): Promise<StepResult> {
    const step = this.#step;
    const signal = AbortSignal.any([this.#stopped.signal, this.#context.signal]);
    let pause = FIRST_PAUSE_MS;
    let last: StepResult | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#once();
      // An attempt that timed out says less than the one before it.
      if (!outcome.timedOut || last === undefined)
        last = await resultOf(step, outcome, this.#context, () => this.#left());
      const result = { ...last, attempts: attempt, ms: performance.now() - this.#began };
      const enough = result.failures.length === 0 || signal.aborted;
      if (!step.until || enough || this.#left() <= pause) {
        for (const chunk of this.#chunks) this.#watcher.onOutput?.(chunk);
        if (!step.until || enough) return result;
        return { ...result, failures: notWithin(result.failures, step.timeoutMs) };
      }
      this.#watcher.onWaiting?.(attempt);
      await delay(pause, undefined, { signal }).catch(() => {});
      if (signal.aborted) return { ...result, interrupted: true };
      pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
    }
  }

  async #once(): Promise<Outcome> {
    const step = this.#step;
    const context = this.#context;
    const watcher = this.#watcher;
    this.#chunks = [];
    this.#characters = 0;
    const onOutput = (chunk: OutputChunk) => {
      // Of a step that is repeated, only the last attempt is shown.
      if (step.until) this.#keep(chunk);
      else watcher.onOutput?.(chunk);
    };
    const timeoutMs = Math.max(1, this.#left());
    this.#shell = startShell(step.command, {
      ...context,
      timeoutMs,
      interactive: step.interactive,
      onOutput,
    });
    return this.#shell.done;
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

async function resultOf(
  step: CommandStep,
  outcome: Outcome,
  context: ExecutionContext,
  left: () => number,
): Promise<StepResult> {
  const { ms, output, exitCode } = outcome;
  const failures = failuresOf(step.expectations, outcome, step.timeoutMs);
  if (failures.length === 0)
    failures.push(...(await runChecks(step.expectations, context, Math.max(1_000, left()))));
  return { failures, ms, attempts: 1, exitCode, output, interrupted: outcome.interrupted };
}

/** A timeout, or an interrupt by the speaker, is a failure whatever was expected. */
function failuresOf(expectations: Expectation[], outcome: Outcome, timeoutMs: number): Failure[] {
  if (outcome.timedOut) {
    const got = GOT.noEnd({ output: shownOutput(outcome.output) });
    return [{ expected: EXPECTED.endWithin({ ms: timeoutMs }), got }];
  }
  const failures = judge(expectations, outcome);
  if (outcome.interrupted && failures.length === 0)
    return [{ expected: EXPECTED.endOfItsOwn, got: 'Ctrl-C' }];
  return failures;
}

/** Runs the checks: each `check` command must exit 0. */
export async function runChecks(
  expectations: readonly Expectation[],
  context: ExecutionContext,
  timeoutMs: number,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const expectation of expectations) {
    if (expectation.kind !== 'check') continue;
    const outcome = await runShell(expectation.command, { ...context, timeoutMs });
    if (outcome.exitCode === 0) continue;
    const got = GOT.exitCode({ code: outcome.exitCode, output: shownOutput(outcome.output) });
    failures.push({ expected: describeExpectation(expectation), got });
  }
  return failures;
}
