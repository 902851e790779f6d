/** Whether the outcome of a command meets its expectations: pure, except for `check`, which `runChecks` runs. */
import { EXPECTED, GOT } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { Expectation } from '../format/scene.ts';

/** How a command ended. */
export interface Outcome {
  /** As a shell reports it: 128 + n after signal n. */
  exitCode: number;
  timedOut: boolean;
  /** The speaker pressed Ctrl-C, or the show was ended. */
  interrupted: boolean;
  ms: number;
  /** stdout and stderr as they came, without colours. */
  output: string;
  stdout: string;
}

export interface Failure {
  expected: Text;
  got: Text;
}

export function describeExpectation(expectation: Expectation): Text {
  switch (expectation.kind) {
    case 'exit':
      return expectation.code === 'nonzero'
        ? EXPECTED.nonzero
        : EXPECTED.exitCode({ code: expectation.code });
    case 'contains':
      return EXPECTED.contains(expectation);
    case 'excludes':
      return EXPECTED.excludes(expectation);
    case 'matches':
      return EXPECTED.matches(expectation);
    case 'empty':
      return EXPECTED.empty;
    case 'duration':
      return EXPECTED.duration(expectation);
    case 'check':
      return EXPECTED.check(expectation);
  }
}

/** @returns one failure for each expectation that does not hold; `check` is taken to hold */
export function judge(expectations: readonly Expectation[], outcome: Outcome): Failure[] {
  return expectations.flatMap((expectation) => {
    const got = contradiction(expectation, outcome);
    return got === undefined ? [] : [{ expected: describeExpectation(expectation), got }];
  });
}

function contradiction(expectation: Expectation, outcome: Outcome): Text | undefined {
  const { output, stdout, exitCode, ms } = outcome;
  const shown = shownOutput(output) || GOT.noOutput;
  switch (expectation.kind) {
    case 'exit': {
      const holds = expectation.code === 'nonzero' ? exitCode !== 0 : exitCode === expectation.code;
      return holds ? undefined : GOT.exitCode({ code: exitCode, output: '' });
    }
    case 'contains':
      return output.includes(expectation.text) ? undefined : shown;
    case 'excludes': {
      const line = output.split('\n').find((line) => line.includes(expectation.text));
      return line ?? (output.includes(expectation.text) ? shown : undefined);
    }
    case 'matches':
      return new RegExp(expectation.pattern, 'mu').test(output) ? undefined : shown;
    case 'empty':
      return stdout.trim() === '' ? undefined : tail(stdout);
    case 'duration':
      return compare(ms, expectation.operator, expectation.ms) ? undefined : GOT.duration({ ms });
    case 'check':
      return undefined;
  }
}

function compare(ms: number, operator: string, bound: number): boolean {
  if (operator === '<') return ms < bound;
  if (operator === '<=') return ms <= bound;
  return operator === '>' ? ms > bound : ms >= bound;
}

/** @returns the same failures, with the time limit */
export function notWithin(failures: readonly Failure[], ms: number): Failure[] {
  return failures.map(({ expected, got }) => ({ expected: EXPECTED.within({ what: expected, ms }), got }));
}

const TAIL_LINES = 12;

/** The last lines of an output, where errors are. */
export function tail(output: string, count = TAIL_LINES): string {
  const lines = output.trimEnd().split('\n');
  return lines.length <= count ? lines.join('\n') : ['…', ...lines.slice(-count)].join('\n');
}

/** The end of a command's output; empty if that is only white space. */
export function shownOutput(output: string): string {
  return output.trim() === '' ? '' : tail(output);
}
