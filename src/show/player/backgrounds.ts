/** The steps that run in the background of their scene. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { GOT } from '../../messages/index.ts';
import { judge, notWithin, shownOutput } from './expectations.ts';
import type { Failure, Outcome } from './expectations.ts';
import { runChecks } from './checks.ts';
import type { ExecutionContext, StepResult, Watcher } from './execution.ts';
import type { CommandStep, Expectation, StopStep } from '../format/scene.ts';
import { startShell } from './shell.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { RunningShell } from './running-shell.ts';

const POLL_MS = 100;
/** How long a step that expects nothing before its end is watched for an early exit. */
const SETTLE_MS = 300;

interface Running {
  step: CommandStep;
  shell: RunningShell;
  context: ExecutionContext;
  ended?: Outcome;
}

export class Backgrounds {
  readonly #context: ExecutionContext;
  readonly #running = new Map<string, Running>();

  constructor(context: ExecutionContext) {
    this.#context = context;
  }

  get names(): string[] {
    return [...this.#running.values()].map(({ step }) => step.name);
  }

  /**
   * Starts the step, and waits until its expectations hold: those of its output so far, and its checks.
   * Its exit code is judged when it ends.
   * @param context with the variables of its scene
   */
  async start(step: CommandStep, watcher: Watcher = {}, context = this.#context): Promise<StepResult> {
    await this.#running.get(step.id)?.shell.end();
    const began = performance.now();
    // After that, its output would mix with that of the next steps.
    let streaming = true;
    const onOutput = (chunk: OutputChunk) => void (streaming && watcher.onOutput?.(chunk));
    const shell = startShell(step.command, { ...context, onOutput });
    const running: Running = { step, shell, context };
    this.#running.set(step.id, running);
    void shell.done.then(
      (outcome) => (running.ended = outcome),
      () => {},
    );
    watcher.onRunning?.(shell);
    try {
      const { failures, exitCode } = await this.#settle(running, began);
      const result = { failures, ms: performance.now() - began, attempts: 1, output: shell.output() };
      return {
        ...result,
        ...(exitCode === undefined ? {} : { exitCode }),
        interrupted: this.#context.signal.aborted,
      };
    } finally {
      streaming = false;
      watcher.onRunning?.(undefined);
    }
  }

  async #settle(running: Running, began: number): Promise<{ failures: Failure[]; exitCode?: number }> {
    const { step, shell } = running;
    const early = step.expectations.filter(({ kind }) => kind !== 'exit');
    if (early.length === 0) await this.#pause(shell, SETTLE_MS);
    for (;;) {
      const ms = performance.now() - began;
      const { ended } = running;
      const failures = await this.#judgeSoFar(running, early, ms);
      if (ended) return this.#judgeEnded(step, ended, failures);
      if (failures.length === 0) return { failures };
      const late = ms > step.timeoutMs;
      if (late || this.#context.signal.aborted) {
        return { failures: late ? notWithin(failures, step.timeoutMs) : failures };
      }
      await this.#pause(shell, POLL_MS);
    }
  }

  async #judgeSoFar({ step, shell, context }: Running, early: Expectation[], ms: number): Promise<Failure[]> {
    const output = shell.output();
    const outcome = { exitCode: 0, timedOut: false, interrupted: false, output, stdout: output, ms };
    const failures = judge(early, outcome);
    return failures.length > 0 ? failures : runChecks(early, context, step.timeoutMs);
  }

  #judgeEnded(step: CommandStep, ended: Outcome, missing: Failure[]) {
    const [first] = missing;
    const { exitCode, output } = ended;
    if (!first) return { exitCode, failures: judge(exitOf(step), ended) };
    const got = GOT.ended({ code: exitCode, output: shownOutput(output) });
    return { exitCode, failures: [{ expected: first.expected, got }] };
  }

  /** Waits until the command ends, at most this long. */
  async #pause(shell: RunningShell, ms: number): Promise<void> {
    const timer = new AbortController();
    const signal = AbortSignal.any([timer.signal, this.#context.signal]);
    await Promise.race([shell.done.catch(() => {}), delay(ms, undefined, { signal }).catch(() => {})]);
    timer.abort();
  }

  /** Sends Ctrl-C to the background step; judged by all its output. */
  async stop(step: StopStep, context = this.#context): Promise<StepResult> {
    const running = this.#running.get(step.background);
    if (!running) return { failures: [], ms: 0, attempts: 1, output: '', interrupted: false };
    const began = performance.now();
    this.#running.delete(step.background);
    const outcome = await running.shell.end(step.timeoutMs);
    const failures = judge([...exitOf(running.step), ...step.expectations], outcome);
    if (failures.length === 0)
      failures.push(...(await runChecks(step.expectations, context, step.timeoutMs)));
    const { exitCode, output } = outcome;
    return { failures, ms: performance.now() - began, attempts: 1, exitCode, output, interrupted: false };
  }

  async stopAll(): Promise<void> {
    const shells = [...this.#running.values()];
    this.#running.clear();
    await Promise.allSettled(shells.map(({ shell }) => shell.end()));
  }
}

function exitOf(step: CommandStep): Expectation[] {
  return step.expectations.filter(({ kind }) => kind === 'exit');
}
