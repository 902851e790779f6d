import { GOT } from '../../messages/index.ts';
import type { Expectation } from '../format/scene.ts';
import type { ExecutionContext } from './execution.ts';
import { describeExpectation, shownOutput } from './expectations.ts';
import type { Failure } from './expectations.ts';
import { runShell } from './shell.ts';

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
