/** Runs a command step and judges it: once, or until it holds. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { formatDuration } from './duration.ts';
import { describeExpectation, judge, tail, type Failure, type Outcome } from './expectations.ts';
import type { ProcessGroups } from './process-groups.ts';
import type { CommandStep, Expectation } from './scene.ts';
import { runShell, startShell, type OutputChunk, type RunningShell } from './shell.ts';

/** Where commands run. */
export interface Ground {
  cwd: string;
  env: Record<string, string | undefined>;
  groups: ProcessGroups;
  signal: AbortSignal;
}

/** What a step came to. It succeeded when there are no failures. */
export interface StepResult {
  failures: Failure[];
  ms: number;
  /** How often the command was run. */
  attempts: number;
  exitCode?: number;
  output: string;
  interrupted: boolean;
}

export interface Watcher {
  onOutput?: (chunk: OutputChunk) => void;
  /** An attempt did not hold; another follows. */
  onWaiting?: (attempt: number) => void;
  /** The command runs: Ctrl-C is for it. */
  onRunning?: (shell: RunningShell | undefined) => void;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

export async function runCommandStep(
  step: CommandStep,
  ground: Ground,
  watcher: Watcher = {},
): Promise<StepResult> {
  const began = performance.now();
  const left = () => step.timeoutMs - (performance.now() - began);
  let pause = FIRST_PAUSE_MS;
  let last: StepResult | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const chunks: OutputChunk[] = [];
    // What a waiting step prints is of interest once it holds.
    const onOutput = step.until ? (chunk: OutputChunk) => chunks.push(chunk) : watcher.onOutput;
    const outcome = await runOnce(step, ground, Math.max(1, left()), {
      ...watcher,
      ...(onOutput ? { onOutput } : {}),
    });
    // An attempt cut off by the clock tells less than the one before it.
    const cut = outcome.timedOut && last !== undefined;
    if (!cut) last = await resultOf(step, outcome, ground, attempt, left);
    const result = { ...last!, attempts: attempt, ms: performance.now() - began };
    const enough = result.failures.length === 0 || result.interrupted || ground.signal.aborted;
    if (!step.until || enough || left() <= pause) {
      for (const chunk of chunks) watcher.onOutput?.(chunk);
      return step.until && !enough ? withTimeout(result, step.timeoutMs) : result;
    }
    watcher.onWaiting?.(attempt);
    await delay(pause, undefined, { signal: ground.signal }).catch(() => {});
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
  }
}

async function runOnce(
  step: CommandStep,
  ground: Ground,
  timeoutMs: number,
  watcher: Watcher,
): Promise<Outcome> {
  const { onOutput, onRunning } = watcher;
  const shell = startShell(step.command, {
    ...ground,
    timeoutMs,
    interactive: step.interactive,
    ...(onOutput ? { onOutput } : {}),
  });
  onRunning?.(shell);
  try {
    return await shell.done;
  } finally {
    onRunning?.(undefined);
  }
}

async function resultOf(
  step: CommandStep,
  outcome: Outcome,
  ground: Ground,
  attempts: number,
  left: () => number,
): Promise<StepResult> {
  const { ms, output, exitCode } = outcome;
  const failures = verdict(step.expectations, outcome, step.timeoutMs);
  if (failures.length === 0)
    failures.push(...(await runChecks(step.expectations, ground, Math.max(1_000, left()))));
  return { failures, ms, attempts, exitCode, output, interrupted: outcome.interrupted };
}

/** Being cut off, by the clock or by the speaker, is a failure whatever was expected. */
function verdict(expectations: Expectation[], outcome: Outcome, timeoutMs: number): Failure[] {
  if (outcome.timedOut) {
    return [
      {
        expected: `an end within ${formatDuration(timeoutMs)}`,
        got: `none, so it was ended. ${tail(outcome.output)}`.trimEnd(),
      },
    ];
  }
  const failures = judge(expectations, outcome);
  if (outcome.interrupted && failures.length === 0) return [{ expected: 'an end of its own', got: 'Ctrl-C' }];
  return failures;
}

function withTimeout(result: StepResult, timeoutMs: number): StepResult {
  const within = ` within ${formatDuration(timeoutMs)}`;
  return {
    ...result,
    failures: result.failures.map(({ expected, got }) => ({ expected: expected + within, got })),
  };
}

/** Asks the world: each `check` command must exit 0. */
export async function runChecks(
  expectations: readonly Expectation[],
  ground: Ground,
  timeoutMs: number,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const expectation of expectations) {
    if (expectation.kind !== 'check') continue;
    const outcome = await runShell(expectation.command, { ...ground, timeoutMs });
    if (outcome.exitCode === 0) continue;
    const said = outcome.output.trim() === '' ? '' : `: ${tail(outcome.output)}`;
    failures.push({
      expected: describeExpectation(expectation),
      got: `exit code ${outcome.exitCode}${said}`,
    });
  }
  return failures;
}
