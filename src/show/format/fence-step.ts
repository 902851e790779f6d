/** What the fence of a step means. */
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

const DEFAULT_TIMEOUT_MS = 60_000;
const TIMEOUT = { least: '1ms', most: '24h' };
/** Timers of some weeks end at once. */
/** What Linux takes as one argument. */
const LONGEST_COMMAND = 128 * 1024;

const FLAGS = ['background', 'interactive', 'until', 'look', 'wait', 'passing'];
const KNOWN: Record<string, string[]> = {
  sh: ['name', 'timeout', ...FLAGS, ...EXPECTATIONS],
  diff: ['name', 'fix', 'timeout'],
  stop: ['name', 'timeout', ...EXPECTATIONS],
};

/** A step as its block says it, before the scene gives it an id. */
export type Draft<T> = Omit<T, 'id' | 'notes' | 'name'> & { name: string | undefined };
export type StepDraft = Draft<CommandStep> | Draft<FixStep> | Draft<StopStep>;

/** @returns undefined where nobody can tell what it does */
export function stepFromFence(fence: Fence, report: Report): StepDraft | undefined {
  const { language } = fence.info;
  const read = readAttributes(fence, KNOWN[language]!, report);
  const base = {
    position: { line: fence.line, column: fence.column },
    name: read.name,
    timeoutMs: read.timeoutMs,
  };
  if (language === 'sh') return commandStep(fence, read, base, report);
  if (language === 'diff') return { kind: 'fix', ...base, patch: read.fix ?? 'fix.patch', shown: fence.body };
  const background = read.name ?? fence.body.trim();
  if (background)
    return { kind: 'stop', ...base, name: undefined, background, expectations: read.expectations };
  report(base.position, 'the stop block does not say what ends', 'Write stop name=load');
  return undefined;
}

type Base = Pick<Draft<CommandStep>, 'position' | 'name' | 'timeoutMs'>;

function commandStep(fence: Fence, read: Read, base: Base, report: Report): Draft<CommandStep> {
  const { attributes } = fence.info;
  const at = (name: string) => attributes.find((attribute) => attribute.name === name)?.column;
  const wrong = (problem: string, remedy: string, column = fence.column) =>
    report({ line: fence.line, column }, problem, remedy);
  const flag = (name: string) => read.flags.has(name);
  const reject = (kinds: string[], why: string, remedy: string) => {
    const found = read.expectations.find(({ kind }) => kinds.includes(kind));
    if (found) wrong(`${found.kind} cannot be expected ${why}`, remedy, at(found.kind));
  };

  if (fence.body.trim() === '') wrong('the sh block is empty', 'Write the command to run in it');
  if (Buffer.byteLength(fence.body) >= LONGEST_COMMAND)
    wrong('the command is longer than the 128 kB that Linux takes', 'Shorten it');
  if (!attributes.some(({ name }) => EXPECTATIONS.includes(name)))
    wrong(
      'the step expects nothing',
      `Say what it must cause, for example exit=0; there are: ${EXPECTATIONS.join(', ')}`,
    );
  if (flag('background')) {
    if (!at('name'))
      wrong('a background step has no name', 'Give it one, for example name=load', at('background'));
    if (flag('until') || flag('interactive'))
      wrong('a background step cannot be until or interactive', 'Leave one of them out', at('background'));
    const after = 'Expect it where the step ends: stop name=… duration="<1s"';
    reject(['empty', 'duration'], 'of a step that goes on in the background', after);
  }
  if (flag('interactive')) {
    if (flag('until')) wrong('an interactive step cannot be repeated', 'Leave out until', at('until'));
    reject(
      ['contains', 'matches', 'excludes', 'empty'],
      'of an interactive step: its output goes to the terminal',
      'Use exit=0 or check="…"',
    );
  }
  const other = ['look', 'background', 'interactive'].find(flag);
  if (flag('wait') && other)
    wrong(`a step that waits cannot be ${other}`, 'Leave one of them out', at('wait'));
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

/** What is wrong is left out. */
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
      wrong(`'${name}' is no attribute of a ${fence.info.language} block`, suggestion(name, known));
    else if (seen.has(name) && !REPEATABLE.has(name)) wrong(`${name} is given twice`, 'Keep one of the two');
    else if (EXPECTATIONS.includes(name)) {
      const expectation = parseExpectation(attribute, fence.line, report);
      if (expectation) read.expectations.push(expectation);
    } else if (FLAGS.includes(name)) {
      if (value === undefined) read.flags.add(name);
      else wrong(`${name} takes no value`, `Write it alone: ${name}`);
    } else if (!value) wrong(`${name} needs a value`, `Write ${name}=…`);
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
