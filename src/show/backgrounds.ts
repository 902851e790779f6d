/** The steps that go on while their scene does. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { formatDuration } from './duration.ts';
import { judge, tail, type Failure, type Outcome } from './expectations.ts';
import { runChecks, type Ground, type StepResult, type Watcher } from './run-step.ts';
import type { CommandStep, StopStep } from './scene.ts';
import { startShell, type RunningShell } from './shell.ts';

const POLL_MS = 100;
const NO_OUTCOME: Omit<Outcome, 'output' | 'stdout' | 'ms'> = {
  exitCode: 0,
  timedOut: false,
  interrupted: false,
};

export class Backgrounds {
  private readonly ground: Ground;
  private readonly running = new Map<string, RunningShell>();

  constructor(ground: Ground) {
    this.ground = ground;
  }

  get names(): string[] {
    return [...this.running.keys()];
  }

  /** Starts the step, and waits until its expectations hold of what it has printed so far and of the world. */
  async start(step: CommandStep, watcher: Watcher = {}): Promise<StepResult> {
    await this.running.get(step.id)?.end();
    const began = performance.now();
    const { onOutput } = watcher;
    const shell = startShell(step.command, { ...this.ground, ...(onOutput ? { onOutput } : {}) });
    this.running.set(step.id, shell);
    let ended: Outcome | undefined;
    void shell.done.then(
      (outcome) => (ended = outcome),
      () => {},
    );
    watcher.onRunning?.(shell);
    try {
      for (;;) {
        const output = shell.output();
        const ms = performance.now() - began;
        let failures = judge(step.expectations, { ...NO_OUTCOME, output, stdout: output, ms });
        if (failures.length === 0) failures = await runChecks(step.expectations, this.ground, step.timeoutMs);
        const result = { ms, attempts: 1, output, interrupted: this.ground.signal.aborted };
        if (failures.length === 0) return { ...result, failures };
        if (ended) return { ...result, ...endedEarly(ended, failures) };
        const late = ms > step.timeoutMs;
        if (late || this.ground.signal.aborted) {
          const within = late ? ` within ${formatDuration(step.timeoutMs)}` : '';
          return {
            ...result,
            failures: failures.map(({ expected, got }) => ({ expected: expected + within, got })),
          };
        }
        await Promise.race([
          shell.done,
          delay(POLL_MS, undefined, { signal: this.ground.signal }).catch(() => {}),
        ]);
      }
    } finally {
      watcher.onRunning?.(undefined);
    }
  }

  /** Ctrl-C for the background step; judged by all that it printed. */
  async stop(step: StopStep): Promise<StepResult> {
    const shell = this.running.get(step.background);
    if (!shell) return { failures: [], ms: 0, attempts: 1, output: '', interrupted: false };
    this.running.delete(step.background);
    const outcome = await shell.end(step.timeoutMs);
    const failures = judge(step.expectations, outcome);
    if (failures.length === 0)
      failures.push(...(await runChecks(step.expectations, this.ground, step.timeoutMs)));
    return {
      failures,
      ms: outcome.ms,
      attempts: 1,
      exitCode: outcome.exitCode,
      output: outcome.output,
      interrupted: false,
    };
  }

  async stopAll(): Promise<void> {
    const shells = [...this.running.values()];
    this.running.clear();
    await Promise.allSettled(shells.map((shell) => shell.end()));
  }
}

function endedEarly(ended: Outcome, failures: Failure[]): Pick<StepResult, 'failures' | 'exitCode'> {
  const said = ended.output.trim() === '' ? '' : `: ${tail(ended.output)}`;
  const expected = failures[0]?.expected ?? 'a step that goes on';
  return {
    exitCode: ended.exitCode,
    failures: [{ expected, got: `it ended with exit code ${ended.exitCode}${said}` }],
  };
}
