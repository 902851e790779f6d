/** Whether what happened is what a step must cause: pure, but for `check`, which asks the world elsewhere. */
import { english } from '../../messages/index.ts';
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

export function describeExpectation(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'exit':
      return expectation.code === 'nonzero' ? 'an exit code other than 0' : `exit code ${expectation.code}`;
    case 'contains':
      return `output that contains "${expectation.text}"`;
    case 'excludes':
      return `output without "${expectation.text}"`;
    case 'matches':
      return `output that matches /${expectation.pattern}/`;
    case 'empty':
      return 'nothing on stdout';
    case 'duration':
      return `a duration ${expectation.operator} ${english.time(expectation.ms)}`;
    case 'check':
      return `this to hold: ${expectation.command}`;
  }
}

/** @returns the first failure of each expectation that does not hold; `check` is taken to hold */
export function judge(expectations: readonly Expectation[], outcome: Outcome): Failure[] {
  return expectations.flatMap((expectation) => {
    const got = contradiction(expectation, outcome);
    return got === undefined ? [] : [{ expected: describeExpectation(expectation), got }];
  });
}

function contradiction(expectation: Expectation, outcome: Outcome): string | undefined {
  const { output, stdout, exitCode, ms } = outcome;
  const said = output.trim() === '' ? 'no output' : tail(output);
  switch (expectation.kind) {
    case 'exit': {
      const holds = expectation.code === 'nonzero' ? exitCode !== 0 : exitCode === expectation.code;
      return holds ? undefined : `exit code ${exitCode}`;
    }
    case 'contains':
      return output.includes(expectation.text) ? undefined : said;
    case 'excludes': {
      const line = output.split('\n').find((line) => line.includes(expectation.text));
      return line ?? (output.includes(expectation.text) ? said : undefined);
    }
    case 'matches':
      return new RegExp(expectation.pattern, 'mu').test(output) ? undefined : said;
    case 'empty':
      return stdout.trim() === '' ? undefined : tail(stdout);
    case 'duration':
      return compare(ms, expectation.operator, expectation.ms) ? undefined : english.time(ms);
    case 'check':
      return undefined;
  }
}

function compare(ms: number, operator: string, bound: number): boolean {
  if (operator === '<') return ms < bound;
  if (operator === '<=') return ms <= bound;
  return operator === '>' ? ms > bound : ms >= bound;
}

const TAIL_LINES = 12;

/** The last lines of an output, which is where errors stand. */
export function tail(output: string, count = TAIL_LINES): string {
  const lines = output.trimEnd().split('\n');
  return lines.length <= count ? lines.join('\n') : ['…', ...lines.slice(-count)].join('\n');
}
