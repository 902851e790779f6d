/** The attributes of a step: their names, and what stands behind them. */
import { STEPS } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { durationWithin } from '../../../notation/index.ts';
import type { Expectation } from '../scene.ts';
import type { Report } from '../scene-error.ts';
import { suggestion } from '../suggestion.ts';
import { EXPECTATIONS, parseExpectation } from './expectation-attributes.ts';
import type { Fence } from './fence.ts';
import type { Attribute } from './info-string.ts';

const DEFAULT_TIMEOUT_MS = 60_000;
const DURATION = { least: '1ms', most: '24h' };

const FLAGS = ['background', 'interactive', 'tty', 'until', 'look', 'wait', 'passing'];
const ENDING = ['ends', 'after', 'when-output'];

/** By the language of the block. */
export const ATTRIBUTES: Record<string, string[]> = {
  sh: ['name', 'timeout', ...FLAGS, ...ENDING, 'before-retry', ...EXPECTATIONS],
  diff: ['name', 'fix', 'timeout'],
  stop: ['name', 'timeout', ...EXPECTATIONS],
};

export interface Read {
  name: string | undefined;
  fix: string | undefined;
  timeoutMs: number;
  flags: Set<string>;
  expectations: Expectation[];
  /** How it is ended from outside. */
  ends: Attribute | undefined;
  afterMs: number | undefined;
  whenOutput: string | undefined;
  beforeRetry: string | undefined;
}

const REPEATABLE = new Set(['contains', 'matches', 'excludes', 'duration', 'check']);

/** Attributes that are not valid are left out. */
export function readAttributes(fence: Fence, known: string[], report: Report): Read {
  const read: Read = {
    name: undefined,
    fix: undefined,
    timeoutMs: DEFAULT_TIMEOUT_MS,
    flags: new Set(),
    expectations: [],
    ends: undefined,
    afterMs: undefined,
    whenOutput: undefined,
    beforeRetry: undefined,
  };
  const seen = new Set<string>();
  for (const attribute of fence.info.attributes) {
    const { name, value, column } = attribute;
    const wrong = (problem: Text, remedy: Text) => report({ line: fence.line, column }, problem, remedy);
    if (!known.includes(name))
      wrong(STEPS.unknownAttribute({ name, language: fence.info.language }), suggestion(name, known));
    else if (seen.has(name) && !REPEATABLE.has(name)) wrong(STEPS.givenTwice({ name }), STEPS.keepOne);
    else if (EXPECTATIONS.includes(name)) {
      const expectation = parseExpectation(attribute, fence.line, report);
      if (expectation) read.expectations.push(expectation);
    } else if (FLAGS.includes(name)) {
      if (value === undefined) read.flags.add(name);
      else wrong(STEPS.takesNoValue({ name }), STEPS.writeAlone({ name }));
    } else if (!value) wrong(STEPS.needsValue({ name }), STEPS.writeValue({ name }));
    else take(read, { ...attribute, value }, fence, report);
    seen.add(name);
  }
  return read;
}

function take(read: Read, attribute: Attribute & { value: string }, fence: Fence, report: Report): void {
  const { name, value, valueColumn } = attribute;
  const duration = () =>
    durationWithin(value, DURATION, (problem, remedy) => {
      report({ line: fence.line, column: valueColumn }, problem, remedy);
      return undefined;
    });
  switch (name) {
    case 'timeout':
      read.timeoutMs = duration() ?? DEFAULT_TIMEOUT_MS;
      break;
    case 'after':
      read.afterMs = duration();
      break;
    case 'when-output':
      read.whenOutput = value;
      break;
    case 'ends':
      read.ends = attribute;
      break;
    case 'before-retry':
      read.beforeRetry = value;
      break;
    case 'name':
      read.name = value;
      break;
    default:
      read.fix = value;
  }
}
