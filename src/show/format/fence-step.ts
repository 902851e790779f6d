/** Reads a step from its fence. */
import { STEPS } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { durationWithin } from '../../notation/index.ts';
import { EXPECTATIONS, parseExpectation } from './expectation-attributes.ts';
import type { Info } from './info-string.ts';
import { suggestion } from './suggestion.ts';
import type { Report } from './scene-error.ts';
import type { CommandStep, Expectation, FixStep, StopStep } from './scene.ts';

export interface Fence {
  info: Info;
  body: string;
  /** Line of the opening fence, and the column of its first backtick; from 1. */
  line: number;
  column: number;
}

export const DEFAULT_PATCH = 'fix.patch';
const DEFAULT_TIMEOUT_MS = 60_000;
const TIMEOUT = { least: '1ms', most: '24h' };
/** The longest argument that Linux accepts. */
const LONGEST_COMMAND = 128 * 1024;

const FLAGS = ['background', 'interactive', 'until', 'look', 'wait', 'passing'];
const KNOWN: Record<string, string[]> = {
  sh: ['name', 'timeout', ...FLAGS, ...EXPECTATIONS],
  diff: ['name', 'fix', 'timeout'],
  stop: ['name', 'timeout', ...EXPECTATIONS],
};

/** A step as written in its block, before the scene gives it an id. */
export type Draft<T> = Omit<T, 'id' | 'notes' | 'name'> & { name: string | undefined };
export type StepDraft = Draft<CommandStep> | Draft<FixStep> | Draft<StopStep>;

/** @returns undefined if it is not clear what the step does */
export function stepFromFence(fence: Fence, report: Report): StepDraft | undefined {
  const { language } = fence.info;
  const read = readAttributes(fence, KNOWN[language]!, report);
  const base = {
    position: { line: fence.line, column: fence.column },
    name: read.name,
    timeoutMs: read.timeoutMs,
  };
  if (language === 'sh') return commandStep(fence, read, base, report);
  if (language === 'diff')
    return { kind: 'fix', ...base, patch: read.fix ?? DEFAULT_PATCH, shown: fence.body };
  const background = read.name ?? fence.body.trim();
  if (background)
    return { kind: 'stop', ...base, name: undefined, background, expectations: read.expectations };
  report(base.position, STEPS.stopsNothing, STEPS.writeStop);
  return undefined;
}

type Base = Pick<Draft<CommandStep>, 'position' | 'name' | 'timeoutMs'>;

function commandStep(fence: Fence, read: Read, base: Base, report: Report): Draft<CommandStep> {
  const { attributes } = fence.info;
  const at = (name: string) => attributes.find((attribute) => attribute.name === name)?.column;
  const wrong = (problem: Text, remedy: Text, column = fence.column) =>
    report({ line: fence.line, column }, problem, remedy);
  const flag = (name: string) => read.flags.has(name);
  const reject = (kinds: string[], problem: (found: Expectation) => Text, remedy: Text) => {
    const found = read.expectations.find(({ kind }) => kinds.includes(kind));
    if (found) wrong(problem(found), remedy, at(found.kind));
  };

  if (fence.body.trim() === '') wrong(STEPS.empty, STEPS.writeCommand);
  if (Buffer.byteLength(fence.body) >= LONGEST_COMMAND) wrong(STEPS.tooLong, STEPS.shorten);
  if (!attributes.some(({ name }) => EXPECTATIONS.includes(name)))
    wrong(STEPS.expectsNothing, STEPS.sayExpected({ names: EXPECTATIONS }));
  if (flag('background')) {
    if (!at('name')) wrong(STEPS.backgroundNoName, STEPS.giveName, at('background'));
    if (flag('until') || flag('interactive'))
      wrong(STEPS.backgroundNotBoth, STEPS.leaveOneOut, at('background'));
    reject(['empty', 'duration'], STEPS.notOfBackground, STEPS.expectAtEnd);
  }
  if (flag('interactive')) {
    if (flag('until')) wrong(STEPS.interactiveNotUntil, STEPS.leaveOutUntil, at('until'));
    reject(['contains', 'matches', 'excludes', 'empty'], STEPS.notOfInteractive, STEPS.useExitOrCheck);
  }
  const other = ['look', 'background', 'interactive'].find(flag);
  if (flag('wait') && other) wrong(STEPS.waitNotOther({ other }), STEPS.leaveOneOut, at('wait'));
  return {
    kind: 'command',
    ...base,
    command: fence.body,
    expectations: read.expectations,
    background: flag('background'),
    interactive: flag('interactive'),
    until: flag('until'),
    look: flag('look'),
    wait: flag('wait'),
    passing: flag('passing'),
  };
}

interface Read {
  name: string | undefined;
  fix: string | undefined;
  timeoutMs: number;
  flags: Set<string>;
  expectations: Expectation[];
}

const REPEATABLE = new Set(['contains', 'matches', 'excludes', 'duration', 'check']);

/** Attributes that are not valid are left out. */
function readAttributes(fence: Fence, known: string[], report: Report): Read {
  const read: Read = {
    name: undefined,
    fix: undefined,
    timeoutMs: DEFAULT_TIMEOUT_MS,
    flags: new Set(),
    expectations: [],
  };
  const seen = new Set<string>();
  for (const attribute of fence.info.attributes) {
    const { name, value, column } = attribute;
    const wrong = (problem: Text, remedy: Text, at = column) =>
      report({ line: fence.line, column: at }, problem, remedy);
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
    else if (name === 'timeout') {
      const place = attribute.valueColumn;
      read.timeoutMs = durationWithin(value, TIMEOUT, (problem, remedy) => {
        wrong(problem, remedy, place);
        return DEFAULT_TIMEOUT_MS;
      });
    } else if (name === 'name') read.name = value;
    else read.fix = value;
    seen.add(name);
  }
  return read;
}
